package dev.synapt.processor.plan;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.lower.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where each weight tensor lies and how its axes are permuted and padded for the kernel that reads
 * it.
 */
final class ParameterLayout {

  private final OpGraph graph;
  private final Map<ValueId, Layout> layouts;

  ParameterLayout(OpGraph graph, Map<ValueId, Layout> layouts) {
    this.graph = graph;
    this.layouts = layouts;
  }

  /** Axes and strides of a tensor, and the floats they span; see {@link ParameterSlot}. */
  record Axes(List<Integer> sizes, List<Integer> strides, int floats) {}

  /** The axes of a tensor, by the forward operation that reads it. */
  Axes axes(Parameter parameter) {
    for (Op op : graph.ops()) {
      if (op instanceof Op.Dense dense && dense.w().equals(parameter.value())) {
        return dense(parameter.shape(), (Layout.Rows) layouts.get(dense.x()));
      }
      if (op instanceof Op.Conv2d conv && conv.w().equals(parameter.value())) {
        Shape shape = kernelOfImage(parameter.shape());
        return switch (layouts.get(conv.x())) {
          case Layout.Pixels _ -> channelsLast(shape);
          case Layout.Planes _ -> columnsLast(shape);
          default -> filtersFirst(shape);
        };
      }
    }
    int size = parameter.shape().size();
    return new Axes(List.of(size), List.of(1), Layout.padded(size));
  }

  /**
   * {@code [out, in]} as {@link Panels} {@code [in][out]}; in of a flattened image in pixel order.
   */
  private static Axes dense(Shape shape, Layout.Rows x) {
    Panels panels = Panels.of(x.features(), shape.dim(0));
    int row = panels.width();
    List<Integer> sizes = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    if (panels.count() > 1) {
      sizes.add(panels.count());
      strides.add(panels.panelFloats());
    }
    sizes.add(Math.min(row, shape.dim(0)));
    strides.add(1);
    if (x.image() == null) {
      sizes.add(shape.dim(1));
      strides.add(row);
    } else {
      int height = x.image().dim(1);
      int width = x.image().dim(2);
      int pixel = x.features() / (height * width);
      sizes.addAll(List.of(x.image().channels(), height, width));
      strides.addAll(List.of(row, width * pixel * row, pixel * row));
    }
    return new Axes(sizes, strides, panels.floats());
  }

  /**
   * {@code [out, in, k]} of a sequence, or {@code [out, in]} of positions, as {@code [out, in, 1,
   * k]}.
   */
  private static Shape kernelOfImage(Shape shape) {
    return switch (shape.rank()) {
      case 2 -> Shape.of(shape.dim(0), shape.dim(1), 1, 1);
      case 3 -> Shape.of(shape.dim(0), shape.dim(1), 1, shape.dim(2));
      default -> shape;
    };
  }

  /** {@code [out, in, kh, kw]} as {@code [out][kh][kw][in]}. */
  private static Axes filtersFirst(Shape shape) {
    int in = shape.dim(1);
    int width = shape.dim(3);
    int filter = in * shape.dim(2) * width;
    return new Axes(
        shape.dims(), List.of(filter, 1, width * in, in), Layout.padded(shape.dim(0) * filter));
  }

  /** {@code [out, in, kh, kw]} as {@code [kh][kw][in][out padded]}. */
  private static Axes channelsLast(Shape shape) {
    int row = Layout.padded(shape.dim(0));
    int in = shape.dim(1);
    int width = shape.dim(3);
    return new Axes(
        shape.dims(),
        List.of(1, row, width * in * row, in * row),
        Math.multiplyExact(row, in * shape.dim(2) * width));
  }

  /**
   * {@code [out, in, kh, kw]} as {@code [kh][in][kw][out padded]}, as {@link Layout.Planes} are
   * read.
   */
  private static Axes columnsLast(Shape shape) {
    int row = Layout.padded(shape.dim(0));
    int in = shape.dim(1);
    int width = shape.dim(3);
    return new Axes(
        shape.dims(),
        List.of(1, width * row, in * width * row, row),
        Math.multiplyExact(row, in * shape.dim(2) * width));
  }

  /**
   * The floats of the transposed copy that the gradient by the layer's input reads, if there is
   * one.
   */
  OptionalInt transposedFloats(Parameter parameter) {
    for (Op op : graph.ops()) {
      if (op instanceof Op.DenseGradInput g && g.w().equals(parameter.value())) {
        int in = ((Layout.Rows) layouts.get(g.dx())).width();
        return OptionalInt.of(Math.multiplyExact(parameter.shape().dim(0), in));
      }
      if (op instanceof Op.Conv2dGradInput g && g.w().equals(parameter.value())) {
        return flippedFloats(kernelOfImage(parameter.shape()), g);
      }
    }
    return OptionalInt.empty();
  }

  /** The floats of the transformed filters that the forward pass reads, if it does. */
  OptionalInt transformedFloats(Parameter parameter) {
    for (Op op : graph.ops()) {
      if (op instanceof Op.Conv2d conv
          && conv.w().equals(parameter.value())
          && layouts.get(conv.x()) instanceof Layout.Pixels) {
        return Winograd.of(graph, conv)
            .map(w -> OptionalInt.of(w.filterFloats()))
            .orElse(OptionalInt.empty());
      }
    }
    return OptionalInt.empty();
  }

  /** Slices scatter where windows are more than one apart, which reads the filters as they are. */
  private OptionalInt flippedFloats(Shape shape, Op.Conv2dGradInput op) {
    if (layouts.get(op.dx()) instanceof Layout.Pixels dx) {
      Optional<Winograd> winograd = Winograd.of(graph, op);
      if (winograd.isPresent()) {
        return OptionalInt.of(winograd.get().filterFloats());
      }
      int rows = shape.size() / shape.dim(1);
      return OptionalInt.of(Math.multiplyExact(rows, dx.stride()));
    }
    return op.window().isContiguous() ? OptionalInt.of(shape.size()) : OptionalInt.empty();
  }
}
