package dev.synapt.processor.interpret;

import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Conv;
import dev.synapt.processor.graph.ConvTranspose;
import dev.synapt.processor.graph.Embedding;
import dev.synapt.processor.graph.GlobalMaxPool;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LayerGraph;
import dev.synapt.processor.graph.LogSoftmax;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossOptions;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.MergeKind;
import dev.synapt.processor.graph.PRelu;
import dev.synapt.processor.graph.Pool;
import dev.synapt.processor.graph.PositionalEncoding;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.Reshape;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.SelfAttention;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Sharing;
import dev.synapt.processor.graph.ShortcutForm;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.SpatialDropout;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Builds typed graphs for tests, layer after layer, with its own arithmetic for the shapes so that
 * tests of later stages do not rest on shape inference.
 */
public final class NetBuilder {

  private final String name;
  private final int batch;
  private final List<Layer> layers = new ArrayList<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final Set<String> frozen = new HashSet<>();
  private final Map<String, Sharing> shared = new HashMap<>();
  private String field;
  private ValueId current;

  private NetBuilder(String name, int batch) {
    this.name = name;
    this.batch = batch;
  }

  /** Starts with an input named {@code input}. */
  public static NetBuilder input(String name, int batch, Shape shape) {
    NetBuilder builder = new NetBuilder(name, batch);
    builder.layers.add(new Layer.Input("input", shape, builder.define(shape), SourceRef.NONE));
    return builder;
  }

  /** A further input, which the next layer reads. */
  public NetBuilder further(String input, Shape shape) {
    layers.add(new Layer.Input(input, shape, define(shape), SourceRef.NONE));
    return this;
  }

  /** The layers that follow are stages of this field. */
  public NetBuilder field(String fieldName) {
    this.field = fieldName;
    return this;
  }

  /** The weights of the current field stay as they are. */
  public NetBuilder freeze() {
    frozen.add(field);
    return this;
  }

  /** The layers of the current field have the weights of another field with the same ones. */
  public NetBuilder reuse(String owner) {
    shared.put(field, new Sharing(owner, SourceRef.NONE));
    if (frozen.contains(owner)) {
      frozen.add(field);
    }
    return this;
  }

  /** The value that the next layer reads. */
  public ValueId here() {
    return current;
  }

  /** The next layer reads an earlier value. */
  public NetBuilder from(ValueId value) {
    current = value;
    return this;
  }

  /** The shape that the next layer reads. */
  public Shape shape() {
    return shape(current);
  }

  /** The shape of a value. */
  public Shape shape(ValueId value) {
    return shapes.get(value.index());
  }

  /** Whether the next layer reads an image. */
  public boolean isImage() {
    return shape().rank() == 3;
  }

  /** A dense layer, flattening an image before it. */
  public NetBuilder dense(int units, boolean bias) {
    if (shape().rank() > 1) {
      flatten();
    }
    ValueId x = last();
    layers.add(
        new Layer.Dense(
            field, x, define(Shape.of(units)), units, bias, InitKind.HE_UNIFORM, SourceRef.NONE));
    return this;
  }

  /** An image as a vector. */
  public NetBuilder flatten() {
    ValueId x = last();
    layers.add(new Layer.Flatten(field, x, define(Shape.of(shape().size())), SourceRef.NONE));
    return this;
  }

  /** A convolution. */
  public NetBuilder conv2d(int filters, Window window, boolean bias) {
    ValueId x = last();
    ValueId y = define(windows(filters, window));
    layers.add(
        new Layer.Conv2d(
            field,
            x,
            y,
            filters,
            window.size(),
            window.stride(),
            window.dilation(),
            window.pads(),
            bias,
            InitKind.HE_UNIFORM,
            SourceRef.NONE));
    return this;
  }

  /** Max pooling. */
  public NetBuilder maxPool(Window window) {
    ValueId x = last();
    ValueId y = define(windows(shape().channels(), window));
    layers.add(
        new Layer.MaxPool2d(
            field, x, y, window.size(), window.stride(), window.pads(), SourceRef.NONE));
    return this;
  }

  /** Average pooling. */
  public NetBuilder avgPool(Window window) {
    ValueId x = last();
    ValueId y = define(windows(shape().channels(), window));
    layers.add(
        new Layer.AvgPool2d(
            field, x, y, window.size(), window.stride(), window.pads(), SourceRef.NONE));
    return this;
  }

  /** Batch normalisation. */
  public NetBuilder batchNorm(double epsilon, double momentum) {
    ValueId x = last();
    layers.add(new Layer.BatchNorm(field, x, define(shape()), epsilon, momentum, SourceRef.NONE));
    return this;
  }

