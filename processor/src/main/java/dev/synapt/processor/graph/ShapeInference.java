package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.ShapeCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Gives every value a shape, checks that each layer can work on what it gets, and resolves the
 * padding that depends on sizes. Behind a layer with a mistake the shapes are unknown, and nothing
 * is said about them, until a dense layer says its number of outputs whatever its input.
 */
public final class ShapeInference {

  /** A layer with its padding resolved, and the shape of its output if there is one. */
  private record Inferred(Layer layer, Optional<Shape> shape) {
    static Inferred unknown(Layer layer) {
      return new Inferred(layer, Optional.empty());
    }
  }

  private final LayerGraph graph;
  private final Diagnostics diagnostics;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Optional<Shape>> shapes = new ArrayList<>();
  private final ShapeTrail trail = new ShapeTrail();

  private ShapeInference(LayerGraph graph, Diagnostics diagnostics) {
    this.graph = graph;
    this.diagnostics = diagnostics;
  }

  /**
   * The graph with its shapes.
   *
   * @param graph layers in an order in which each reads what earlier ones define
   * @param diagnostics holds the mistakes that {@link GraphBuilder} found, takes those in shapes
   * @return a graph that {@link GraphVerifier} accepts; empty when there are errors, of this stage
   *     or the one before
   */
  public static Optional<TypedGraph> infer(LayerGraph graph, Diagnostics diagnostics) {
    return new ShapeInference(graph, diagnostics).run();
  }

  private Optional<TypedGraph> run() {
    graph.layers().forEach(this::visit);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    LayerGraph resolved = graph.withLayers(layers);
    TypedGraph typed = new TypedGraph(resolved, shapes.stream().map(Optional::get).toList());
    SizeRules.parameters(typed, diagnostics);
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(typed);
  }

  private void visit(Layer layer) {
    Optional<Shape> x = layer.inputs().stream().findFirst().flatMap(v -> shapes.get(v.index()));
    ShapeReport report = new ShapeReport(trail.to(layer.field()), diagnostics);
    Inferred inferred =
        layer instanceof TopologyLayer topology
            ? topology(topology, report)
            : infer(layer, x, report);
    layers.add(inferred.layer());
    shapes.add(inferred.shape());
    checkWeights(inferred.layer(), report);
    trail.add(layer, inferred.shape().map(Shape::toString).orElse("[?]"));
  }

  /** What arrives at a layer with the weights of another one must fit them. */
  private void checkWeights(Layer layer, ShapeReport report) {
    if (!graph.isShared(layer)) {
      return;
    }
    String owner = graph.owner(layer);
    Optional<Layer> other =
        layers.stream()
            .filter(l -> l.field().equals(owner) && l.stage().equals(layer.stage()))
            .findFirst();
    Optional<String> wanted = other.flatMap(this::weightsFit);
    Optional<String> got = weightsFit(layer);
    if (wanted.isPresent() && got.isPresent() && !wanted.equals(got)) {
      report.add(
          ShapeCode.REUSE_SHAPES_DIFFER,
          graph.shared().get(layer.field()).at(),
          layer.field(),
          other.get().name(),
          wanted.get(),
          got.get());
    }
  }

  private Optional<String> weightsFit(Layer layer) {
    List<Optional<Shape>> in = layer.inputs().stream().map(v -> shapes.get(v.index())).toList();
    return in.stream().allMatch(Optional::isPresent)
        ? ReuseRules.weightsFit(layer, in.getFirst().get(), in.getLast().get())
        : Optional.empty();
  }

  private Inferred infer(Layer layer, Optional<Shape> x, ShapeReport report) {
    return switch (layer) {
      case Layer.Input input -> new Inferred(input, input(input, report));
      case Layer.Dense dense -> new Inferred(dense, dense(dense, x, report));
      case Layer.Conv2d conv -> conv(conv, x.filter(in -> isSound(conv)), report);
      case Layer.MaxPool2d pool -> maxPool(pool, x.filter(in -> isSound(pool)), report);
      case Layer.AvgPool2d pool -> avgPool(pool, x.filter(in -> isSound(pool)), report);
      case Layer.BatchNorm norm -> {
        x.ifPresent(in -> checkBatch(norm, in, report));
        yield new Inferred(norm, x);
      }
      case Layer.Flatten flatten -> new Inferred(flatten, x.map(in -> Shape.of(in.size())));
      case Layer.Output output -> {
        x.ifPresent(in -> OutputRules.check(output, in, report));
        yield new Inferred(output, x);
      }
      case Layer.Unary unary ->
          new Inferred(
              unary,
              x.filter(in -> !(unary instanceof Reshape) || isSound(unary))
                  .flatMap(in -> UnaryShapes.infer(unary, in, graph.batch(), report)));
      case Layer.Dropout _, Layer.Activate _, Layer.Softmax _ -> new Inferred(layer, x);
      case Layer.Topology _ -> throw new IllegalArgumentException("several inputs: " + layer);
    };
  }

