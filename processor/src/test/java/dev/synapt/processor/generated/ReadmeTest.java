package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What README shows of Java is compiled, classes as they are and statements in methods, and what
 * trains is run.
 */
final class ReadmeTest {

  private static final Path README = Path.of("../README.md");
  private static final Pattern LISTING = Pattern.compile("(?s)\n```java\n(.*?)\n```");

  private static final String IMPORTS =
      """
      package net;

      import static dev.synapt.dsl.Init.*;
      import static dev.synapt.dsl.Padding.*;

      import dev.synapt.dsl.*;

      """;

  /** What the statements take for granted, with few samples. */
  private static final String STATEMENTS =
      """
      package net;

      import dev.synapt.runtime.*;
      import dev.synapt.runtime.data.*;
      import dev.synapt.runtime.optimizer.*;
      import dev.synapt.runtime.random.*;
      import dev.synapt.runtime.training.*;
      import dev.synapt.runtime.training.callback.*;
      import java.nio.file.Path;
      import java.util.stream.IntStream;

      public final class Listings {
        static final Dataset train =
            Dataset.ofLabels(
                pixels(10), IntStream.range(0, 10).toArray(), 1, 28, 28);
        static final Dataset validation = train;
        static final Dataset test = train;
        static final float[] image = train.input(3);
        static final float[] images = pixels(1000);
        static final float[] results = new float[10_000];
        static final float[] probabilities = new float[10];
        static final LeNet5Weights weights = new LeNet5Weights();
        static final long seed = 5;
        static final int epochs = 1;

        static float[] pixels(int images) {
          float[] pixels = new float[images * 784];
          for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 784 / 28 == i / 784 % 10 ? 1 : 0;
          }
          return pixels;
        }

      """;

  private static List<String> listings;
  private static GeneratedClasses classes;

  @BeforeAll
  static void compile() throws IOException {
    listings = new ArrayList<>();
    Matcher matcher = LISTING.matcher(Files.readString(README));
    while (matcher.find()) {
      listings.add(matcher.group(1));
    }
    List<String> sources = new ArrayList<>();
    StringBuilder methods = new StringBuilder();
    for (int i = 0; i < listings.size(); i++) {
      if (isClass(listings.get(i))) {
        sources.add(IMPORTS + listings.get(i));
      } else {
        methods.append(method(i));
      }
    }
    sources.add(STATEMENTS + methods + "}\n");
    classes = ModelCompiler.compilePlain(sources);
  }

  private static boolean isClass(String listing) {
    return listing.startsWith("@Network");
  }

  private static String method(int number) {
    String body = listings.get(number);
    return "public static Object listing%d(Path folder, Path file, Path log) throws Exception {\n%s\n%s}\n"
        .formatted(number, body, body.contains("return ") ? "" : "return null;\n");
  }

  @Test
  void everyListingIsCompiled() {
    assertEquals(1, listings.stream().filter(ReadmeTest::isClass).count());
    assertTrue(listings.size() >= 5, () -> "listings: " + listings.size());
    assertTrue(classes.classes().containsKey("net.LeNet5Trainer"));
  }

  /** Not what predicts: it would warm up for seconds. */
  @Test
  void whatTrainsRuns(@TempDir Path folder) throws ReflectiveOperationException {
    Class<?> type = classes.model("LeNet5").loader().loadClass("net.Listings");
    Path file = folder.resolve("checkpoint");
    Path log = folder.resolve("log.csv");
    List<Object> results = new ArrayList<>();
    for (int i = 0; i < listings.size(); i++) {
      if (listings.get(i).contains("LeNet5Trainer()")) {
        results.add(
            type.getMethod("listing" + i, Path.class, Path.class, Path.class)
                .invoke(null, folder, file, log));
      }
    }
    assertEquals(3, results.size());
    assertTrue(Files.exists(file), "a training saved a checkpoint");
    assertTrue(Files.exists(log), "and its figures");
    Weights weights = assertInstanceOf(Weights.class, results.getLast(), "the loop by hand");
    assertEquals(61_706, weights.parameterCount());
  }
}
