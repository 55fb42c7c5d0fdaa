package dev.synapt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jars, used as README says for plain javac: the processor's jar needs no other. */
final class PlainJavacIT {

  private static final String MODEL =
      """
      package shop;

      import dev.synapt.dsl.*;

      @Network(input = 4)
      final class Prices {
        @Dense(units = 3) @Relu Layer hidden;
        @Dense(units = 1) @Output(loss = Loss.MSE) Layer price;
      }
      """;

  private static final String MAIN =
      """
      package shop;

      import dev.synapt.runtime.Batch;
      import java.util.Arrays;

      final class Main {
        private Main() {}

        public static void main(String[] arguments) {
          try (PricesTrainer trainer = new PricesTrainer()) {
            Batch batch = trainer.newBatch();
            for (int i = 0; i < batch.inputs().length; i++) {
              batch.inputs()[i] = i % 7;
            }
            batch.size(50);
            for (int i = 0; i < 5; i++) {
              trainer.step(batch);
            }
            System.out.println("weights " + Arrays.toString(trainer.weights().values()));
          }
          new PricesTrainer().close();
        }
      }
      """;

  private static final String RUNTIME = System.getProperty("synapt.jar.runtime");

  @TempDir Path folder;

  @Test
  void compilesANetworkWithThreeJars() throws Exception {
    assertEquals("", javac(), "javac must have nothing to say");
    for (String name : List.of("PricesWeights", "PricesNetwork", "PricesTrainer")) {
      assertTrue(Files.exists(folder.resolve("shop/" + name + ".class")), name);
    }
  }

  @Test
  void runsPlainCodeWithoutTheVectorModuleAndSaysSoOnce() throws Exception {
    Files.writeString(folder.resolve("Main.java"), MAIN);
    assertEquals("", javac("Main.java"));
    String plain = java();
    String vector = java("--add-modules", "jdk.incubator.vector");
    assertEquals(result(vector), result(plain), "both paths give the same bits");
    assertEquals(1, plain.split("--add-modules jdk.incubator.vector", -1).length - 1, plain);
    assertTrue(!vector.contains("running plain Java code"), vector);
  }

  private static String result(String output) {
    return output.lines().filter(line -> line.startsWith("weights ")).findFirst().orElse(output);
  }

  private String java(String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, folder.toString(), RUNTIME)));
    command.add("shop.Main");
    return run(command);
  }

  private String javac(String... more) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("Prices.java"), MODEL);
    List<String> command =
        new ArrayList<>(
            List.of(
                tool("javac"),
                "--release",
                "25",
                "-Xlint:all,-processing",
                "-Werror",
                "-processorpath",
                System.getProperty("synapt.jar.processor"),
                "-cp",
                String.join(File.pathSeparator, System.getProperty("synapt.jar.dsl"), RUNTIME),
                "-d",
                folder.toString(),
                folder.resolve("Prices.java").toString()));
    for (String file : more) {
      command.add(folder.resolve(file).toString());
    }
    return run(command);
  }

  private static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }
}
