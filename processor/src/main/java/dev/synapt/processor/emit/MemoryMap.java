package dev.synapt.processor.emit;

import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * The head comment of a code class: what lies where, so that the literals in its methods can be
 * read.
 */
final class MemoryMap {

  private MemoryMap() {}

  static String of(MethodPlan plan, OpGraph graph) {
    StringBuilder text = new StringBuilder();
    text.append(line("weights: %,d floats\n", plan.memory().weightFloats()));
    for (ParameterSlot slot : plan.memory().parameters()) {
      text.append(
          line(
              "  %,9d  %s %s%s\n",
              slot.offset(),
              slot.parameter().name(),
              slot.parameter().shape(),
              copy("transposed", slot.transposed()) + copy("transformed", slot.transformed())));
    }
    text.append(line("values: %,d floats\n", plan.memory().valueFloats()));
    List<Slot> slots =
        plan.memory().slots().values().stream()
            .sorted(
                Comparator.comparing(Slot::perSlice)
                    .thenComparingInt(Slot::offset)
                    .thenComparing(Slot::value))
            .toList();
    for (Slot slot : slots) {
      text.append(
          line(
              "  %s%,9d  %s %s%s\n",
              slot.perSlice() ? "s +" : "   ",
              slot.offset(),
              graph.value(slot.value()).name(),
              slot.layout() == null ? "per channel" : slot.layout(),
              slot.place() == Slot.Place.IMAGE ? ", for each image" : ""));
    }
    if (plan.memory().sliceFloats() > 0) {
      text.append(
          line("  s = %,d + %,d slice\n", plan.memory().firstSlice(), plan.memory().sliceFloats()));
    }
    return text.toString();
  }

  private static String copy(String what, OptionalInt at) {
    return at.isPresent() ? line(", %s at %,d", what, at.getAsInt()) : "";
  }

  /** The same in every language. */
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
