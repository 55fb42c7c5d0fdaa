/** What generated networks run on: weights, optimizers, data and the training loop. */
module dev.synapt.runtime {
  requires static java.desktop;
  requires static jdk.incubator.vector;

  exports dev.synapt.runtime;
  exports dev.synapt.runtime.data;
  exports dev.synapt.runtime.initialization;
  exports dev.synapt.runtime.io;
  exports dev.synapt.runtime.kernel;
  exports dev.synapt.runtime.metric;
  exports dev.synapt.runtime.optimizer;
  exports dev.synapt.runtime.random;
  exports dev.synapt.runtime.training;
  exports dev.synapt.runtime.training.callback;
  exports dev.synapt.runtime.training.recipe;
}
