package dev.synapt.processor.method;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Divides the steps of a layer among as few methods as keep to the budget. */
final class LayerParts {

  private LayerParts() {}

  /**
   * The parts, in order.
   *
   * @param fits whether some of the steps fit one method; a step that does not even fit alone is a
   *     part by itself
   */
  static <T> List<List<T>> of(List<T> steps, Predicate<List<T>> fits) {
    List<List<T>> parts = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= steps.size(); to++) {
      if (to - from > 1 && !fits.test(steps.subList(from, to))) {
        parts.add(List.copyOf(steps.subList(from, to - 1)));
        from = to - 1;
      }
    }
    parts.add(List.copyOf(steps.subList(from, steps.size())));
    return parts;
  }
}
