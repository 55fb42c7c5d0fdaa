package dev.synapt.runtime.data;

import dev.synapt.runtime.random.CounterRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Divides data sets into parts without common samples. Parts share the memory of the whole. The
 * same seed gives the same parts on every machine.
 */
public final class Splits {

  private Splits() {}

  /**
   * At random, see {@link Dataset#split}.
   *
   * @param data the samples
   * @param fraction in (0, 1): the share of the first part
   * @param seed any number
   * @return both parts
   */
  public static Dataset.Split random(Dataset data, double fraction, long seed) {
    return data.split(fraction, seed);
  }

  /**
   * At random, with the same share of every class (each rounded to whole samples) in the first
   * part.
   *
   * @param data with labels
   * @param fraction in (0, 1): the share of the first part
   * @param seed any number
   * @return both parts, each in the order of {@code data}
   */
  public static Dataset.Split stratified(Dataset data, double fraction, long seed) {
    requireFraction(fraction);
    boolean[] first = new boolean[data.size()];
    for (int[] members : shuffledClasses(data, seed)) {
      int count = (int) Math.round(fraction * members.length);
      Arrays.stream(members, 0, count).forEach(sample -> first[sample] = true);
    }
    return divide(data, first);
  }

  /**
   * By order, for data in the order of time: the first part is before the second, so that nothing
   * of the future is known in training. Of the windows of {@link SeriesWindows} the last ones of
   * the first part and the first ones of the second share moments to predict, if there are several
   * for each: where that matters, cut the series instead.
   *
   * @param data the samples, the oldest first
   * @param fraction in (0, 1): the share of the first part, rounded to whole samples
   * @return both parts
   */
  public static Dataset.Split byTime(Dataset data, double fraction) {
    requireFraction(fraction);
    int border = (int) Math.round(fraction * data.size());
    return new Dataset.Split(data.slice(0, border), data.slice(border, data.size()));
  }

  /**
   * For cross-validation: the samples are divided at random into k parts of equal size (or one
   * more); each in turn is the second part of a split, and the others are the first.
   *
   * @param data at least k samples
   * @param k at least 2
   * @param seed any number
   * @return k splits
   */
  public static List<Dataset.Split> folds(Dataset data, int k, long seed) {
    int[] order = new int[data.size()];
    CounterRandom.permutation(order, CounterRandom.key(seed, "folds"));
    return folds(data, k, List.of(order));
  }

  /**
   * The same with every class spread evenly over the parts.
   *
   * @param data with labels, at least k samples
   * @param k at least 2
   * @param seed any number
   * @return k splits
   */
  public static List<Dataset.Split> stratifiedFolds(Dataset data, int k, long seed) {
    return folds(data, k, shuffledClasses(data, seed));
  }

  /** Deals samples out like cards, going on with the next class where the last one ended. */
  private static List<Dataset.Split> folds(Dataset data, int k, List<int[]> groups) {
    if (k < 2 || k > data.size()) {
      throw new IllegalArgumentException(
          "the number of folds must be 2 to %d (the samples), but is %d".formatted(data.size(), k));
    }
    int[] fold = new int[data.size()];
    int next = 0;
    for (int[] group : groups) {
      for (int sample : group) {
        fold[sample] = next++ % k;
      }
    }
    List<Dataset.Split> splits = new ArrayList<>();
    for (int f = 0; f < k; f++) {
      boolean[] first = new boolean[fold.length];
      for (int i = 0; i < fold.length; i++) {
        first[i] = fold[i] != f;
      }
      splits.add(divide(data, first));
    }
    return splits;
  }

  private static List<int[]> shuffledClasses(Dataset data, long seed) {
    long key = CounterRandom.key(seed, "stratified");
    List<int[]> classes = new ArrayList<>();
    for (int c = 0; c < data.classes(); c++) {
      int label = c;
      int[] members = IntStream.range(0, data.size()).filter(i -> data.label(i) == label).toArray();
      int[] order = new int[members.length];
      CounterRandom.permutation(order, CounterRandom.key(key, label));
      classes.add(Arrays.stream(order).map(i -> members[i]).toArray());
    }
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("the samples have no labels to divide evenly");
    }
    return classes;
  }

  private static Dataset.Split divide(Dataset data, boolean[] first) {
    IntStream all = IntStream.range(0, first.length);
    return new Dataset.Split(
        data.subset(all.filter(i -> first[i]).toArray()),
        data.subset(IntStream.range(0, first.length).filter(i -> !first[i]).toArray()));
  }

  private static void requireFraction(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException("fraction must be between 0 and 1, but is " + fraction);
    }
  }
}