  /** Dropout. */
  public NetBuilder dropout(double rate) {
    ValueId x = last();
    layers.add(new Layer.Dropout(field, x, define(shape()), rate, SourceRef.NONE));
    return this;
  }

  /** An elementwise function. */
  public NetBuilder activate(Activation function) {
    ValueId x = last();
    layers.add(new Layer.Activate(field, x, define(shape()), function, SourceRef.NONE));
    return this;
  }

  /** Any layer of one input that keeps the shape, made from its field, input and output. */
  public NetBuilder layer(UnaryLayer layer) {
    return layer(shape(), layer);
  }

  /** Any layer of one input, with the shape that it makes. */
  public NetBuilder layer(Shape result, UnaryLayer layer) {
    ValueId x = last();
    layers.add(layer.of(field, x, define(result)));
    return this;
  }

  /** Makes a layer. */
  public interface UnaryLayer {
    /** The layer of a field that reads and defines these values. */
    Layer of(String field, ValueId input, ValueId output);
  }

  /** A convolution with windows along any number of axes, in groups. */
  public NetBuilder conv(
      int filters, dev.synapt.processor.graph.Windows windows, int groups, boolean bias) {
    return layer(
        Axes.shape(filters, windows, shape()),
        (f, x, y) ->
            new Conv(f, x, y, filters, windows, groups, bias, InitKind.HE_UNIFORM, SourceRef.NONE));
  }

  /** A transposed convolution. */
  public NetBuilder convTranspose(
      int filters,
      dev.synapt.processor.graph.Windows windows,
      List<Integer> extra,
      int groups,
      boolean bias) {
    return layer(
        Axes.transposed(filters, windows, extra, shape()),
        (f, x, y) ->
            new ConvTranspose(
                f,
                x,
                y,
                filters,
                windows,
                extra,
                groups,
                bias,
                InitKind.HE_UNIFORM,
                SourceRef.NONE));
  }

  /** Pooling with windows along any number of axes. */
  public NetBuilder pool(dev.synapt.processor.graph.Windows windows, boolean max, boolean counted) {
    return layer(
        Axes.shape(shape().channels(), windows, shape()),
        (f, x, y) -> new Pool(f, x, y, windows, max, counted, SourceRef.NONE));
  }

  /** An image of another size. */
  public NetBuilder resample(Resample.Kind kind, List<Integer> sizes, int height, int width) {
    return layer(
        Shape.of(shape().channels(), height, width),
        (f, x, y) -> new Resample(f, x, y, kind, sizes, SourceRef.NONE));
  }

  /** The largest entry of each channel. */
  public NetBuilder globalMaxPool() {
    return layer(
        Shape.of(shape().channels()), (f, x, y) -> new GlobalMaxPool(f, x, y, SourceRef.NONE));
  }

  /** Dropout of channels. */
  public NetBuilder spatialDropout(double rate) {
    return layer((f, x, y) -> new SpatialDropout(f, x, y, rate, SourceRef.NONE));
  }

  /** Undoes a max pooling. */
  public NetBuilder unpool(ValueId pool) {
    ValueId x = last();
    ValueId y = define(shape(layers.get(pool.index()).inputs().getFirst()));
    layers.add(new TopologyLayer.MaxUnpool(field, x, pool, y, SourceRef.NONE));
    return this;
  }

  /** Normalisation within each sample. */
  public NetBuilder norm(SampleNorm.Kind kind, int groups, double epsilon, boolean affine) {
    return layer(
        (f, x, y) -> new SampleNorm(f, x, y, kind, groups, epsilon, affine, SourceRef.NONE));
  }

  /** A vector for each token. */
  public NetBuilder embedding(int vocabulary, int dimension, OptionalInt padding) {
    return layer(
        Shape.of(dimension, shape().size()),
        (f, x, y) ->
            new Embedding(
                f, x, y, vocabulary, dimension, padding, InitKind.LECUN_NORMAL, SourceRef.NONE));
  }

  /** A vector for each position. */
  public NetBuilder positions(boolean learned) {
    return layer((f, x, y) -> new PositionalEncoding(f, x, y, learned, SourceRef.NONE));
  }

  /** Self-attention. */
  public NetBuilder attention(int heads, boolean causal, boolean bias, double dropout) {
    return layer((f, x, y) ->
        new SelfAttention(
            f, x, y, heads, causal, bias, dropout, InitKind.GLOROT_UNIFORM, SourceRef.NONE));
  }

  /** ReLU with learned slopes. */
  public NetBuilder prelu(boolean shared) {
    return layer((f, x, y) -> new PRelu(f, x, y, shared, SourceRef.NONE));
  }

