package dev.synapt.processor.plan;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Breaks a sound plan in every way, one at a time. */
final class MemoryPlanVerifierTest {

  private final Planned plan = Planned.training(TestNets.normalised(), true);
  private final MemoryPlan memory = plan.memory();

  @Test
  void aSoundPlanPasses() {
    assertDoesNotThrow(() -> verify(memory));
  }

  @Test
  void aValueWithoutAPlace() {
    Map<ValueId, Slot> slots = new LinkedHashMap<>(memory.slots());
    slots.remove(plan.value("fc.dense"));
    assertRefused(with(slots), "fc.dense has no place");
  }

  @Test
  void twoValuesAtOnePlace() {
    Slot from = plan.slot("fc.dense");
    assertRefused(
        with(moved(plan.slot("fc.sigmoid"), from.offset())), "fc.sigmoid at", "lies over fc.dense");
  }

  @Test
  void aValueOverAFrameOfZeros() {
    Slot framed = plan.slot("input");
    assertRefused(with(moved(plan.slot("conv2.tanh"), framed.offset())), "lies over input");
  }

  @Test
  void aPlaceOffTheCacheLines() {
    Slot slot = plan.slot("fc.sigmoid");
    assertRefused(with(moved(slot, slot.offset() + 4)), "fc.sigmoid", "off the cache lines");
  }

  @Test
  void aPlaceBehindTheEnd() {
    assertRefused(with(moved(plan.slot("fc.sigmoid"), memory.firstSlice())), "out of");
    assertRefused(with(moved(plan.slot("conv2.tanh"), memory.sliceFloats())), "out of");
  }

  @Test
  void aPlaceBeforeTheStart() {
    assertRefused(with(moved(plan.slot("fc.sigmoid"), -4)), "fc.sigmoid at -4");
  }

  @Test
  void aPlaceTooShort() {
    Slot slot = plan.slot("conv2.tanh");
    Slot shorter =
        new Slot(slot.value(), slot.layout(), Slot.Place.SLICE, slot.offset(), slot.floats() - 16);
    assertRefused(with(shorter), "conv2.tanh has", "floats and not");
  }

  @Test
  void anImageAmongTheRows() {
    Slot slot = plan.slot("conv2.tanh");
    Slot elsewhere =
        new Slot(slot.value(), slot.layout(), Slot.Place.WHOLE, slot.offset(), slot.floats());
    assertRefused(with(elsewhere), "conv2.tanh is not where its layout belongs");
  }

  @Test
  void sumsOverAValue() {
    Op sums = weightSums();
    Workspace work = memory.workspaces().get(sums);
    int over = plan.slot("d conv1.conv2d").offset();
    assertRefused(
        with(sums, new Workspace(true, over, work.partials(), work.partialFloats())), "lies over");
    int mean = plan.slot("conv1.batchnorm.mean").offset();
    assertRefused(
        with(sums, new Workspace(true, work.scratch(), mean, work.partialFloats())), "lies over");
  }

  @Test
  void twoTensorsAtOnePlace() {
    ParameterSlot first = memory.parameters().get(0);
    ParameterSlot second = memory.parameters().get(1);
    assertRefused(
        with(1, at(second, first.offset(), second.transposed())), "lies over conv1.conv2d.weight");
  }

  @Test
  void aTransposedCopyOverATensor() {
    int dense = indexOf("out.dense.weight");
    ParameterSlot slot = memory.parameters().get(dense);
    int over = memory.parameters().get(indexOf("fc.batchnorm.running_mean")).offset();
    assertRefused(
        with(dense, at(slot, slot.offset(), OptionalInt.of(over))), "out.dense.weight transposed");
  }

  @Test
  void aTransposedCopyThatTheOptimizerWouldChange() {
    int dense = indexOf("out.dense.weight");
    ParameterSlot slot = memory.parameters().get(dense);
    assertRefused(
        with(dense, at(slot, slot.offset(), OptionalInt.of(12))), "the copy would be trained");
  }

  @Test
  void statisticsThatTheOptimizerWouldChange() {
    int mean = indexOf("fc.batchnorm.running_mean");
    ParameterSlot slot = memory.parameters().get(mean);
    assertRefused(with(mean, at(slot, 12, slot.transposed())), "wrong side of");
  }

  @Test
  void slicesThatOverlap() {
    MemoryPlan shorter =
        new MemoryPlan(
            memory.slots(),
            memory.workspaces(),
            memory.winograds(),
            memory.winogradGradients(),
            memory.parameters(),
            memory.slices(),
            memory.firstSlice(),
            memory.sliceFloats(),
            memory.valueFloats() - 16,
            memory.gradientParts(),
            memory.trainedFloats(),
            memory.gradientFloats(),
            memory.weightFloats());
    assertRefused(shorter, "the values have");
  }

