package dev.synapt.processor.generated;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Conv;
import dev.synapt.processor.graph.ConvTranspose;
import dev.synapt.processor.graph.Embedding;
import dev.synapt.processor.graph.GlobalMaxPool;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.LogSoftmax;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.PRelu;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Pool;
import dev.synapt.processor.graph.PositionalEncoding;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.Reshape;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.SelfAttention;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.SpatialDropout;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a graph as a user would: an annotated class. Every attribute is written out, so that what
 * comes back through the front end must be the same graph.
 */
final class ModelText {

  /** What the field of a layer's second activation is called after that of the first. */
  private static final String SECOND = "Then";

  private final LayerGraph graph;
  private final List<Layer> layers;
  private final Map<String, List<String>> fields = new LinkedHashMap<>();
  private final Map<ValueId, String> ends = new HashMap<>();

  private ModelText(LayerGraph graph) {
    this.graph = graph;
    this.layers = graph.layers();
  }

  /**
   * The source of a graph's class, or nothing when no source has this graph: padding of pools has a
   * limit, and a network has something to train.
   */
  static Optional<String> of(TypedGraph typed) {
    ModelText text = new ModelText(typed.graph());
    return text.isExpressible() ? Optional.of(text.write()) : Optional.empty();
  }

  private boolean isExpressible() {
    boolean trains =
        layers.stream()
            .filter(layer -> !graph.isFrozen(layer))
            .anyMatch(layer ->
                layer instanceof Layer.Dense
                    || layer instanceof Layer.Conv2d
                    || layer instanceof PRelu
                    || layer instanceof Conv
                    || layer instanceof ConvTranspose
                    || layer instanceof Embedding
                    || layer instanceof SelfAttention
                    || (layer instanceof SampleNorm norm && norm.affine())
                    || layer instanceof Layer.BatchNorm);
    return trains && layers.stream().noneMatch(ModelText::isPaddedTooFar);
  }

  /** A window may not lie in the padding altogether. */
  private static boolean isPaddedTooFar(Layer layer) {
    return switch (layer) {
      case Layer.MaxPool2d pool -> isPaddedTooFar(pool.window(), pool.pads());
      case Layer.AvgPool2d pool -> isPaddedTooFar(pool.window(), pool.pads());
      default -> false;
    };
  }

  private static boolean isPaddedTooFar(Size2 window, Pads pads) {
    return Math.max(pads.top(), pads.bottom()) > window.height() / 2
        || Math.max(pads.left(), pads.right()) > window.width() / 2;
  }

  private String write() {
    layers.stream().skip(hasOneInput() ? 1 : 0).forEach(this::add);
    StringBuilder text = new StringBuilder();
    text.append("package ").append(graph.packageName()).append(";\n\n");
    text.append("import dev.synapt.dsl.*;\n\n");
    text.append("@Network(%sbatch = %d)\n".formatted(classInput(), graph.batch()));
    text.append("final class ").append(graph.name()).append(" {\n");
    fields.forEach((name, stages) ->
        text.append("  %s Layer %s;\n".formatted(String.join(" ", stages), name)));
    return text.append("}\n").toString();
  }

  private boolean hasOneInput() {
    return graph.inputs().size() == 1;
  }

  private String classInput() {
    return hasOneInput() ? "input = %s, ".formatted(list(graph.input().shape().dims())) : "";
  }

  private void add(Layer layer) {
    if (graph.isShared(layer)) {
      addReuse(layer);
      return;
    }
    String field = fieldOf(layer);
    String annotation = annotation(layer);
    if (jumps(layer)) {
      stages(field).add("@From(\"%s\")".formatted(name(layer.inputs().getFirst())));
    }
    if (!annotation.isEmpty()) {
      stages(field).add(annotation);
    }
    if (graph.isFrozen(layer)
        && field.equals(layer.field())
        && !stages(field).contains("@Frozen")) {
      stages(field).add("@Frozen");
    }
    ends.put(layer.output(), field);
  }

