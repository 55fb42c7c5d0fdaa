package dev.synapt.processor.plan;

import dev.synapt.processor.graph.ValueId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which steps an image passes through before the next image of its slice does: neighbours in a
 * phase that all work on channels-last images. Steps are numbered through all phases.
 */
public final class ImageGroups {

  private final int[] first;
  private final int[] last;

  private ImageGroups(int steps) {
    first = new int[steps];
    last = new int[steps];
  }

  /** The groups of a schedule. */
  static ImageGroups of(List<Phase> phases, Map<ValueId, Layout> layouts) {
    int steps = phases.stream().mapToInt(p -> p.steps().size()).sum();
    ImageGroups groups = new ImageGroups(steps);
    int at = 0;
    for (Phase phase : phases) {
      int start = at;
      for (Step step : phase.steps()) {
        boolean joins =
            at > start
                && isImage(step, layouts)
                && isImage(phase.steps().get(at - start - 1), layouts);
        groups.first[at] = joins ? groups.first[at - 1] : at;
        at++;
      }
    }
    for (int i = steps - 1; i >= 0; i--) {
      boolean joined = i + 1 < steps && groups.first[i + 1] == groups.first[i];
      groups.last[i] = joined ? groups.last[i + 1] : i;
    }
    return groups;
  }

  /** Whether a step works image by image. */
  static boolean isImage(Step step, Map<ValueId, Layout> layouts) {
    return step.domain() == Domain.SLICES
        && Stream.concat(step.op().inputs().stream(), step.op().outputs().stream())
            .anyMatch(v -> layouts.get(v) instanceof Layout.Pixels);
  }

  /** The first step of a step's group; the step itself if it is in none. */
  int first(int step) {
    return step < first.length ? first[step] : step;
  }

  /** The last step of a step's group; the step itself if it is in none. */
  int last(int step) {
    return step < last.length ? last[step] : step;
  }
}
