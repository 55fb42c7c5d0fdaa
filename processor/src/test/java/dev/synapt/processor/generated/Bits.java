package dev.synapt.processor.generated;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.Sgd;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;

/**
 * The bits of three training steps and some predictions, in short. Needs nothing but the generated
 * classes and the runtime, so that it also runs in a JVM of its own: {@code Bits MODEL...} prints a
 * line for each model of package {@code net} and each path.
 */
final class Bits {

  private static final int PREDICTIONS = 3;

  private final CRC32C sum = new CRC32C();
  private final GeneratedModel model;
  private final CodePath path;
  private final SplittableRandom random;

  private Bits(GeneratedModel model, CodePath path) {
    this.model = model;
    this.path = path;
    this.random = new SplittableRandom(model.name().hashCode());
  }

  /** Prints the bits of models that are on the class path, for the paths that the JVM has. */
  public static void main(String[] models) {
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    for (String name : models) {
      GeneratedModel model = new GeneratedModel("net." + name, Bits.class.getClassLoader());
      for (CodePath path : CodePath.values()) {
        if (vectors || path == CodePath.PLAIN) {
          System.out.println(name + " " + path + " " + of(model, path, 1));
        }
      }
    }
  }

  /**
   * The bits of losses, weights and predictions after a full batch, a smaller one and a full one.
   */
  static String of(GeneratedModel model, CodePath path, int threads) {
    return new Bits(model, path).run(threads);
  }

  private String run(int threads) {
    try (Trainer<Weights> trainer = model.trainer(path)) {
      trainer.threads(threads);
      trainer.initialize(1);
      trainer.optimizer(Sgd.withLearningRate(0.05).momentum(0.9));
      Batch batch = trainer.newBatch();
      int full = trainer.batchSize();
      for (int size : new int[] {full, (full + 1) / 2, full}) {
        fill(batch, size, trainer.outputSize());
        trainer.step(batch);
        add(trainer.loss(), trainer.correct());
      }
      add(trainer.weights().values());
      predict(trainer);
    }
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }

  private void fill(Batch batch, int size, int classes) {
    batch.size(size);
    fill(batch.inputs());
    fill(batch.targets());
    for (int i = 0; i < batch.labels().length; i++) {
      batch.labels()[i] = random.nextInt(classes);
    }
  }

  private void fill(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat(-1, 1);
    }
  }

  private void predict(Trainer<Weights> trainer) {
    InferenceNetwork network = model.network(trainer.weights(), path);
    float[] x = new float[network.inputSize()];
    for (int i = 0; i < PREDICTIONS; i++) {
      fill(x);
      add(network.predict(x));
    }
  }

  private void add(float... values) {
    for (float value : values) {
      int bits = Float.floatToRawIntBits(value);
      for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
        sum.update(bits >>> shift);
      }
    }
  }
}
