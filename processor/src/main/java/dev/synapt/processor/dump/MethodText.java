package dev.synapt.processor.dump;

import dev.synapt.processor.kernel.Kernel;
import dev.synapt.processor.kernel.KernelCode;
import dev.synapt.processor.kernel.KernelSelection;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.RoutinePrinter;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.method.LayerMethod;
import dev.synapt.processor.method.MethodCost;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.method.PhaseMethods;
import dev.synapt.processor.plan.Domain;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.Phase;
import dev.synapt.processor.plan.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The text form of kernels and methods. */
final class MethodText {

  private MethodText() {}

  static String kernels(OpGraph graph, List<Phase> phases, MemoryPlan memory, Target target) {
    KernelSelection selection = new KernelSelection(new Kernel(graph, memory, target));
    StringBuilder text = new StringBuilder(target + "\n");
    for (int i = 0; i < phases.size(); i++) {
      text.append(PlanText.heading(i, phases.get(i).domain())).append('\n');
      Columns columns = new Columns();
      for (Step step : phases.get(i).steps()) {
        KernelCode code = selection.select(step);
        columns.row(
            "",
            PlanText.step(step),
            PlanText.what(step),
            code.form().name().toLowerCase(Locale.ROOT),
            routines(code, target));
      }
      text.append(columns.render());
    }
    return text.toString();
  }

  private static String routines(KernelCode code, Target target) {
    return code.routines().stream()
        .map(routine -> routine.name() + " " + cost(MethodCost.of(routine, target)))
        .collect(Collectors.joining(", "));
  }

  private static String cost(MethodCost cost) {
    return cost.vectorCalls() == 0
        ? "(%s bytes)".formatted(cost.bytecodes())
        : "(%s bytes, %s vector calls)".formatted(cost.bytecodes(), cost.vectorCalls());
  }

  static String methods(MethodPlan plan) {
    StringBuilder text = new StringBuilder(plan.target() + "\n");
    for (int i = 0; i < plan.phases().size(); i++) {
      PhaseMethods phase = plan.phases().get(i);
      boolean sliceAfterSlice = plan.depthFirst() && phase.domain() == Domain.SLICES;
      text.append(PlanText.heading(i, phase.domain()));
      text.append(sliceAfterSlice ? ", slice after slice\n" : "\n");
      phase.methods().forEach(method -> text.append(method(method)));
    }
    text.append("routines\n");
    plan.routines().forEach(routine -> text.append(routine(routine, plan.target())));
    return text.toString();
  }

  private static String method(LayerMethod method) {
    return "  %s %s: %s\n".formatted(method.name(), cost(MethodCost.of(method)), method.doc())
        + RoutinePrinter.body(method.body()).indent(4);
  }

  private static String routine(Routine routine, Target target) {
    return "  %s(%s) %s: %s\n"
        .formatted(
            routine.name(),
            String.join(", ", routine.parameters()),
            cost(MethodCost.of(routine, target)),
            plain(routine.doc()));
  }

  /** A sentence of Javadoc without its tags. */
  private static String plain(String doc) {
    return doc.replaceAll("\\{@code ([^}]*)}", "$1");
  }
}
