package dev.synapt.examples.peers.measure;

import dev.synapt.examples.peers.work.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is compared, and how its processes are set up. */
public enum Library {
  /** This project. */
  SYNAPT("Synapt", "SynaptEngine"),
  /** libtorch through DJL. */
  LIBTORCH("libtorch", "LibtorchEngine"),
  /** ONNX Runtime. */
  ONNX_RUNTIME("ONNX Runtime", "OnnxRuntimeEngine"),
  /** Deeplearning4j. */
  DEEPLEARNING4J("Deeplearning4j", "Deeplearning4jEngine"),
  /** Smile, whose networks compute with doubles. */
  SMILE("Smile", "SmileEngine");

  /** OpenMP threads that sleep while they wait, instead of taking each other's core. */
  private static final Map<String, String> PASSIVE = Map.of("OMP_WAIT_POLICY", "PASSIVE");

  /** glibc keeps the pages of freed tensors, instead of returning them at each step. */
  private static final Map<String, String> MALLOC =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_TRIM_THRESHOLD_", "4294967296",
          "MALLOC_MMAP_THRESHOLD_", "4294967296");

  private final String title;
  private final String engine;

  Library(String title, String engine) {
    this.title = title;
    this.engine = engine;
  }

  /**
   * For tables.
   *
   * @return the library's name
   */
  public String title() {
    return title;
  }

  /**
   * What does the work.
   *
   * @return class name of the library's engine, which is loaded only where its class path is
   */
  public String engine() {
    return "dev.synapt.examples.peers.engine." + engine;
  }

  /**
   * Where the library is.
   *
   * @return file name of the class path that the build writes
   */
  public String classPathFile() {
    return name().toLowerCase(Locale.ROOT) + ".classpath";
  }

  /**
   * Whether the library can do a task, and is worth asking.
   *
   * @param task what is measured
   * @param workload the network
   * @param threads how many
   * @return false leaves the library out
   */
  public boolean takesPart(Task task, Workload workload, int threads) {
    boolean predicts = task == Task.LATENCY || task == Task.THROUGHPUT;
    if (task == Task.CHECK) {
      return this != SMILE;
    }
    return switch (this) {
      case SYNAPT -> task == Task.TRAIN || task == Task.FRESH || threads == 1;
      case LIBTORCH -> task == Task.TRAIN || predicts;
      case ONNX_RUNTIME -> task == Task.START || predicts;
      case DEEPLEARNING4J -> task == Task.TRAIN;
      case SMILE -> task == Task.TRAIN && workload.isMlp() && workload.update() == Workload.Update.SGD;
    };
  }

  /**
   * The ways to set a library up; the report takes the one that is best in each measurement.
   *
   * @param task what is measured
   * @param threads how many
   * @return one or more
   */
  public List<Variant> variants(Task task, int threads) {
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant("default", Map.of(), false));
    if (this == LIBTORCH) {
      variants.add(new Variant("malloc", MALLOC, false));
    }
    if (this == ONNX_RUNTIME && task == Task.START) {
      variants.add(new Variant("unpacked", Map.of(), true));
    }
    if ((this == LIBTORCH || this == DEEPLEARNING4J) && threads > 1) {
      variants.add(new Variant("passive", PASSIVE, false));
    }
    return variants;
  }

  /**
   * A way to set a library up.
   *
   * @param name for the results
   * @param environment variables
   * @param unpacked whether native libraries lie in a folder instead of in a jar
   */
  public record Variant(String name, Map<String, String> environment, boolean unpacked) {}
}
