package dev.synapt.processor.generated;

import dev.synapt.runtime.Batch;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.LabelSpec;
import dev.synapt.runtime.OutputSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.optimizer.Sgd;
import dev.synapt.testing.EmulatedRegisters;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The bits of two training steps, some predictions and what leaves the layers, in short. Needs
 * nothing but the generated classes and the runtime, so that it also runs in a JVM of its own.
 */
final class Bits {

  /** A property: the bits of wider registers than there are. */
  static final String EMULATED = "emulatedBits";

  private static final int PREDICTIONS = 3;

  /** Predicted at once: a slice, and some of another. */
  private static final int MANY = 17;

  private final CRC32C sum = new CRC32C();
  private final GeneratedModel model;
  private final Optional<CodePath> path;
  private final SplittableRandom random;
  private int vocabulary;
  private List<OutputSpec> outputs = List.of();

  private Bits(GeneratedModel model, Optional<CodePath> path) {
    this.model = model;
    this.path = path;
    this.random = new SplittableRandom(model.name().hashCode());
  }

  /**
   * Prints a line for each of the models, which are on the class path: with the vector module one
   * for each vector path, without it one for the path that is chosen then.
   */
  public static void main(String[] models) {
    int emulated = Integer.getInteger(EMULATED, 0);
    if (emulated > 0) {
      EmulatedRegisters.use(emulated);
    }
    boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    if (vectors) {
      System.out.println("lanes " + VectorLanes.preferred());
    }
    for (String name : models) {
      GeneratedModel model = new GeneratedModel("net." + name, Bits.class.getClassLoader());
      if (vectors) {
        System.out.println(name + " " + of(model, CodePath.VECTOR_R16, 1));
        System.out.println(name + " " + of(model, CodePath.VECTOR_R32, 1));
      } else {
        System.out.println(name + " " + new Bits(model, Optional.empty()).run(1));
      }
    }
  }

  /** The bits of losses, weights and predictions after a full batch and a smaller one. */
  static String of(GeneratedModel model, CodePath path, int threads) {
    return new Bits(model, Optional.of(path)).run(threads);
  }

  private String run(int threads) {
    try (Trainer<Weights> trainer = path.map(model::trainer).orElseGet(model::trainer)) {
      trainer.threads(threads);
      trainer.initialize(1);
      trainer.optimizer(Sgd.withLearningRate(0.05).momentum(0.9));
      Batch batch = trainer.newBatch();
      outputs = trainer.outputSpecs();
      int full = trainer.batchSize();
      vocabulary = trainer.vocabulary().orElse(0);
      for (int size : new int[] {full, (full + 1) / 2}) {
        fill(batch, size, trainer.labels().map(LabelSpec::classes).orElse(1));
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
    fill(batch.inputs(), vocabulary);
    fill(batch.targets(), 0);
    outputs.stream().filter(o -> o.labelSpec().isPresent()).forEach(o -> fill(batch, o));
    for (int i = 0; i < batch.labels().length; i++) {
      batch.labels()[i] = random.nextInt(classes);
    }
  }

  /** Labels among the targets of several outputs. */
  private void fill(Batch batch, OutputSpec output) {
    for (int i = 0; i < batch.capacity() * output.targetSize(); i++) {
      int row = i / output.targetSize() * batch.targetSize();
      batch.targets()[row + output.firstTarget() + i % output.targetSize()] =
          random.nextInt(output.labelSpec().orElseThrow().classes());
    }
  }

  /** Numbers, or ids of so many tokens. */
  private void fill(float[] values, int tokens) {
    for (int i = 0; i < values.length; i++) {
      values[i] = tokens > 0 ? random.nextInt(tokens) : random.nextFloat(-1, 1);
    }
  }

  private void predict(Trainer<Weights> trainer) {
    Weights weights = trainer.weights();
    InferenceNetwork network =
        path.map(p -> model.network(weights, p)).orElseGet(() -> trainer.network(weights));
    float[] x = new float[network.inputSize()];
    for (int i = 0; i < PREDICTIONS; i++) {
      fill(x, vocabulary);
      add(network.predict(x));
    }
    new TreeMap<>(network.activations(x)).values().forEach(this::add);
    float[] many = new float[MANY * network.inputSize()];
    float[] results = new float[MANY * network.outputSize()];
    fill(many, vocabulary);
    network.predictBatch(many, MANY, results);
    add(results);
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
