package dev.synapt.processor.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.emit.GeneratedSources;
import dev.synapt.processor.emit.InMemoryCompiler;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.TestNets;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MethodCostTest {

  /** 28 zeros, in the loop 2 loads, 14 broadcasts and 28 multiply-adds, then 28 stores. */
  @Test
  void vectorCallsOfATile() {
    MethodCost cost = MethodCost.of(MadeUp.tile(14, 2), Target.VECTOR_R32);
    assertEquals(28 + 2 + 14 + 28 + 28, cost.vectorCalls());
    assertTrue(cost.loops());
  }

  @Test
  void vectorCallsOfStraightCode() {
    MethodCost cost = MethodCost.of(MadeUp.straight(32), Target.VECTOR_R16);
    assertEquals(1 + 3 * 32 + 1, cost.vectorCalls());
    assertFalse(cost.loops(), "the loop over lanes is every routine's");
  }

  @Test
  void plainCodeHasNoVectorCalls() {
    MethodCost cost = MethodCost.of(MadeUp.tile(14, 2), Target.PLAIN);
    assertEquals(0, cost.vectorCalls());
    assertTrue(cost.bytecodes() > 0);
  }

  /**
   * {@code sum = Math.fma(weights[l + 12], values[l + 28], sum)} takes 20 bytes, with long forms.
   */
  @Test
  void bytecodesGrowWithTheStatements() {
    int thirty = MethodCost.of(MadeUp.straight(30), Target.PLAIN).bytecodes();
    int forty = MethodCost.of(MadeUp.straight(40), Target.PLAIN).bytecodes();
    assertEquals(10 * 23, forty - thirty, 10 * 4);
  }

  /**
   * A multiply-add of two loads was measured to take 27 bytes with short forms, 31 with long ones.
   */
  @Test
  void bytecodesOfAVectorMultiplyAdd() {
    int thirty = MethodCost.of(MadeUp.straight(30), Target.VECTOR_R32).bytecodes();
    int forty = MethodCost.of(MadeUp.straight(40), Target.VECTOR_R32).bytecodes();
    assertEquals(10 * 33, forty - thirty, 10 * 4);
  }

  @Test
  void callsOfOtherMethodsInPlainStatements() {
    MethodCost cost =
        MethodCost.of(
            """
            for (int slice = from; slice < to; slice++) {
              int s = 2880 * slice + 12;
              conv1Row6(s + 32, 0);
              Lanes.sum(values, s, 6, lanes(slice), 7);
            }
            """,
            List.of("from", "to"));
    // 2+2 start, 2+2+3 test, 3+2+1+2+1+2 s, 1+2+2+1+1+3 call, 4+2+2+2+1+2+3+2+3 sum, 3+3 loop, 1
    assertEquals(61, cost.bytecodes(), 8);
    assertEquals(0, cost.vectorCalls());
  }

  /**
   * What javac makes of every routine and layer's method is never more bytes than estimated and at
   * least half, and has as many calls of the Vector API.
   */
  @ParameterizedTest(name = "network {0}")
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void estimatesAgreeWithClassFiles(int index) {
    TypedGraph net = TestNets.all().get(index);
    Map<String, byte[]> files = InMemoryCompiler.compile(GeneratedSources.of(net, true));
    int compared = 0;
    for (Target target : Target.values()) {
      Planned step = Planned.training(net, true);
      Planned prediction = Planned.inference(net);
      compared +=
          compare(
              MethodPlanner.training(step.graph(), step.phases(), step.memory(), target),
              sizes(files, net, "Trainer", target));
      compared +=
          compare(
              MethodPlanner.inference(
                  prediction.graph(), prediction.phases(), prediction.memory(), target),
              sizes(files, net, "Network", target));
      Planned many = Planned.batch(net);
      compared +=
          compare(
              MethodPlanner.batch(many.graph(), many.phases(), many.memory(), target),
              sizes(files, net, "Batch", target));
    }
    int methods = compared;
    assertTrue(methods >= 15, () -> "only " + methods + " methods");
  }

  /** What a class file says of a method. */
  private record Size(int bytecodes, int vectorCalls) {}

  private static Map<String, Size> sizes(
      Map<String, byte[]> files, TypedGraph net, String role, Target target) {
    Map<String, Size> sizes = new HashMap<>();
    String name = "net." + net.graph().name() + role + target.suffix();
    for (MethodModel method : ClassFile.of().parse(files.get(name)).methods()) {
      method
          .code()
          .ifPresent(code ->
              sizes.put(
                  method.methodName().stringValue(),
                  new Size(((CodeAttribute) code).codeLength(), vectorCalls(code))));
    }
    return sizes;
  }

  private static int vectorCalls(CodeModel code) {
    int calls = 0;
    for (CodeElement element : code) {
      boolean call =
          element instanceof InvokeInstruction invoke
              && invoke.owner().asInternalName().startsWith("jdk/incubator/vector/");
      calls += call ? 1 : 0;
    }
    return calls;
  }

  private static int compare(MethodPlan plan, Map<String, Size> sizes) {
    int compared = 0;
    for (Routine routine : plan.routines()) {
      compared += compare(routine.name(), MethodCost.of(routine, plan.target()), sizes);
    }
    for (PhaseMethods phase : plan.phases()) {
      for (LayerMethod method : phase.methods()) {
        compared += compare(method.name(), MethodCost.of(method), sizes);
      }
    }
    return compared;
  }

  /** Vector classes have only what differs from the plain class. */
  private static int compare(String name, MethodCost cost, Map<String, Size> sizes) {
    Size size = sizes.get(name);
    if (size == null) {
      return 0;
    }
    assertTrue(
        cost.bytecodes() >= size.bytecodes() && cost.bytecodes() <= 2 * size.bytecodes(),
        () -> name + " has " + size + ", estimated " + cost);
    assertEquals(size.vectorCalls(), cost.vectorCalls(), name);
    return 1;
  }

  /**
   * No method of the generated classes is larger than HotSpot compiles, constructors and whatever
   * else no plan mentions included. Tests that compile other networks look at theirs.
   */
  @Test
  void noGeneratedMethodIsTooLarge() {
    int methods = 0;
    for (TypedGraph net : TestNets.large()) {
      Map<String, byte[]> files = InMemoryCompiler.compile(GeneratedSources.of(net, true));
      assertTrue(files.size() >= 9, () -> files.keySet().toString());
      methods += MethodSizes.require(files);
    }
    int seen = methods;
    assertTrue(seen >= 500, () -> "only " + seen + " methods");
  }
}
