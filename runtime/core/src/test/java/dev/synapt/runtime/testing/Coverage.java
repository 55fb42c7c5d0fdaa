package dev.synapt.runtime.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

/** Keeps account of the cases of one archive that passed. */
public final class Coverage {

  private final String archive;
  private final Map<String, String> reasons;
  private final Set<String> passed = new ConcurrentSkipListSet<>();

  /** With the cases that cannot apply and the reason of each. */
  public Coverage(String archive, Map<String, String> reasons) {
    this.archive = archive;
    this.reasons = Map.copyOf(reasons);
  }

  /** A part of a case that cannot apply, and why. */
  public void leftOut(String part, String reason) {
    System.out.println(archive + ": without " + part + ": " + reason);
  }

  /** To be called at the end of a case. */
  public void passed(String file) {
    passed.add(file);
  }

  /** Prints how many cases passed; fails if one did not and has no reason. */
  public void assertComplete(int cases) {
    Set<String> all = Oracle.files(archive).keySet();
    System.out.println(archive + ": " + passed.size() + " of " + all.size() + " cases passed");
    reasons.forEach((file, reason) -> System.out.println("  not " + file + ": " + reason));
    assertEquals(cases, all.size(), archive);
    assertTrue(all.containsAll(reasons.keySet()), reasons::toString);
    Set<String> left = new TreeSet<>(all);
    left.removeAll(passed);
    left.removeAll(reasons.keySet());
    assertEquals(Set.of(), left, "cases of " + archive + " that did not pass");
  }
}
