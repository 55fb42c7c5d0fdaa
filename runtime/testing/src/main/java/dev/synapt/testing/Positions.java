package dev.synapt.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * Operations whose results are made from some positions of an image, the product of a rule per
 * axis: {@code image [N,C,inputs]}, {@code result [N,O,outputs]}.
 */
public final class Positions {

  private final List<List<Axis.Term>> terms;
  private final int inputs;
  private final int taps;

  /**
   * From the rules.
   *
   * @param axes outermost first
   */
  public Positions(Axis... axes) {
    List<List<Axis.Term>> product = List.of(List.of(new Axis.Term(0, 0, 1)));
    int positions = 1;
    int tapsOfAll = 1;
    for (Axis axis : axes) {
      List<List<Axis.Term>> next = new ArrayList<>();
      for (List<Axis.Term> outer : product) {
        for (int to = 0; to < axis.outputs(); to++) {
          next.add(joined(outer, axis.terms(to), axis));
        }
      }
      product = next;
      positions *= axis.inputs();
      tapsOfAll *= axis.size();
    }
    terms = product;
    inputs = positions;
    taps = tapsOfAll;
  }

  private static List<Axis.Term> joined(List<Axis.Term> outer, List<Axis.Term> inner, Axis axis) {
    List<Axis.Term> result = new ArrayList<>();
    for (Axis.Term a : outer) {
      for (Axis.Term b : inner) {
        result.add(
            new Axis.Term(
                a.from() * axis.inputs() + b.from(),
                a.tap() * axis.size() + b.tap(),
                a.factor() * b.factor()));
      }
    }
    return result;
  }

  double[] weighted(double[] x) {
    double[] y = new double[x.length / inputs * terms.size()];
    for (int to = 0; to < y.length; to++) {
      for (Axis.Term term : termsOf(to)) {
        y[to] += term.factor() * x[plane(to) + term.from()];
      }
    }
    return y;
  }

  double[] weightedGrad(double[] dy) {
    double[] dx = new double[dy.length / terms.size() * inputs];
    for (int to = 0; to < dy.length; to++) {
      for (Axis.Term term : termsOf(to)) {
        dx[plane(to) + term.from()] += term.factor() * dy[to];
      }
    }
    return dx;
  }

  /** Where in the whole of x the first maximum of each window is. */
  double[] winners(double[] x, Branches branches) {
    double[] winners = new double[x.length / inputs * terms.size()];
    for (int to = 0; to < winners.length; to++) {
      int best = -1;
      for (Axis.Term term : termsOf(to)) {
        int from = plane(to) + term.from();
        best = best < 0 || x[from] > x[best] ? from : best;
      }
      winners[to] = best;
      branches.note(best);
    }
    return winners;
  }

  private List<Axis.Term> termsOf(int result) {
    return terms.get(result % terms.size());
  }

  private int plane(int result) {
    return result / terms.size() * inputs;
  }

  /** {@code y = sum of x w}, with {@code w [O,C/groups,taps]}. */
  double[] conv(double[] x, double[] w, int groups, int samples) {
    int channels = x.length / (samples * inputs);
    int filters = w.length / (channels / groups * taps);
    double[] y = new double[samples * filters * terms.size()];
    products(
        channels, filters, groups, samples, (image, k, result) -> y[result] += x[image] * w[k]);
    return y;
  }

  /** The gradient of {@link #conv} by the image. */
  double[] transposed(double[] dy, double[] w, int groups, int samples) {
    int filters = dy.length / (samples * terms.size());
    int channels = w.length / (filters * taps) * groups;
    double[] dx = new double[samples * channels * inputs];
    products(
        channels, filters, groups, samples, (image, k, result) -> dx[image] += dy[result] * w[k]);
    return dx;
  }

  /** The gradient of {@link #conv} by the weights. */
  double[] gradWeights(double[] x, double[] dy, int groups, int samples) {
    int channels = x.length / (samples * inputs);
    int filters = dy.length / (samples * terms.size());
    double[] dw = new double[filters * (channels / groups) * taps];
    products(
        channels, filters, groups, samples, (image, k, result) -> dw[k] += dy[result] * x[image]);
    return dw;
  }

  private interface Product {
    void at(int image, int weight, int result);
  }

  /** The triples of positions that a multiplication joins. */
  private void products(int channels, int filters, int groups, int samples, Product product) {
    int group = channels / groups;
    for (int filter = 0; filter < samples * filters; filter++) {
      int o = filter % filters;
      int first = filter / filters * channels + o / (filters / groups) * group;
      for (int p = 0; p < terms.size(); p++) {
        for (Axis.Term term : terms.get(p)) {
          for (int c = 0; c < group; c++) {
            product.at(
                (first + c) * inputs + term.from(),
                (o * group + c) * taps + term.tap(),
                filter * terms.size() + p);
          }
        }
      }
    }
  }
}