  private void addReuse(Layer layer) {
    String field = layer.field();
    if (!fields.containsKey(field)) {
      if (jumps(layer)) {
        stages(field).add("@From(\"%s\")".formatted(name(layer.inputs().getFirst())));
      }
      stages(field).add("@Reuse(\"%s\")".formatted(graph.owner(layer)));
    }
    ends.put(layer.output(), field);
  }

  private List<String> stages(String field) {
    return fields.computeIfAbsent(field, name -> new ArrayList<>());
  }

  /** Whether a layer reads another one than that before it. */
  private static boolean jumps(Layer layer) {
    return !layer.inputs().isEmpty()
        && !(layer instanceof TopologyLayer.Merge)
        && layer.inputs().getFirst().index() != layer.output().index() - 1;
  }

  /** The field that a value is the result of. */
  private String name(ValueId value) {
    return value.index() == 0 ? "input" : ends.get(value);
  }

  /**
   * A second stage of a kind needs a field of its own; without weights, its name matters to no one.
   */
  private String fieldOf(Layer layer) {
    boolean second =
        isActivation(layer)
            && layers.stream()
                .anyMatch(other ->
                    layers.indexOf(other) < layers.indexOf(layer)
                        && isActivation(other)
                        && other.field().equals(layer.field()));
    List<String> names = List.copyOf(fields.keySet());
    String last = names.isEmpty() ? "" : names.getLast();
    if (second || last.equals(layer.field() + SECOND)) {
      return layer.field() + SECOND;
    }
    return layer.field();
  }

  /** A value's name in the network, of its name in the class that was written for it. */
  static String inNetwork(String name) {
    return name.replace(SECOND + ".", ".");
  }

  private static boolean isActivation(Layer layer) {
    return layer instanceof Layer.Softmax
        || layer instanceof LogSoftmax
        || layer instanceof PRelu
        || layer instanceof Layer.Activate;
  }

  private String annotation(Layer layer) {
    return switch (layer) {
      case Layer.Input input -> "@Input(shape = %s)".formatted(list(input.shape().dims()));
      case Layer.Flatten flatten -> isBeforeDense(flatten) ? "" : "@Flatten";
      case Reshape r -> "@Reshape(%s)".formatted(list(r.shape().dims()));
      case Layer.Dense d ->
          "@Dense(units = %d, bias = %b, init = Init.%s)".formatted(d.units(), d.bias(), d.init());
      case Layer.Conv2d c ->
          "@Conv2d(filters = %d, kernel = %s, stride = %s, dilation = %s, pad = %s, bias = %b, init = Init.%s)"
              .formatted(
                  c.filters(),
                  pair(c.kernel()),
                  pair(c.stride()),
                  pair(c.dilation()),
                  pads(c.pads()),
                  c.bias(),
                  c.init());
      case Layer.MaxPool2d p -> pool("MaxPool2d", p.window(), p.stride(), p.pads());
      case Layer.AvgPool2d p -> pool("AvgPool2d", p.window(), p.stride(), p.pads());
      case Layer.BatchNorm n ->
          "@BatchNorm(epsilon = %s, momentum = %s)".formatted(n.epsilon(), n.momentum());
      case Layer.Dropout d -> "@Dropout(%s)".formatted(d.rate());
      case Layer.Activate a -> "@" + activation(a.function());
      case Conv c -> AxesText.conv(c);
      case ConvTranspose c -> AxesText.transposed(c);
      case Pool p -> AxesText.pool(p);
      case Resample r -> AxesText.resample(r);
      case SampleNorm n ->
          "@%s(%sepsilon = %s, affine = %b)"
              .formatted(n.kind().annotation(), extent(n), n.epsilon(), n.affine());
      case Embedding e ->
          "@Embedding(vocabulary = %d, dimension = %d, padding = %d, init = Init.%s)"
              .formatted(e.vocabulary(), e.dimension(), e.padding().orElse(-1), e.init());
      case SelfAttention a ->
          "@SelfAttention(heads = %d, causal = %b, bias = %b, dropout = %s, init = Init.%s)"
              .formatted(a.heads(), a.causal(), a.bias(), a.dropout(), a.init());
      case PositionalEncoding p ->
          "@PositionalEncoding(kind = PositionKind.%s)"
              .formatted(p.learned() ? "LEARNED" : "SINUSOIDAL");
      case GlobalMaxPool g -> "@GlobalMaxPool";
      case PRelu p -> "@PRelu(shared = %b)".formatted(p.shared());
      case LogSoftmax l -> "@LogSoftmax";
      case Layer.Softmax softmax -> "@Softmax";
      case TopologyLayer.Merge m ->
          "@%s(value = {%s}%s)"
              .formatted(
                  m.kind().title(),
                  String.join(", ", m.inputs().stream().map(v -> '"' + name(v) + '"').toList()),
                  m.axis() == 0 ? "" : ", axis = " + m.axis());
      case TopologyLayer.Shortcut s ->
          "@Shortcut(from = \"%s\", kind = ShortcutKind.%s)".formatted(name(s.earlier()), s.form());
      case TopologyLayer.MaxUnpool u -> "@MaxUnpool2d(of = \"%s\")".formatted(name(u.pool()));
      case SpatialDropout d -> "@SpatialDropout(%s)".formatted(d.rate());
      case TopologyLayer.GlobalAvgPool p -> "@GlobalAvgPool";
      case Layer.Output o ->
          "@Output(loss = Loss.%s, reduction = Reduction.%s%s)"
              .formatted(o.loss(), o.reduction(), options(o.options()));
    };
  }

