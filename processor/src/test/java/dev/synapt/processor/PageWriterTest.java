package dev.synapt.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;

/** Pages and pictures that options ask for. */
final class PageWriterTest {

  @Test
  void nothingIsWrittenUnasked() throws IOException {
    assertEquals(Map.of(), texts());
  }

  @Test
  void aPageHasAllOfTheNetwork() throws IOException {
    Map<String, String> texts = texts("-Asynapt.explain=true");
    assertEquals(List.of("LeNet5.md"), List.copyOf(texts.keySet()));
    String page = texts.get("LeNet5.md");
    for (String part :
        List.of(
            "# LeNet5\n",
            "\n## Graph\n\n```mermaid\nflowchart TD\n",
            "\n## Cost\n\n```\nlayer ",
            "\n### conv1.conv2d: Conv2d 6 @ 5x5, pad{2,2,2,2}\n\n* shapes: [1,28,28] -> [6,28,28]\n",
            "\n* forward: `y[o] = b[o] + sum_i W[o,i] x[i]`\n",
            "\n* backward: `dW[o,i] = sum over the batch of dy[o] x[i]`\n",
            "48,120 parameters, 48,000 multiply-adds (11.5 % of all)",
            "\n* training: `Conv2dGradWeights`, on ",
            "\n## Kernels of a training step\n\n```\nPLAIN\n",
            "\n## Kernels of many predictions at once\n\n```\nPLAIN\n",
            "\n## Memory of a network, in floats\n\n```\nweights: ",
            "\n## Memory that predictBatch adds, in floats\n\n```\nweights: ")) {
      assertTrue(page.contains(part), () -> part + " is not in\n" + page);
    }
    assertEquals(15, page.lines().filter(line -> line.startsWith("### ")).count());
  }

  /** Nothing is said of gradients that nobody computes. */
  @Test
  void aPageShowsWhatIsFrozen() throws IOException {
    String page =
        textsOf(
                """
                package goldens;
                import dev.synapt.dsl.*;
                @Network(input = {2, 6, 6})
                final class LeNet5 {
                  @Frozen @Conv2d(filters = 3, kernel = 3, bias = false) @BatchNorm @Relu Layer a;
                  @Dense(units = 2) @Output(loss = Loss.MSE) Layer b;
                }
                """,
                "-Asynapt.explain=true")
            .get("LeNet5.md");
    assertTrue(page.contains("### a.conv2d: Conv2d 3 @ 3x3, no bias, frozen\n"), page);
    assertTrue(page.contains("* frozen: no gradient by its weights, no update\n"), page);
    assertTrue(page.contains("; running mean and variance in training too: dx = "), page);
    assertTrue(page.contains("* backward: `dx: each dy[k,i,j] W[k,c,r,s] goes to"), page);
    assertFalse(page.contains("dW[k,c,r,s]"), page);
    assertFalse(page.contains("dgamma"), page);
    assertTrue(page.contains("* training: `BatchNormInference`, on "), page);
    assertFalse(page.contains("Conv2dGrad"), page);
  }

  @Test
  void aPictureInTheLanguageAskedFor() throws IOException {
    assertTrue(texts("-Asynapt.graph").get("LeNet5.mmd").startsWith("flowchart TD\n"));
    assertTrue(texts("-Asynapt.graph=dot").get("LeNet5.dot").startsWith("digraph \"LeNet5\" {\n"));
  }

  /** What is written beside the sources, by its name. */
  private static Map<String, String> texts(String... options) throws IOException {
    return textsOf(Files.readString(Goldens.resource("goldens/LeNet5.java")), options);
  }

  private static Map<String, String> textsOf(String model, String... options) throws IOException {
    Compilation compilation =
        Compiler.javac()
            .withProcessors(new NetworkProcessor())
            .withOptions(Stream.concat(Stream.of("-proc:only"), Stream.of(options)).toList())
            .compile(JavaFileObjects.forSourceString("goldens.LeNet5", model));
    assertThat(compilation).succeeded();
    Map<String, String> texts = new TreeMap<>();
    for (JavaFileObject file : compilation.generatedFiles()) {
      String name = file.getName().substring(file.getName().lastIndexOf('/') + 1);
      if (file.getKind() == JavaFileObject.Kind.OTHER) {
        assertEquals("/SOURCE_OUTPUT/goldens/" + name, file.getName());
        texts.put(name, file.getCharContent(true).toString());
      }
    }
    return texts;
  }
}
