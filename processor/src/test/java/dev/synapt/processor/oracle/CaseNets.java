package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.Activation.Kind;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.SampleNorm;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.DropoutMask;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.lower.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Expresses the layers' cases with the layers there are. */
public final class CaseNets {

  private final OracleCase test;
  private final Map<String, Tensor> weights = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private Tensor x;
  private CaseNet.Wanted wanted;

  private CaseNets(OracleCase test) {
    this.test = test;
    this.x = test.inputs().get("x");
    this.wanted = CaseNet.Wanted.of(test);
  }

  OracleCase test() {
    return test;
  }

  /** The case as a network, or nothing when no layer does what it asks for. */
  public static Optional<CaseNet> of(OracleCase test) {
    return new CaseNets(test).build();
  }

  /**
   * A case of batch norm in inference as a network that trains: with the given statistics, frozen,
   * and with scales and biases of channels behind, by which gradients are taken. Of a sequence it
   * is what comes after the last batch.
   */
  public static Optional<CaseNet> trained(OracleCase test) {
    boolean sequence = test.op().equals("batchnorm_sequence");
    boolean infers = test.op().equals("batchnorm") && !test.flag("training");
    return sequence || infers ? new CaseNets(test).frozenNorm(sequence) : Optional.empty();
  }

  private Optional<CaseNet> frozenNorm(boolean sequence) {
    if (sequence) {
      instead(test.inputs().get("x_eval"), CaseNet.Wanted.ofInference(test));
    }
    if (x.shape().rank() == 2) {
      x = x.reshape(Shape.of(x.dim(0), x.dim(1), 1, 1));
    }
    return done(GivenCases.frozenNorm(this), false);
  }

  private Optional<CaseNet> build() {
    return switch (test.op()) {
      case "dense" -> dense();
      case "conv2d" -> test.integer("groups") == 1 ? conv() : AxesCases.conv(this);
      case "conv1d", "conv3d" -> AxesCases.conv(this);
      case "conv_transpose1d", "conv_transpose2d" -> AxesCases.transposed(this);
      case "maxpool3d", "avgpool3d" -> AxesCases.pool(this);
      case "global_maxpool" -> done(start().globalMaxPool());
      case "global_avgpool" -> done(start().globalAvgPool());
      case "adaptive_avgpool2d", "adaptive_maxpool2d", "upsample2d", "pad2d" ->
          AxesCases.resample(this);
      case "maxpool1d", "maxpool2d" -> maxPool();
      case "avgpool1d", "avgpool2d" -> averagePool();
      case "batchnorm" -> batchNorm();
      case "maxunpool2d" -> GivenCases.unpool(this);
      case "scaled_dot_product_attention" -> GivenCases.dotProduct(this);
      case "add", "add_relu", "mul", "concat" -> new MergeCases(this).build();
      case "flatten" -> done(start().flatten());
      case "maxpool2d+maxunpool2d" -> chain();
      case "layernorm" -> layerNorm();
      case "groupnorm" -> groupNorm(SampleNorm.Kind.GROUP, test.integer("num_groups"));
      case "instancenorm" -> groupNorm(SampleNorm.Kind.INSTANCE, 1);
      case "softmax" -> softmax(false);
      case "log_softmax" -> softmax(true);
      case "prelu" -> prelu();
      case "embedding" -> embedding();
      case "multihead_self_attention" -> attention();
      case "dropout", "dropout_given_mask" -> dropout();
      default -> function().flatMap(function -> done(image().activate(function)));
    };
  }

  private Optional<CaseNet> dense() {
    int features = test.integer("in_features");
    x = x.reshape(Shape.of(x.size() / features, features));
    parameters("dense");
    return done(start().dense(test.integer("out_features"), test.flag("bias")));
  }