  /** There it comes by itself. */
  private boolean isBeforeDense(Layer.Flatten flatten) {
    Layer next = layers.get(flatten.output().index() + 1);
    return next instanceof Layer.Dense dense
        && dense.input().equals(flatten.output())
        && dense.field().equals(flatten.field());
  }

  private static String extent(SampleNorm norm) {
    return switch (norm.kind()) {
      case GROUP -> "groups = " + norm.groups() + ", ";
      case CHANNELS -> "over = NormExtent.CHANNELS, ";
      case LAYER, INSTANCE -> "";
    };
  }

  private static String options(LossOptions o) {
    String weights = o.classWeights().toString().replace('[', '{').replace(']', '}');
    return (o.delta() == 1 ? "" : ", delta = " + o.delta())
        + (o.labelSmoothing() == 0 ? "" : ", labelSmoothing = " + o.labelSmoothing())
        + (o.classWeights().isEmpty() ? "" : ", classWeights = " + weights)
        + (o.ignoreLabel().isEmpty() ? "" : ", ignoreLabel = " + o.ignoreLabel().getAsInt())
        + (o.weight() == 1 ? "" : ", weight = " + o.weight());
  }

  private static String pool(String name, Size2 window, Size2 stride, Pads pads) {
    return "@%s(value = %s, stride = %s, pad = %s)"
        .formatted(name, pair(window), pair(stride), pads(pads));
  }

  private static String pair(Size2 size) {
    return list(List.of(size.height(), size.width()));
  }

  private static String pads(Pads pads) {
    return list(List.of(pads.top(), pads.left(), pads.bottom(), pads.right()));
  }

  private static String list(List<Integer> numbers) {
    return "{" + String.join(", ", numbers.stream().map(String::valueOf).toList()) + "}";
  }

  private static String activation(Activation function) {
    Activation.Kind kind = function.kind();
    String values =
        kind == Activation.Kind.GELU_TANH
            ? "(approximate = true)"
            : kind.attribute().isEmpty()
                ? ""
                : "(%s = %s)".formatted(kind.attribute(), function.parameter());
    return kind.annotation() + values;
  }
}
