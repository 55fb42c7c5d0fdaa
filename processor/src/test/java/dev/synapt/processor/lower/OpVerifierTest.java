package dev.synapt.processor.lower;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.TypedGraph;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpVerifierTest {

  private final OpGraph good = Differentiation.run(Lowering.training(SampleNets.lenet()), true);

  @Test
  void acceptsWhatThePassesMake() {
    for (TypedGraph net : SampleNets.all()) {
      OpGraph training = Differentiation.run(Lowering.training(net), false);
      assertDoesNotThrow(() -> OpVerifier.verify(training));
      assertDoesNotThrow(() -> OpVerifier.verify(Fusion.run(training)));
      assertDoesNotThrow(() -> OpVerifier.verify(Fusion.run(Lowering.inference(net))));
    }
  }

  @Test
  void rejectsReadingBeforeDefinition() {
    assertRejected(good.withOps(good.ops().reversed()), "read before it is defined");
  }

  @Test
  void rejectsReadingWhatNothingDefines() {
    List<Op> ops = new ArrayList<>(good.ops());
    Op removed = ops.removeFirst();
    assertRejected(
        good.withOps(ops),
        removed.outputs().getFirst() + " conv1.conv2d: read before it is defined");
  }

  @Test
  void rejectsTwoDefinitions() {
    List<Op> ops = new ArrayList<>(good.ops());
    ops.add(ops.getFirst());
    assertRejected(good.withOps(ops), "defined twice");
  }

  @Test
  void rejectsWritingAWeight() {
    Op.Conv2d conv = (Op.Conv2d) good.ops().getFirst();
    Op bad = new Op.Flatten(conv.origin(), conv.x(), conv.w());
    assertRejected(good.withOps(List.of(bad)), "conv1.conv2d.weight: defined twice");
  }

  @Test
  void rejectsAnOutputThatNothingDefines() {
    assertRejected(good.withOps(List.of()), "the output is never defined");
  }

  @Test
  void rejectsAnInputGradientThatNothingDefines() {
    OpGraph forward = Lowering.training(SampleNets.lenet());
    OpGraph bad =
        new OpGraph(
            good.values(),
            good.parameters(),
            forward.ops(),
            good.input(),
            good.inputGradient(),
            good.folds(),
            good.output());
    assertTrue(good.inputGradient().isPresent());
    assertRejected(bad, "the input gradient is never defined");
  }

  private static void assertRejected(OpGraph graph, String message) {
    String actual =
        assertThrows(IllegalStateException.class, () -> OpVerifier.verify(graph)).getMessage();
    assertTrue(actual.contains(message), actual);
  }
}
