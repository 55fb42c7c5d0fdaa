package dev.synapt.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.CodeBlock;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Parameter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The small pieces of emission. */
final class EmitTextTest {

  @Test
  void namesAreTheUsersWithARoleBehind() {
    Names names = names("demo", "LeNet5");
    assertEquals("demo.LeNet5Weights", names.weights().toString());
    assertEquals("demo.LeNet5Trainer", names.trainer().toString());
    assertEquals("demo.LeNet5Network", names.network().toString());
    assertEquals("demo.LeNet5TrainerPlain", names.code(CodeRole.TRAINING, Target.PLAIN).toString());
    assertEquals(
        "demo.LeNet5NetworkVectorR16",
        names.code(CodeRole.PREDICTION, Target.VECTOR_R16).toString());
  }

  @Test
  void nestedClassesAndTheDefaultPackage() {
    assertEquals("Outer_InnerWeights", names("", "Outer.Inner").weights().toString());
  }

  private static Names names(String packageName, String model) {
    return Names.of(new LayerGraph(packageName, model, 64, List.of(), SourceRef.NONE));
  }

  @Test
  void textInsideOfJavadocCannotEndIt() {
    assertEquals(
        "1 &lt; 2 &amp; 3 &gt; 2, Conv2d 6 &#64; 5x5 *&#47;",
        Javadoc.escape("1 < 2 & 3 > 2, Conv2d 6 @ 5x5 */"));
  }

  @Test
  void classesNamedInTextAreImported() {
    CodeBlock code = CodeText.of("Lanes.sum(values, 0);\nArrays.fill(values, 0f);\n");
    assertEquals(
        "dev.synapt.runtime.kernel.Lanes.sum(values, 0);\njava.util.Arrays.fill(values, 0f);\n",
        code.toString());
  }

  /** A name that only contains a class's name, or a dollar sign, stays as it is. */
  @Test
  void otherTextStays() {
    String text = "forwardLanes(LanesOfConv, softmaxLanes, a$L, price$);\n";
    assertEquals(text, CodeText.of(text).toString());
  }

  @Test
  void theFingerprintTellsWeightsApart() {
    Parameter weight = parameter("a.dense.weight", 3, 4);
    String fingerprint = Fingerprint.of("Net\na.dense: Dense 3 -> [3]", List.of(weight));
    assertTrue(fingerprint.matches("[0-9a-f]{16}"), fingerprint);
    assertEquals(
        fingerprint,
        Fingerprint.of("Other\na.dense: Dense 3 -> [3]", List.of(weight)),
        "the class's name is no part of it");
    assertNotEquals(
        fingerprint, Fingerprint.of("Net\na.dense: Dense 3, no bias -> [3]", List.of(weight)));
    assertNotEquals(
        fingerprint,
        Fingerprint.of("Net\na.dense: Dense 3 -> [3]", List.of(parameter("a.dense.weight", 4, 3))));
    assertNotEquals(
        fingerprint,
        Fingerprint.of("Net\na.dense: Dense 3 -> [3]", List.of(parameter("b.dense.weight", 3, 4))));
  }

  private static Parameter parameter(String name, int... shape) {
    return new Parameter(
        name, new ValueId(0), Shape.of(shape), InitKind.HE_UNIFORM, shape[1], shape[0], true);
  }
}