  /** Threads are at different steps of a phase, so even what one step apart would clash. */
  @Test
  void rowsThatShareMemoryWithinAPhase() {
    Planned rows = Planned.training(TestNets.mlp());
    Slot from = rows.slot("hidden.relu");
    Slot to = rows.slot("d hidden.dense");
    assertTrue(from.floats() == to.floats());
    Map<ValueId, Slot> slots = new LinkedHashMap<>(rows.memory().slots());
    slots.put(
        to.value(),
        new Slot(to.value(), to.layout(), Slot.Place.WHOLE, from.offset(), to.floats()));
    MemoryPlan shared = replace(rows.memory(), slots, rows.memory().workspaces());
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> MemoryPlanVerifier.verify(rows.graph(), rows.phases(), shared));
    assertTrue(failure.getMessage().contains("lies over"), failure.getMessage());
  }

  /**
   * A slice's images take turns in the steps around the gradient: its sums have to outlive them.
   */
  @Test
  void transformedSumsThatTheNextImageOverwrites() {
    Planned wide = Planned.training(TestNets.winograd());
    MemoryPlan sound = wide.memory();
    Op op = sound.winogradGradients().keySet().iterator().next();
    WinogradGradWorkspace work = sound.winogradGradients().get(op);
    sound
        .winogradGradients()
        .put(
            op,
            new WinogradGradWorkspace(
                work.shape(),
                work.zeros(),
                work.lines(),
                work.tiles(),
                work.gradients(),
                work.tiles(),
                work.zeroFloats()));
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> MemoryPlanVerifier.verify(wide.graph(), wide.phases(), sound));
    assertTrue(failure.getMessage().contains("transformed sums"), failure.getMessage());
  }

  private Op weightSums() {
    return memory.workspaces().keySet().stream()
        .filter(op -> op instanceof Op.Conv2dGradWeights && op.origin().field().equals("conv1"))
        .findFirst()
        .orElseThrow();
  }

  private int indexOf(String parameter) {
    List<String> names = memory.parameters().stream().map(p -> p.parameter().name()).toList();
    return names.indexOf(parameter);
  }

  private static Slot moved(Slot slot, int offset) {
    return new Slot(slot.value(), slot.layout(), slot.place(), offset, slot.floats());
  }

  private static ParameterSlot at(ParameterSlot slot, int offset, OptionalInt transposed) {
    return new ParameterSlot(
        slot.parameter(),
        offset,
        slot.floats(),
        slot.sizes(),
        slot.strides(),
        transposed,
        slot.transformed());
  }

  private MemoryPlan with(Slot slot) {
    Map<ValueId, Slot> slots = new LinkedHashMap<>(memory.slots());
    slots.put(slot.value(), slot);
    return with(slots);
  }

  private MemoryPlan with(Map<ValueId, Slot> slots) {
    return replace(memory, slots, memory.workspaces());
  }

  private MemoryPlan with(Op op, Workspace work) {
    Map<Op, Workspace> workspaces = new HashMap<>(memory.workspaces());
    workspaces.put(op, work);
    return replace(memory, memory.slots(), workspaces);
  }

  private MemoryPlan with(int index, ParameterSlot slot) {
    List<ParameterSlot> parameters = new ArrayList<>(memory.parameters());
    parameters.set(index, slot);
    return new MemoryPlan(
        memory.slots(),
        memory.workspaces(),
        memory.winograds(),
        memory.winogradGradients(),
        parameters,
        memory.slices(),
        memory.firstSlice(),
        memory.sliceFloats(),
        memory.valueFloats(),
        memory.gradientParts(),
        memory.trainedFloats(),
        memory.gradientFloats(),
        memory.weightFloats());
  }

  private static MemoryPlan replace(
      MemoryPlan memory, Map<ValueId, Slot> slots, Map<Op, Workspace> workspaces) {
    return new MemoryPlan(
        slots,
        workspaces,
        memory.winograds(),
        memory.winogradGradients(),
        memory.parameters(),
        memory.slices(),
        memory.firstSlice(),
        memory.sliceFloats(),
        memory.valueFloats(),
        memory.gradientParts(),
        memory.trainedFloats(),
        memory.gradientFloats(),
        memory.weightFloats());
  }

  private void verify(MemoryPlan broken) {
    MemoryPlanVerifier.verify(plan.graph(), plan.phases(), broken);
  }

  private void assertRefused(MemoryPlan broken, String... parts) {
    IllegalStateException failure = assertThrows(IllegalStateException.class, () -> verify(broken));
    for (String part : parts) {
      assertTrue(failure.getMessage().contains(part), failure.getMessage());
    }
  }
}
