package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AxisRule;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.PositionOp;
import java.util.ArrayList;
import java.util.List;

/**
 * Defines the operations whose results are made from some positions of an image: from the rules of
 * the axes, term by term.
 */
final class PositionOps {

  /** A position of the image, the tap it is of the window, and its factor. */
  private record Term(int from, int tap, double factor) {}

  private final List<List<Term>> terms;
  private final int inputs;

  private PositionOps(List<AxisRule> axes) {
    List<List<Term>> product = List.of(List.of(new Term(0, 0, 1)));
    int count = 1;
    for (AxisRule axis : axes) {
      List<List<Term>> next = new ArrayList<>();
      for (List<Term> outer : product) {
        for (int i = 0; i < axis.outputs(); i++) {
          next.add(joined(outer, along(axis, i), axis));
        }
      }
      product = next;
      count *= axis.inputs();
    }
    terms = product;
    inputs = count;
  }

  private static List<Term> joined(List<Term> outer, List<Term> inner, AxisRule axis) {
    List<Term> result = new ArrayList<>();
    for (Term a : outer) {
      for (Term b : inner) {
        result.add(
            new Term(
                a.from() * axis.inputs() + b.from(),
                a.tap() * axis.size() + b.tap(),
                a.factor() * b.factor()));
      }
    }
    return result;
  }

  /** What a position along an axis is made from. */
  private static List<Term> along(AxisRule axis, int i) {
    int inputs = axis.inputs();
    double ratio = (double) inputs / axis.outputs();
    return switch (axis.kind()) {
      case WINDOWS -> window(axis, i);
      case PARTS -> {
        int first = (int) Math.floor(i * ratio + 1e-9);
        int last = (int) Math.ceil((i + 1) * ratio - 1e-9);
        List<Term> part = new ArrayList<>();
        for (int from = first; from < last; from++) {
          part.add(new Term(from, 0, 1.0 / (last - first)));
        }
        yield part;
      }
      case NEAREST -> List.of(new Term((int) Math.floor(i * ratio + 1e-9), 0, 1));
      case LINEAR -> between(Math.max((i + 0.5) * ratio - 0.5, 0), inputs);
      case LINEAR_ALIGNED ->
          between(
              axis.outputs() == 1 ? 0 : (double) i * (inputs - 1) / (axis.outputs() - 1), inputs);
      case ZEROS -> {
        int from = i - axis.before();
        yield from < 0 || from >= inputs ? List.of() : List.of(new Term(from, 0, 1));
      }
      case MIRRORED -> {
        int from = Math.abs(i - axis.before());
        yield List.of(new Term(from < inputs ? from : 2 * (inputs - 1) - from, 0, 1));
      }
      case REPEATED ->
          List.of(new Term(Math.max(0, Math.min(inputs - 1, i - axis.before())), 0, 1));
    };
  }

  private static List<Term> window(AxisRule axis, int i) {
    List<Term> taps = new ArrayList<>();
    for (int tap = 0; tap < axis.size(); tap++) {
      int from = i * axis.stride() + tap * axis.dilation() - axis.before();
      if (from >= 0 && from < axis.inputs()) {
        taps.add(new Term(from, tap, 1));
      }
    }
    return taps.stream().map(t -> new Term(t.from(), t.tap(), 1.0 / taps.size())).toList();
  }

  private static List<Term> between(double at, int inputs) {
    int first = (int) Math.floor(at);
    int second = Math.min(first + 1, inputs - 1);
    return List.of(new Term(first, 0, 1 - (at - first)), new Term(second, 0, at - first));
  }

  private interface Visit {
    void at(int plane, int position, int result);
  }

  /** Visits every position of the result, of each channel of each sample. */
  private void forEach(Shape result, Visit visit) {
    int planes = result.dim(0) * result.dim(1);
    for (int plane = 0; plane < planes; plane++) {
      for (int p = 0; p < terms.size(); p++) {
        visit.at(plane * inputs, p, plane * terms.size() + p);
      }
    }
  }

  static void execute(PositionOp op, ValueTable v) {
    PositionOps ops = new PositionOps(op.axes());
    switch (op) {
      case PositionOp.Weighted o -> ops.weighted(o, v);
      case PositionOp.WeightedGrad o -> ops.weightedGrad(o, v);
      case PositionOp.Max o -> ops.max(o, v);
      case PositionOp.MaxGrad o -> ops.scatter(o.dy(), o.winner(), o.dx(), v);
      case PositionOp.Unpool o -> ops.scatter(o.x(), o.winner(), o.y(), v);
      case PositionOp.UnpoolGrad o -> ops.pick(o, v);
    }
  }