  /** The logarithm of softmax over the channels. */
  public NetBuilder logSoftmax() {
    return layer((f, x, y) -> new LogSoftmax(f, x, y, SourceRef.NONE));
  }

  /** The sum of values of one shape. */
  public NetBuilder add(ValueId... values) {
    ValueId y = define(shape(values[0]));
    layers.add(merge(MergeKind.ADD, y, values));
    return this;
  }

  /** The product of values of one shape. */
  public NetBuilder multiply(ValueId... values) {
    layers.add(merge(MergeKind.MULTIPLY, define(shape(values[0])), values));
    return this;
  }

  /** Values side by side, along their channels. */
  public NetBuilder concat(ValueId... values) {
    return concatAlong(0, values);
  }

  /** Values side by side, along an axis of their shapes. */
  public NetBuilder concatAlong(int axis, ValueId... values) {
    List<Integer> dims = new ArrayList<>(shape(values[0]).dims());
    dims.set(axis, Arrays.stream(values).mapToInt(v -> shape(v).dim(axis)).sum());
    ValueId y = define(new Shape(dims));
    layers.add(
        new TopologyLayer.Merge(field, MergeKind.CONCAT, axis, List.of(values), y, SourceRef.NONE));
    return this;
  }

  /** The same entries under another shape. */
  public NetBuilder reshape(int... dims) {
    Shape shape = Shape.of(dims);
    return layer(shape, (f, x, y) -> new Reshape(f, x, y, shape, SourceRef.NONE));
  }

  private Layer merge(MergeKind kind, ValueId y, ValueId... values) {
    return new TopologyLayer.Merge(field, kind, 0, List.of(values), y, SourceRef.NONE);
  }

  /** Adds what becomes of an earlier value; of one of the same shape nothing does. */
  public NetBuilder shortcut(ValueId earlier, ShortcutForm form) {
    ValueId x = last();
    Shape from = shape(earlier);
    ShortcutForm resolved = from.equals(shape()) ? ShortcutForm.IDENTITY : form;
    Size2 stride = new Size2(step(from, shape(), 1), step(from, shape(), 2));
    layers.add(
        new TopologyLayer.Shortcut(
            field,
            x,
            earlier,
            define(shape()),
            resolved,
            stride,
            InitKind.HE_UNIFORM,
            SourceRef.NONE));
    return this;
  }

  private static int step(Shape from, Shape to, int axis) {
    return from.rank() < 3 ? 1 : Math.ceilDiv(from.dim(axis), to.dim(axis));
  }

  /** The mean of each channel. */
  public NetBuilder globalAvgPool() {
    ValueId x = last();
    ValueId y = define(Shape.of(shape().channels()));
    layers.add(new TopologyLayer.GlobalAvgPool(field, x, y, SourceRef.NONE));
    return this;
  }

  /** Softmax over the channels. */
  public NetBuilder softmax() {
    ValueId x = last();
    layers.add(new Layer.Softmax(field, x, define(shape()), SourceRef.NONE));
    return this;
  }

  /** An output that is not the last; what it reads is there to be read again. */
  public NetBuilder result(LossKind loss, LossReduction reduction, LossOptions options) {
    ValueId x = last();
    layers.add(
        new Layer.Output(
            field, x, define(shape()), loss, reduction, List.of(), options, SourceRef.NONE));
    return from(x);
  }

  /** The end. */
  public TypedGraph output(LossKind loss, LossReduction reduction) {
    return output(loss, reduction, LossOptions.NONE);
  }

  /** The end, with a loss that has settings. */
  public TypedGraph output(LossKind loss, LossReduction reduction, LossOptions options) {
    ValueId x = last();
    layers.add(
        new Layer.Output(
            field, x, define(shape()), loss, reduction, List.of(), options, SourceRef.NONE));
    LayerGraph graph = new LayerGraph("net", name, batch, layers, frozen, shared, SourceRef.NONE);
    return new TypedGraph(graph, shapes);
  }

  private ValueId define(Shape shape) {
    shapes.add(shape);
    current = new ValueId(shapes.size() - 1);
    return current;
  }

  private ValueId last() {
    return current;
  }

  private Shape windows(int channels, Window w) {
    int height = shape().dim(1) + w.pads().top() + w.pads().bottom();
    int width = shape().dim(2) + w.pads().left() + w.pads().right();
    Size2 size = w.size();
    return Shape.of(
        channels,
        positions(height, size.height(), w.stride().height(), w.dilation().height()),
        positions(width, size.width(), w.stride().width(), w.dilation().width()));
  }

  private static int positions(int padded, int size, int stride, int dilation) {
    return Math.floorDiv(padded - dilation * (size - 1) - 1, stride) + 1;
  }
}
