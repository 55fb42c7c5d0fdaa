package dev.synapt.processor.oracle;

import com.google.gson.JsonObject;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Feed;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.processor.lower.Window;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * A whole network's expected results. Its tensors go by the case's names ({@code conv1.weight});
 * {@link #ours} gives ours ({@code conv1.conv2d.weight}).
 *
 * @param name as in {@code lenet_mini}
 * @param nodes its layers, in order
 * @param loss what it is trained with
 * @param reduction how the loss is reduced
 * @param x the batch
 * @param target labels or wanted outputs of the batch
 * @param params the weights at the start
 * @param comparison how results in single precision are compared
 */
public record OracleNetwork(
    String name,
    List<JsonObject> nodes,
    LossKind loss,
    LossReduction reduction,
    Tensor x,
    Tensor target,
    Map<String, Tensor> params,
    Comparison comparison) {

  /** The networks whose results are given in full. */
  public static final List<String> NAMES =
      List.of("mlp", "mlp_regression", "lenet_mini", "lenet_mini_relu_maxpool");

  /** One of {@link #NAMES}. */
  public static OracleNetwork read(String name) {
    JsonObject file = file(name, "arch");
    JsonObject loss = file.getAsJsonObject("loss");
    Map<String, Tensor> inputs = Json.tensors(file, "inputs");
    return new OracleNetwork(
        name,
        objects(file, "nodes"),
        kind(loss.get("op").getAsString()),
        LossReduction.valueOf(loss.get("reduction").getAsString().toUpperCase(Locale.ROOT)),
        inputs.get("x"),
        inputs.get("target"),
        Json.tensors(file, "params"),
        Json.comparison(file));
  }

  /** Another of the network's files: {@code step0}, {@code after5_sgd}, {@code after5_adam}. */
  public JsonObject file(String part) {
    return file(name, part);
  }

  private static JsonObject file(String name, String part) {
    return OracleArchive.open().json("networks/" + name + "." + part + ".json");
  }

  static List<JsonObject> objects(JsonObject parent, String member) {
    return StreamSupport.stream(parent.getAsJsonArray(member).spliterator(), false)
        .map(node -> node.getAsJsonObject())
        .toList();
  }

  static LossKind kind(String op) {
    return switch (op) {
      case "cross_entropy" -> LossKind.CROSS_ENTROPY;
      case "mse" -> LossKind.MSE;
      default -> throw new IllegalArgumentException(op);
    };
  }

  /** What an execution is given. */
  public Feed feed() {
    return loss == LossKind.MSE
        ? Feed.of(x).targets(target)
        : Feed.of(x).labels(Arrays.stream(target.data()).mapToInt(label -> (int) label).toArray());
  }

  /** The network in our layers. */
  public TypedGraph graph() {
    Shape sample = new Shape(x.shape().dims().subList(1, x.shape().rank()));
    NetBuilder net = NetBuilder.input("Net", x.dim(0), sample);
    nodes.forEach(node -> add(net, node));
    return net.output(loss, reduction);
  }

  private static void add(NetBuilder net, JsonObject node) {
    if (node.has("name")) {
      net.field(node.get("name").getAsString());
    }
    switch (node.get("op").getAsString()) {
      case "dense" -> net.dense(node.get("out_features").getAsInt(), true);
      case "conv2d" -> net.conv2d(node.get("out_channels").getAsInt(), window(node), true);
      case "relu" -> net.activate(Activation.RELU);
      case "tanh" -> net.activate(Activation.TANH);
      case "sigmoid" -> net.activate(Activation.SIGMOID);
      case "avgpool2d" -> net.avgPool(window(node));
      case "maxpool2d" -> net.maxPool(window(node));
      case "flatten" -> net.flatten();
      default -> throw new IllegalArgumentException(node.toString());
    }
  }

  private static Window window(JsonObject node) {
    int[] pads = node.has("padding") ? Json.integers(node.get("padding")) : new int[2];
    return new Window(
        size(Json.integers(node.get("kernel"))),
        size(Json.integers(node.get("stride"))),
        new Size2(1, 1),
        new Pads(pads[0], pads[1], pads[0], pads[1]));
  }

  private static Size2 size(int[] sizes) {
    return new Size2(sizes[0], sizes[1]);
  }

  /** Our name of a tensor. */
  public String ours(String theirs) {
    String field = theirs.substring(0, theirs.indexOf('.'));
    String op =
        nodes.stream()
            .filter(node -> node.has("name") && node.get("name").getAsString().equals(field))
            .map(node -> node.get("op").getAsString())
            .findFirst()
            .orElseThrow();
    return field + "." + op + theirs.substring(field.length());
  }

  /** Tensors under our names. */
  public Map<String, Tensor> renamed(Map<String, Tensor> theirs) {
    Map<String, Tensor> result = new LinkedHashMap<>();
    theirs.forEach((theirName, tensor) -> result.put(ours(theirName), tensor));
    return result;
  }
}
