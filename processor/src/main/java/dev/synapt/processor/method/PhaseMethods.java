package dev.synapt.processor.method;

import dev.synapt.processor.plan.Domain;
import java.util.List;

/**
 * The methods that a thread calls in one phase, in order.
 *
 * @param domain slices: the methods take {@code (int from, int to)}, or {@code (int slice, int
 *     image)}; units: {@code (int worker, int workers)}
 * @param methods in order
 */
public record PhaseMethods(Domain domain, List<LayerMethod> methods) {

  public PhaseMethods {
    methods = List.copyOf(methods);
  }
}
