package dev.synapt.processor.method;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.util.SplittableRandom;

/**
 * Trains and predicts with generated networks on both vector paths; what {@link TierThreeTest}
 * runs.
 */
final class TierThreeProgram {

  /** Samples in a batch, so that every method is called and little is computed. */
  private static final int FEW = 2;

  private TierThreeProgram() {}

  /**
   * Runs networks.
   *
   * @param names of the networks; the last argument is a method to call often, as class and name
   */
  public static void main(String[] names) throws ReflectiveOperationException {
    for (int i = 0; i < names.length - 1; i++) {
      for (CodePath path : new CodePath[] {CodePath.VECTOR_R16, CodePath.VECTOR_R32}) {
        run("net." + names[i], path);
      }
    }
    callOften(names[names.length - 1]);
  }

  private static void run(String name, CodePath path) throws ReflectiveOperationException {
    @SuppressWarnings("unchecked")
    Trainer<Weights> trainer =
        (Trainer<Weights>) create(name + "Trainer", new Class<?>[] {CodePath.class}, path);
    try (trainer) {
      trainer.threads(1);
      Batch batch = random(trainer);
      trainer.step(batch);
      trainer.step(batch);
      Weights weights = trainer.weights();
      InferenceNetwork network =
          (InferenceNetwork)
              create(
                  name + "Network",
                  new Class<?>[] {weights.getClass(), CodePath.class},
                  weights,
                  path);
      for (int i = 0; i < 5; i++) {
        network.classify(batch.inputs(), 0);
      }
      System.out.println("ran " + name + " " + path + " " + trainer.loss());
    }
  }

  private static Batch random(Trainer<Weights> trainer) {
    SplittableRandom random = new SplittableRandom(1);
    Batch batch = trainer.newBatch();
    batch.size(FEW);
    for (int i = 0; i < batch.inputs().length; i++) {
      batch.inputs()[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < batch.targets().length; i++) {
      batch.targets()[i] = (float) random.nextDouble(-1, 1);
    }
    for (int i = 0; i < batch.labels().length; i++) {
      batch.labels()[i] = random.nextInt(trainer.outputSize());
    }
    return batch;
  }

  private static Object create(String name, Class<?>[] types, Object... arguments)
      throws ReflectiveOperationException {
    return Class.forName(name).getConstructor(types).newInstance(arguments);
  }

  private static void callOften(String name) throws ReflectiveOperationException {
    Class<?> type = Class.forName(name);
    Runnable code = (Runnable) type.getConstructor().newInstance();
    for (int i = 0; i < 2_000; i++) {
      code.run();
    }
  }
}
