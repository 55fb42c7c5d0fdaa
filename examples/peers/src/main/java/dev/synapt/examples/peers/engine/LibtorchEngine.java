package dev.synapt.examples.peers.engine;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.synapt.examples.peers.work.Samples;
import dev.synapt.examples.peers.work.TensorCursor;
import dev.synapt.examples.peers.work.Workload;
import java.nio.file.Path;

/**
 * libtorch through DJL. The number of threads is given by system properties when the process starts. What a step makes
 * is freed at its end by a manager of its own.
 */
public final class LibtorchEngine implements Engine {

  private static final String NAME = "PyTorch";

  /** Has nothing to be told. */
  public LibtorchEngine() {}

  private static Model model(Workload workload) {
    Model model = Model.newInstance(workload.name(), NAME);
    model.setBlock(LibtorchBlocks.of(workload.parts()));
    return model;
  }

  private static Shape shape(Workload workload, int batch) {
    Shape shape = new Shape(batch);
    for (int length : workload.inputShape()) {
      shape = shape.add(length);
    }
    return shape;
  }

  private static TensorCursor tensors(Workload workload) {
    return new TensorCursor(workload.network().weights(Workload.SEED));
  }

  @Override
  public Training training(Workload workload, int threads) {
    Model model = model(workload);
    Loss loss = Loss.softmaxCrossEntropyLoss();
    Trainer trainer =
        model.newTrainer(
            new DefaultTrainingConfig(loss).optOptimizer(optimizer(workload.update())));
    trainer.initialize(shape(workload, workload.batch()));
    LibtorchBlocks.load(model.getBlock(), tensors(workload));
    return new LibtorchTraining(workload, model, trainer);
  }

  private static Optimizer optimizer(Workload.Update update) {
    return switch (update) {
      case SGD ->
          Optimizer.sgd()
              .setLearningRateTracker(Tracker.fixed(Workload.Update.SGD_RATE))
              .optMomentum(Workload.Update.SGD_MOMENTUM)
              .build();
      case ADAM ->
          Optimizer.adam()
              .optLearningRateTracker(Tracker.fixed(Workload.Update.ADAM_RATE))
              .build();
    };
  }

  private static final class LibtorchTraining implements Training {

    private final Model model;
    private final Trainer trainer;
    private final NDManager manager;
    private final NDArray[] inputs = new NDArray[Workload.BATCHES];
    private final NDArray[] labels = new NDArray[Workload.BATCHES];
    private NDArray loss;

    LibtorchTraining(Workload workload, Model model, Trainer trainer) {
      this.model = model;
      this.trainer = trainer;
      this.manager = trainer.getManager();
      int batch = workload.batch();
      for (int i = 0; i < inputs.length; i++) {
        float[] x = Samples.inputs(i, batch * workload.inputSize());
        inputs[i] = manager.create(x, shape(workload, batch));
        float[] y = new float[batch];
        int[] classes = Samples.labels(i, batch, workload.classes());
        for (int n = 0; n < batch; n++) {
          y[n] = classes[n];
        }
        labels[i] = manager.create(y, new Shape(batch, 1));
      }
      loss = manager.create(0f);
    }

    @Override
    public void step(int batch) {
      loss.close();
      try (NDManager step = manager.newSubManager();
          GradientCollector collector = trainer.newGradientCollector()) {
        NDList x = new NDList(inputs[batch]);
        NDList y = new NDList(labels[batch]);
        x.tempAttach(step);
        y.tempAttach(step);
        loss = trainer.getLoss().evaluate(y, trainer.forward(x));
        collector.backward(loss);
        loss.attach(manager);
      }
      trainer.step();
    }

    @Override
    public double loss() {
      return loss.getFloat();
    }

    @Override
    public void close() {
      trainer.close();
      model.close();
    }
  }

  @Override
  public Prediction prediction(Workload workload, int batch, int threads, Path folder) {
    Model model = model(workload);
    NDManager manager = model.getNDManager();
    Shape shape = shape(workload, batch);
    model.getBlock().initialize(manager, model.getDataType(), shape);
    LibtorchBlocks.load(model.getBlock(), tensors(workload));
    model.getBlock().freezeParameters(true);
    return new LibtorchPrediction(model, new ParameterStore(manager, false), shape);
  }

  private record LibtorchPrediction(Model model, ParameterStore parameters, Shape shape)
      implements Prediction {

    @Override
    public void predict(float[] x, float[] y) {
      try (NDManager call = model.getNDManager().newSubManager()) {
        NDList input = new NDList(call.create(x, shape));
        NDArray logits = model.getBlock().forward(parameters, input, false).head();
        float[] probabilities = logits.softmax(1).toFloatArray();
        System.arraycopy(probabilities, 0, y, 0, probabilities.length);
      }
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
