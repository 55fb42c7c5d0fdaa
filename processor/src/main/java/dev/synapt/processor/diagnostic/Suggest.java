package dev.synapt.processor.diagnostic;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that was probably meant. */
public final class Suggest {

  private Suggest() {}

  /**
   * The candidate nearest to a mistyped name.
   *
   * @param typed what the user wrote
   * @param candidates what could be meant
   * @return the candidate with the fewest edits, the first of equals; empty when even that one
   *     differs in more than a third of its letters (at least one edit is always forgiven)
   */
  public static Optional<String> nearest(String typed, Collection<String> candidates) {
    return candidates.stream()
        .filter(candidate -> distance(typed, candidate) <= Math.max(1, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> distance(typed, candidate)));
  }

  /**
   * The question {@code - did you mean "x"?} to be appended to a message; empty when nothing is
   * near.
   */
  public static String didYouMean(String typed, Collection<String> candidates) {
    return nearest(typed, candidates).map(name -> ", did you mean \"" + name + "\"?").orElse("");
  }

  /**
   * The number of edits between two names: letters inserted, deleted, replaced, or two neighbours
   * swapped, without regard to case (the "optimal string alignment" distance).
   */
  static int distance(String left, String right) {
    String a = left.toLowerCase(java.util.Locale.ROOT);
    String b = right.toLowerCase(java.util.Locale.ROOT);
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cheapest(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int cheapest(int[][] edits, String a, String b, int i, int j) {
    int replaced = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int edited = Math.min(replaced, Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
    return isSwap(a, b, i, j) ? Math.min(edited, edits[i - 2][j - 2] + 1) : edited;
  }

  private static boolean isSwap(String a, String b, int i, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }
}
