package dev.synapt.processor.method;

import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.MemoryPlan;
import java.util.List;

/**
 * Everything that a code class consists of.
 *
 * @param target what it is written for
 * @param memory where everything is
 * @param phases the phases of a training step or of predicting many samples; one without parameters
 *     for one sample
 * @param results the methods that copy what is left behind to {@code float[] rows}; none for one
 *     sample
 * @param routines the methods that layers' methods call
 * @param depthFirst whether a slice passes through all layers of a phase before the next one starts
 */
public record MethodPlan(
    Target target,
    MemoryPlan memory,
    List<PhaseMethods> phases,
    List<LayerMethod> results,
    List<Routine> routines,
    boolean depthFirst) {

  public MethodPlan {
    phases = List.copyOf(phases);
    results = List.copyOf(results);
    routines = List.copyOf(routines);
  }
}
