package dev.synapt.examples.peers.run;

import dev.synapt.examples.peers.measure.Library;
import dev.synapt.examples.peers.measure.Plan;
import dev.synapt.examples.peers.measure.Worker;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs one measuring process at a time. */
final class WorkerProcess {

  private static final int SHOWN_LINES = 20;

  /** A process that did not measure. */
  static final class FailedException extends IOException {

    private static final long serialVersionUID = 1;

    FailedException(String message) {
      super(message);
    }
  }

  private final Path home;

  /**
   * Uses a folder.
   *
   * @param home where the build writes the class paths
   */
  WorkerProcess(Path home) {
    this.home = home;
  }

  /**
   * Runs a process to its end.
   *
   * @return the numbers of each result by its name; for a start, the milliseconds instead
   * @throws FailedException if it fails, with what it printed last
   */
  Map<String, double[]> run(Library library, Library.Variant variant, Plan plan)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(library, variant, plan));
    builder.redirectErrorStream(true);
    String threads = Integer.toString(plan.threads());
    builder.environment().put("OMP_NUM_THREADS", threads);
    builder.environment().put("OPENBLAS_NUM_THREADS", threads);
    builder.environment().putAll(variant.environment());
    if (library == Library.SMILE) {
      builder.environment().put("LD_LIBRARY_PATH", openBlas().toString());
    }
    Map<String, double[]> results = new LinkedHashMap<>();
    List<String> lines = new ArrayList<>();
    long started = System.nanoTime();
    Process process = builder.start();
    try (BufferedReader reader = reader(process)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(Worker.MARK)) {
          put(results, line.split(" "), (System.nanoTime() - started) / 1e6);
        } else {
          lines.add(line);
        }
      }
    }
    if (process.waitFor() != 0 || results.isEmpty()) {
      throw new FailedException(
          "%s %s failed:%n%s".formatted(library.title(), plan, last(lines)));
    }
    return results;
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static String last(List<String> lines) {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
  }

  private static void put(Map<String, double[]> results, String[] words, double milliseconds) {
    String name = words[1];
    double[] numbers =
        Arrays.stream(words).skip(2).mapToDouble(Double::parseDouble).toArray();
    results.put(name, name.equals("start") ? new double[] {milliseconds} : numbers);
  }

  /** The class path is in a file: ONNX Runtime 1.29.0 dies when the command line is longer than 4 kB. */
  private List<String> command(Library library, Library.Variant variant, Plan plan)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + argumentFile(library));
    if (library == Library.SYNAPT) {
      command.add("--add-modules=jdk.incubator.vector");
    } else {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (library == Library.LIBTORCH) {
      command.addAll(libtorchOptions(plan.threads()));
    }
    if (variant.unpacked()) {
      command.add("-Donnxruntime.native.path=" + unpackedOnnxRuntime());
    }
    command.add(Worker.class.getName());
    command.addAll(List.of(plan.toArguments()));
    return command;
  }

  /** Native code is unpacked once, below the build's folder; nothing is downloaded or reported home. */
  private List<String> libtorchOptions(int threads) {
    return List.of(
        "-Dai.djl.pytorch.num_threads=" + threads,
        "-Dai.djl.pytorch.num_interop_threads=1",
        "-Dai.djl.offline=true",
        "-DOPT_OUT_TRACKING=true",
        "-DENGINE_CACHE_DIR=" + home.resolve("djl"));
  }

  private Path argumentFile(Library library) throws IOException {
    Path file = home.resolve(library.classPathFile() + ".arguments");
    String classPath = home.resolve("classes") + File.pathSeparator + readClassPath(library);
    Files.writeString(file, "-classpath \"" + classPath.replace("\\", "\\\\") + "\"\n");
    return file;
  }

  private String readClassPath(Library library) throws IOException {
    return Files.readString(home.resolve(library.classPathFile())).strip();
  }

  /** Whether the build has this library. */
  boolean has(Library library) {
    return Files.exists(home.resolve(library.classPathFile()));
  }

  private Path unpackedOnnxRuntime() throws IOException {
    Path folder = home.resolve("onnxruntime");
    Path jar = jar(Library.ONNX_RUNTIME, "/onnxruntime-");
    NativeLibraries.unpack(jar, "ai/onnxruntime/native/linux-x64/", folder);
    return folder;
  }

  /** Smile asks the system for OpenBLAS; here it gets the one that comes with Deeplearning4j. */
  private Path openBlas() throws IOException {
    Path folder = home.resolve("openblas");
    Path jar = jar(Library.DEEPLEARNING4J, "-linux-x86_64.jar", "/openblas-");
    NativeLibraries.unpack(jar, "org/bytedeco/openblas/linux-x86_64/", folder);
    Path name = folder.resolve("libopenblas.so");
    if (!Files.exists(name)) {
      Files.createSymbolicLink(name, Path.of("libopenblas.so.0"));
    }
    return folder;
  }

  /** The entry of a library's class path that has all the words in it. */
  private Path jar(Library library, String... words) throws IOException {
    return Stream.of(readClassPath(library).split(File.pathSeparator))
        .filter(entry -> Stream.of(words).allMatch(entry::contains))
        .findFirst()
        .map(Path::of)
        .orElseThrow();
  }
}
