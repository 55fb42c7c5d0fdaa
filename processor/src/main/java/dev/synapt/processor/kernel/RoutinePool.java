package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Routine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names routines by what they do and not by their layer, so that layers of equal shape share them:
 * HotSpot then compiles one of each, sooner.
 */
final class RoutinePool {

  private final Map<Routine, Routine> known = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  /**
   * The routine that does the same, if there is one already; else this one, with a number behind
   * its name if another has that name.
   */
  Routine share(Routine routine) {
    Routine nameless = new Routine("", routine.doc(), routine.parameters(), routine.body());
    return known.computeIfAbsent(nameless, key -> named(unused(routine.name()), key));
  }

  private String unused(String wish) {
    String name = wish;
    for (int i = 2; !names.add(name); i++) {
      name = wish + "V" + i;
    }
    return name;
  }

  private static Routine named(String name, Routine routine) {
    return new Routine(name, routine.doc(), routine.parameters(), routine.body());
  }
}