  private Inferred topology(TopologyLayer layer, ShapeReport report) {
    List<Optional<Shape>> in = layer.inputs().stream().map(v -> shapes.get(v.index())).toList();
    if (!in.stream().allMatch(Optional::isPresent)) {
      return Inferred.unknown(layer);
    }
    List<Shape> known = in.stream().map(Optional::get).toList();
    TopologyShapes rules = new TopologyShapes(layers, graph.batch(), report);
    return switch (layer) {
      case TopologyLayer.Merge merge -> new Inferred(merge, rules.merged(merge, known));
      case TopologyLayer.Shortcut shortcut ->
          rules
              .resolve(shortcut, known.getFirst(), known.getLast())
              .map(resolved -> new Inferred(resolved, in.getFirst()))
              .orElse(Inferred.unknown(layer));
      case TopologyLayer.MaxUnpool unpool ->
          new Inferred(
              unpool,
              rules.unpooled(unpool, known).flatMap(pool -> shapes.get(pool.input().index())));
      case TopologyLayer.GlobalAvgPool pool ->
          new Inferred(pool, rules.pooled(pool, known.getFirst()));
    };
  }

  /**
   * Whether the values of the layer's annotation are the user's, and not stand-ins for wrong ones.
   */
  private boolean isSound(Layer layer) {
    return !diagnostics.hasErrorIn(layer.at());
  }

  private Optional<Shape> input(Layer.Input input, ShapeReport report) {
    LongStream sizes = input.shape().dims().stream().mapToLong(Integer::longValue);
    return isSound(input)
        ? SizeRules.output(input, graph.batch(), report, sizes.toArray())
        : Optional.empty();
  }

  private Optional<Shape> dense(Layer.Dense dense, Optional<Shape> x, ShapeReport report) {
    if (!isSound(dense)) {
      return Optional.empty();
    }
    x.ifPresent(in -> SizeRules.weight(dense, report, dense.units(), in.size()));
    return SizeRules.output(dense, graph.batch(), report, dense.units());
  }

  private Inferred conv(Layer.Conv2d conv, Optional<Shape> x, ShapeReport report) {
    Size2 kernel = conv.kernel();
    x.ifPresent(in ->
        SizeRules.weight(
            conv, report, conv.filters(), in.channels(), kernel.height(), kernel.width()));
    return x.flatMap(in -> WindowRules.conv(conv, in, report))
        .map(found -> inferred(resolved(conv, found), conv.filters(), found, report))
        .orElse(Inferred.unknown(conv));
  }

  private Inferred maxPool(Layer.MaxPool2d pool, Optional<Shape> x, ShapeReport report) {
    return x.flatMap(in -> WindowRules.maxPool(pool, in, report))
        .map(found -> inferred(resolved(pool, found), x.get().channels(), found, report))
        .orElse(Inferred.unknown(pool));
  }

  private Inferred avgPool(Layer.AvgPool2d pool, Optional<Shape> x, ShapeReport report) {
    return x.flatMap(in -> WindowRules.avgPool(pool, in, report))
        .map(found -> inferred(resolved(pool, found), x.get().channels(), found, report))
        .orElse(Inferred.unknown(pool));
  }

  private Inferred inferred(Layer layer, int channels, ImageWindow window, ShapeReport report) {
    long height = window.rows().windows();
    long width = window.columns().windows();
    return new Inferred(
        layer, SizeRules.output(layer, graph.batch(), report, channels, height, width));
  }

  private void checkBatch(Layer.BatchNorm norm, Shape x, ShapeReport report) {
    if (graph.batch() == 1 && x.positions() == 1) {
      report.add(ShapeCode.BATCH_NORM_SINGLE_VALUE, norm.at(), norm.field(), x);
    }
  }

  private static Layer resolved(Layer.Conv2d conv, ImageWindow window) {
    return new Layer.Conv2d(
        conv.field(),
        conv.input(),
        conv.output(),
        conv.filters(),
        conv.kernel(),
        window.stride(),
        window.dilation(),
        window.pads(),
        conv.bias(),
        conv.init(),
        conv.at());
  }

  private static Layer resolved(Layer.MaxPool2d pool, ImageWindow window) {
    return new Layer.MaxPool2d(
        pool.field(),
        pool.input(),
        pool.output(),
        pool.window(),
        window.stride(),
        window.pads(),
        pool.at());
  }

  private static Layer resolved(Layer.AvgPool2d pool, ImageWindow window) {
    return new Layer.AvgPool2d(
        pool.field(),
        pool.input(),
        pool.output(),
        pool.window(),
        window.stride(),
        window.pads(),
        pool.at());
  }
}
