package dev.synapt.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers as places on an axis.
 *
 * @param low the number at the beginning
 * @param high the number at the end, above low
 * @param from the place of low
 * @param to the place of high
 * @param logarithmic whether equal factors are equal distances; low is positive then
 */
record Scale(double low, double high, double from, double to, boolean logarithmic) {

  /** Steps between ticks that are easy to read. */
  private static final double[] STEPS = {1, 2, 5, 10};

  /** A scale of at least some length. */
  static Scale of(double low, double high, double from, double to, boolean logarithmic) {
    if (logarithmic) {
      return new Scale(low, Math.max(high, 1.5 * low), from, to, true);
    }
    double least = Math.max(1e-9, 1e-6 * Math.abs(low));
    return new Scale(low, Math.max(high, low + least), from, to, false);
  }

  /** The same places with round numbers at both ends. */
  Scale rounded(int ticks) {
    if (logarithmic) {
      return this;
    }
    double step = step(ticks);
    return new Scale(step * Math.floor(low / step), step * Math.ceil(high / step), from, to, false);
  }

  double at(double value) {
    double share =
        logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    return from + Math.clamp(share, 0, 1) * (to - from);
  }

  /** About as many round numbers as wanted. */
  List<Double> ticks(int wanted) {
    return logarithmic ? logarithmicTicks(wanted) : linearTicks(wanted);
  }

  private double step(int wanted) {
    double rough = (high - low) / wanted;
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double step : STEPS) {
      if (step * power >= rough * 0.999) {
        return step * power;
      }
    }
    return 10 * power;
  }

  private List<Double> linearTicks(int wanted) {
    double step = step(wanted);
    List<Double> ticks = new ArrayList<>();
    for (long i = (long) Math.ceil(low / step - 1e-9); i * step <= high + 1e-9 * step; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Powers of ten; their doubles and fives too where there are few. */
  private List<Double> logarithmicTicks(int wanted) {
    int first = (int) Math.floor(Math.log10(low));
    int last = (int) Math.ceil(Math.log10(high));
    boolean few = last - first <= 2;
    int every = Math.max(1, Math.ceilDiv(last - first, wanted));
    List<Double> ticks = new ArrayList<>();
    for (int power = first; power <= last; power += every) {
      for (double factor : few ? new double[] {1, 2, 5} : new double[] {1}) {
        double tick = factor * Math.pow(10, power);
        if (tick >= low * 0.999 && tick <= high * 1.001) {
          ticks.add(tick);
        }
      }
    }
    return ticks;
  }
}