  private Optional<CaseNet> conv() {
    int[] begin = test.integers("pads_begin");
    int[] end = test.integers("pads_end");
    Window window =
        new Window(
            size(test.integers("kernel")),
            size(test.integers("stride")),
            size(test.integers("dilation")),
            new Pads(begin[0], begin[1], end[0], end[1]));
    parameters("conv2d");
    return done(start().conv2d(test.integer("out_channels"), window, test.flag("bias")));
  }

  private Optional<CaseNet> maxPool() {
    Size2 dilation = size(test.integers("dilation"));
    return dilation.equals(new Size2(1, 1))
        ? done(image().maxPool(window()))
        : AxesCases.pool(this);
  }

  private Optional<CaseNet> averagePool() {
    Window window = window();
    return window.pads().isNone() || test.flag("count_include_pad")
        ? done(image().avgPool(window))
        : AxesCases.pool(this);
  }

  /** A pooling window; rounding up the number of windows is more padding at the far ends. */
  private Window window() {
    Size2 size = size(test.integers("kernel"));
    Size2 stride = size(test.integers("stride"));
    int[] pads = test.integers("padding");
    int top = pads.length == 1 ? 0 : pads[0];
    int left = pads[pads.length - 1];
    Shape in = asImage(x).shape();
    Shape out = asImage(test.outputs().get("y")).shape();
    boolean up = test.flag("ceil_mode");
    int bottom = (out.dim(2) - 1) * stride.height() + size.height() - in.dim(2) - top;
    int right = (out.dim(3) - 1) * stride.width() + size.width() - in.dim(3) - left;
    return new Window(
        size,
        stride,
        new Size2(1, 1),
        new Pads(top, left, up ? Math.max(bottom, top) : top, up ? Math.max(right, left) : left));
  }

  private Optional<CaseNet> batchNorm() {
    Shape features = Shape.of(test.integer("num_features"));
    weights.put("layer.batchnorm.weight", Tensor.filled(features, 1));
    weights.put("layer.batchnorm.bias", Tensor.filled(features, 0));
    parameters("batchnorm");
    return done(image().batchNorm(test.number("eps"), test.number("momentum")));
  }

  private Optional<CaseNet> chain() {
    Size2 size = size(test.integers("kernel"));
    Window window = new Window(size, size(test.integers("stride")), new Size2(1, 1), Pads.NONE);
    NetBuilder net = start().field("pool").maxPool(window);
    return done(net.field("layer").unpool(net.here()));
  }

  /** Leading axes are one batch. */
  private Optional<CaseNet> layerNorm() {
    List<Integer> dims = new ArrayList<>();
    Arrays.stream(test.integers("normalized_shape")).forEach(dims::add);
    dims.addFirst(x.size() / new Shape(dims).size());
    x = x.reshape(new Shape(dims));
    parameters("layernorm");
    return done(start().norm(SampleNorm.Kind.LAYER, 1, test.number("eps"), test.flag("affine")));
  }

  private Optional<CaseNet> groupNorm(SampleNorm.Kind kind, int groups) {
    parameters(test.op());
    return done(start().norm(kind, groups, test.number("eps"), test.flag("affine")));
  }

  private Optional<CaseNet> softmax(boolean logarithm) {
    int axis = Math.floorMod(test.integer("axis"), x.shape().rank());
    boolean last = axis == x.shape().rank() - 1;
    if (axis == 0) {
      x = x.reshape(Shape.of(1, x.dim(0), x.dim(1)));
    }
    if (last) {
      x = x.reshape(Shape.of(x.size() / x.dim(axis), x.dim(axis)));
    }
    NetBuilder net = last ? start() : image();
    return done(logarithm ? net.logSoftmax() : net.softmax());
  }

  private Optional<CaseNet> prelu() {
    parameters("prelu");
    return done(image().prelu(test.integer("num_parameters") == 1));
  }

  private Optional<CaseNet> embedding() {
    parameters("embedding");
    OptionalInt padding =
        test.has("padding_idx") ? OptionalInt.of(test.integer("padding_idx")) : OptionalInt.empty();
    int vocabulary = test.integer("num_embeddings");
    return done(start().embedding(vocabulary, test.integer("embedding_dim"), padding));
  }

