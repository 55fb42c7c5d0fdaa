package dev.synapt.processor.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.emit.GeneratedSources;
import dev.synapt.processor.emit.InMemoryCompiler;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.RoutinePrinter;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.TestNets;
import dev.synapt.runtime.Trainer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A method that HotSpot's compiler of tier 3 refuses may be left at a tier where every vector is an
 * object, or not, by luck of the start. So a JVM of its own compiles everything at tier 3 and says
 * what it skips.
 */
final class TierThreeTest {

  /** With one slice in a batch: kernels are the same, and at this tier code is very slow. */
  private static final List<TypedGraph> NETS =
      Stream.of(
              TestNets.lenet5(),
              TestNets.mlp(),
              TestNets.normalised(),
              TestNets.everything(),
              TestNets.channelsLast())
          .map(TierThreeTest::withOneSlice)
          .toList();

  /** Twice what the budget allows, to prove that a refusal is seen. */
  private static final String TOO_LARGE = "net.TooLarge";

  /** A line of {@code -XX:+PrintCompilation}: time, number, flags, tier, method. */
  private static final Pattern COMPILED =
      Pattern.compile("\\s*\\d+\\s+\\d+\\s.{5}\\s*3\\s+(net\\.\\S+::\\S+) .*");

  @TempDir Path folder;

  private static TypedGraph withOneSlice(TypedGraph net) {
    LayerGraph graph = net.graph();
    return new TypedGraph(
        new LayerGraph(
            graph.packageName(),
            graph.name(),
            Layout.BLOCK,
            graph.layers(),
            graph.frozen(),
            graph.shared(),
            graph.at()),
        net.shapes());
  }

  @Test
  void nothingThatIsGeneratedIsRefused() throws Exception {
    write(classFiles());
    List<String> log = run();
    List<String> compiled = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (String line : log) {
      Matcher matcher = COMPILED.matcher(line);
      if (matcher.matches()) {
        compiled.add(matcher.group(1));
      }
      if (line.contains("COMPILE SKIPPED") && line.contains(" net.")) {
        refused.add(line.strip());
      }
    }
    assertLooked(log, compiled);
    assertTrue(
        refused.stream().anyMatch(line -> line.contains(TOO_LARGE)),
        () -> "a method twice too large is compiled: raise the budget? " + refused);
    assertEquals(List.of(), refused.stream().filter(line -> !line.contains(TOO_LARGE)).toList());
  }

  private static void assertLooked(List<String> log, List<String> compiled) {
    for (TypedGraph net : NETS) {
      String name = "ran net." + net.graph().name();
      assertEquals(2, log.stream().filter(line -> line.startsWith(name)).count(), name);
    }
    for (String method :
        List.of(
            "net.LeNet5TrainerVectorR32::conv1Conv2dRow2",
            "net.LeNet5TrainerVectorR16::conv1Conv2dRow2",
            "net.LeNet5TrainerVectorR32::fc1Dense8",
            "net.MlpTrainerVectorR32::hiddenDenseGradWeights12",
            "net.MlpTrainerVectorR16::digitDenseGradInput8")) {
      assertTrue(compiled.contains(method), () -> method + " not among " + compiled);
    }
    assertTrue(compiled.size() >= 600, () -> compiled.size() + " methods compiled");
  }

  private static Map<String, byte[]> classFiles() {
    Map<String, String> sources = new TreeMap<>();
    NETS.forEach(net -> sources.putAll(GeneratedSources.of(net, false)));
    sources.put(TOO_LARGE, tooLarge());
    return InMemoryCompiler.compile(sources);
  }

  private static String tooLarge() {
    Routine routine = MadeUp.straight(2 * MethodBudget.VECTOR_CALLS_STRAIGHT / 3);
    return """
    package net;

    import jdk.incubator.vector.*;

    public final class TooLarge implements Runnable {
      static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
      static final int L = S.length();
      final float[] values = new float[4096];
      final float[] weights = new float[4096];

      @Override
      public void run() {
        %s
      }
    }
    """
        .formatted(RoutinePrinter.body(routine, Target.VECTOR_R32));
  }

  private void write(Map<String, byte[]> classFiles) throws IOException {
    for (Map.Entry<String, byte[]> file : classFiles.entrySet()) {
      Path path = folder.resolve(file.getKey().replace('.', '/') + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private List<String> run() throws IOException, InterruptedException, URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--add-modules=jdk.incubator.vector",
            "-XX:TieredStopAtLevel=3",
            "-Xbatch",
            "-XX:CompileThresholdScaling=0.01",
            "-XX:+PrintCompilation"));
    command.addAll(
        List.of(
            "-cp",
            String.join(
                File.pathSeparator,
                folder.toString(),
                location(Trainer.class),
                location(TierThreeProgram.class)),
            TierThreeProgram.class.getName()));
    NETS.forEach(net -> command.add(net.graph().name()));
    command.add(TOO_LARGE);
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertTrue(process.waitFor(5, TimeUnit.MINUTES), "still running");
    List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
    assertEquals(0, process.exitValue(), () -> String.join("\n", lines));
    return lines;
  }

  private static String location(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