  private void weighted(PositionOp.Weighted op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    forEach(
        v.shape(op.y()),
        (plane, p, to) -> {
          for (Term t : terms.get(p)) {
            y[to] += t.factor() * x[plane + t.from()];
          }
        });
  }

  private void weightedGrad(PositionOp.WeightedGrad op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] dx = v.zeros(op.dx());
    forEach(
        v.shape(op.dy()),
        (plane, p, from) -> {
          for (Term t : terms.get(p)) {
            dx[plane + t.from()] += t.factor() * dy[from];
          }
        });
  }

  private void max(PositionOp.Max op, ValueTable v) {
    double[] x = v.data(op.x());
    double[] y = v.zeros(op.y());
    double[] winner = op.winner().map(v::zeros).orElse(new double[y.length]);
    forEach(
        v.shape(op.y()),
        (plane, p, to) -> {
          y[to] = Double.NEGATIVE_INFINITY;
          for (Term t : terms.get(p)) {
            if (x[plane + t.from()] > y[to]) {
              y[to] = x[plane + t.from()];
              winner[to] = t.from();
            }
          }
        });
  }

  private void scatter(ValueId from, ValueId to, ValueId into, ValueTable v) {
    double[] dy = v.data(from);
    double[] winner = v.data(to);
    double[] dx = v.zeros(into);
    forEach(v.shape(from), (plane, p, at) -> dx[plane + (int) winner[at]] += dy[at]);
  }

  private void pick(PositionOp.UnpoolGrad op, ValueTable v) {
    double[] dy = v.data(op.dy());
    double[] winner = v.data(op.winner());
    double[] dx = v.zeros(op.dx());
    forEach(v.shape(op.dx()), (plane, p, at) -> dx[at] = dy[plane + (int) winner[at]]);
  }

  static void execute(ConvOp op, ValueTable v) {
    PositionOps ops = new PositionOps(op.axes());
    switch (op) {
      case ConvOp.Forward o -> {
        double[] y = v.zeros(o.y());
        o.b().ifPresent(b -> addBias(v.data(b), y, v.shape(o.y())));
        double[] x = v.data(o.x());
        double[] w = v.data(o.w());
        ops.products(o, o.x(), o.y(), v, (i, k, r) -> y[r] += x[i] * w[k]);
      }
      case ConvOp.Transposed o -> {
        double[] y = v.zeros(o.y());
        o.b().ifPresent(b -> addBias(v.data(b), y, v.shape(o.y())));
        double[] x = v.data(o.x());
        double[] w = v.data(o.w());
        ops.products(o, o.y(), o.x(), v, (i, k, r) -> y[i] += x[r] * w[k]);
      }
      case ConvOp.GradWeights o -> {
        double[] dw = v.zeros(o.dw());
        double[] image = v.data(o.image());
        double[] result = v.data(o.result());
        ops.products(o, o.image(), o.result(), v, (i, k, r) -> dw[k] += image[i] * result[r]);
        ValueId dy = o.transposed() ? o.image() : o.result();
        o.db().ifPresent(db -> Channels.sum(v.get(dy), v.zeros(db)));
      }
    }
  }

  private static void addBias(double[] b, double[] y, Shape shape) {
    for (int i = 0; i < y.length; i++) {
      y[i] += b[Channels.of(shape, i)];
    }
  }

  private interface Product {
    void at(int image, int weight, int result);
  }

  /** The triples that a multiplication joins. */
  private void products(ConvOp op, ValueId image, ValueId result, ValueTable v, Product product) {
    int channels = v.shape(image).dim(1);
    int filters = v.shape(result).dim(1);
    int group = channels / op.groups();
    int taps = op.axes().stream().mapToInt(AxisRule::size).reduce(1, (a, b) -> a * b);
    for (int n = 0; n < v.batch(); n++) {
      for (int o = 0; o < filters; o++) {
        int first = o / (filters / op.groups()) * group;
        for (int p = 0; p < terms.size(); p++) {
          for (Term t : terms.get(p)) {
            for (int c = 0; c < group; c++) {
              product.at(
                  (n * channels + first + c) * inputs + t.from(),
                  (o * group + c) * taps + t.tap(),
                  (n * filters + o) * terms.size() + p);
            }
          }
        }
      }
    }
  }
}