  private Optional<CaseNet> attention() {
    test.params()
        .forEach((name, tensor) ->
            parameter("selfattention", name, name.replace("out_proj_", "out_proj."), tensor));
    int heads = test.integer("num_heads");
    return done(start().attention(heads, test.flag("causal"), test.flag("bias"), 0));
  }

  private Optional<Activation> function() {
    return Optional.ofNullable(
        switch (test.op()) {
          case "leaky_relu" -> new Activation(Kind.LEAKY_RELU, test.number("negative_slope"));
          case "elu" -> new Activation(Kind.ELU, test.number("alpha"));
          case "softplus" -> new Activation(Kind.SOFTPLUS, test.number("beta"));
          case "gelu_erf" -> new Activation(Kind.GELU);
          case "relu",
              "relu6",
              "selu",
              "gelu_tanh",
              "silu",
              "sigmoid",
              "hard_sigmoid",
              "hard_swish",
              "tanh",
              "hard_tanh",
              "log_sigmoid",
              "mish",
              "softsign" ->
              new Activation(Kind.valueOf(test.op().toUpperCase(Locale.ROOT)));
          default -> null;
        });
  }

  private Optional<CaseNet> dropout() {
    return done(start().dropout(test.number("p")));
  }

  Optional<CaseNet> done(NetBuilder layer) {
    return done(layer, test.has("training") && !test.flag("training"));
  }

  private Optional<CaseNet> done(NetBuilder layer, boolean inference) {
    TypedGraph net = layer.output(LossKind.MSE, LossReduction.SUM);
    return Optional.of(new CaseNet(net, x, weights, names, inference, mask(), wanted));
  }

  /** A case whose inputs are parts of one batch, and whose results are those of its network. */
  void instead(Tensor batch, CaseNet.Wanted results) {
    x = batch;
    wanted = results;
  }

  CaseNet.Wanted wanted() {
    return wanted;
  }

  private DropoutMask mask() {
    Tensor mask = test.inputs().get("mask");
    return mask == null
        ? DropoutMask.ALL
        : (layer, rate, sample, entry) -> mask.data()[sample * mask.dim(1) + entry] == 1;
  }

  void parameters(String stage) {
    test.params().forEach((name, tensor) -> parameter(stage, name, tensor));
    test.buffers().forEach((name, tensor) -> parameter(stage, name, tensor));
  }

  /** A tensor that the case does not speak of. */
  void weight(String name, Tensor tensor) {
    weights.put(name, tensor);
  }

  private void parameter(String stage, String name, Tensor tensor) {
    parameter(stage, name, name, tensor);
  }

  private void parameter(String stage, String name, String tensorName, Tensor tensor) {
    named(name, "layer." + stage + "." + tensorName, tensor);
  }

  /** One of the case's tensors under our name. */
  void named(String name, String ours, Tensor tensor) {
    names.put(name, ours);
    weights.put(ours, tensor);
  }

  NetBuilder image() {
    if (x.shape().rank() > 2) {
      x = asImage(x);
    }
    return start();
  }

  NetBuilder start() {
    Shape sample = new Shape(x.shape().dims().subList(1, x.shape().rank()));
    return NetBuilder.input("Case", x.dim(0), sample).field("layer");
  }

  /** {@code [N,C,L]} as {@code [N,C,1,L]}, {@code [N,C,D,H,W]} as {@code [N,C,D*H,W]}. */
  private static Tensor asImage(Tensor tensor) {
    int rank = tensor.shape().rank();
    int width = tensor.dim(rank - 1);
    int rows = tensor.size() / (tensor.dim(0) * tensor.dim(1) * width);
    return tensor.reshape(Shape.of(tensor.dim(0), tensor.dim(1), rows, width));
  }

  static Size2 size(int[] sizes) {
    return sizes.length == 1 ? new Size2(1, sizes[0]) : new Size2(sizes[0], sizes[1]);
  }
}
