package dev.synapt.runtime;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Finds what the user may have meant by a name that does not exist. */
final class Suggestion {

  private static final int LISTED_AT_MOST = 20;

  private Suggestion() {}

  /** A sentence: the nearest name if one is near, and the names there are. */
  static String of(String wrong, Collection<String> names) {
    List<String> listed = names.stream().limit(LISTED_AT_MOST).toList();
    String rest = names.size() > listed.size() ? ", ..." : "";
    String all = "there are: " + String.join(", ", listed) + rest;
    return names.stream()
        .filter(name -> distance(wrong, name) <= Math.max(2, name.length() / 3))
        .min(Comparator.comparingInt(name -> distance(wrong, name)))
        .map(name -> "did you mean \"" + name + "\"? " + all)
        .orElse(all);
  }

  /** Levenshtein's distance: insertions, deletions and replacements from one to the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
