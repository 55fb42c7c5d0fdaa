package dev.synapt.examples.peers.onnx;

import dev.synapt.examples.peers.work.Part;
import dev.synapt.examples.peers.work.TensorCursor;
import dev.synapt.examples.peers.work.Workload;
import dev.synapt.runtime.Weights;
import java.util.List;
import java.util.Map;

/** A reference network as an ONNX file, from samples to probabilities. */
public final class OnnxModel {

  /** Name of the input. */
  public static final String INPUT = "x";

  private static final float EPSILON = 1e-5f;

  private final OnnxGraph graph = new OnnxGraph();
  private final TensorCursor tensors;

  private OnnxModel(Weights weights) {
    this.tensors = new TensorCursor(weights);
  }

  /**
   * Writes a network.
   *
   * @param workload the network
   * @param weights its weights
   * @param batch samples of a call
   * @return the bytes of the file
   */
  public static byte[] of(Workload workload, Weights weights, int batch) {
    OnnxModel model = new OnnxModel(weights);
    String logits = model.append(workload.parts(), INPUT);
    model.tensors.requireEnd();
    String output = model.graph.node("Softmax", Map.of("axis", 1), logits);
    int[] sample = workload.inputShape();
    int[] inputShape = new int[sample.length + 1];
    inputShape[0] = batch;
    System.arraycopy(sample, 0, inputShape, 1, sample.length);
    int[] outputShape = {batch, workload.classes()};
    return model.graph.toByteArray(INPUT, inputShape, output, outputShape);
  }

  private String append(List<Part> parts, String input) {
    String value = input;
    for (Part part : parts) {
      value = append(part, value);
    }
    return value;
  }

  private String append(Part part, String x) {
    return switch (part) {
      case Part.Dense dense -> dense(dense, x);
      case Part.Conv conv -> convolution(conv, x);
      case Part.BatchNorm norm -> batchNorm(norm, x);
      case Part.Relu _ -> graph.node("Relu", Map.of(), x);
      case Part.MaxPool pool -> {
        int[] size = {pool.size(), pool.size()};
        yield graph.node("MaxPool", Map.of("kernel_shape", size, "strides", size), x);
      }
      case Part.GlobalAvgPool _ ->
          graph.node("Flatten", Map.of("axis", 1), graph.node("GlobalAveragePool", Map.of(), x));
      case Part.Flatten _ -> graph.node("Flatten", Map.of("axis", 1), x);
      case Part.Dropout _ -> x;
      case Part.Residual sum ->
          graph.node("Add", Map.of(), append(sum.body(), x), append(sum.shortcut(), x));
    };
  }

  private String dense(Part.Dense dense, String x) {
    int size = dense.inputs() * dense.outputs();
    String weight = graph.constant(tensors.next(size), dense.outputs(), dense.inputs());
    String bias = graph.constant(tensors.next(dense.outputs()), dense.outputs());
    return graph.node("Gemm", Map.of("transB", 1), x, weight, bias);
  }

  private String convolution(Part.Conv conv, String x) {
    int[] shape = {conv.filters(), conv.channels(), conv.kernel(), conv.kernel()};
    int size = shape[0] * shape[1] * shape[2] * shape[3];
    String weight = graph.constant(tensors.next(size), shape);
    Map<String, Object> attributes =
        Map.of(
            "kernel_shape", new int[] {conv.kernel(), conv.kernel()},
            "strides", new int[] {conv.stride(), conv.stride()},
            "pads", new int[] {conv.pad(), conv.pad(), conv.pad(), conv.pad()});
    if (!conv.bias()) {
      return graph.node("Conv", attributes, x, weight);
    }
    String bias = graph.constant(tensors.next(conv.filters()), conv.filters());
    return graph.node("Conv", attributes, x, weight, bias);
  }

  private String batchNorm(Part.BatchNorm norm, String x) {
    String[] inputs = {x, channels(norm), channels(norm), channels(norm), channels(norm)};
    return graph.node("BatchNormalization", Map.of("epsilon", EPSILON), inputs);
  }

  private String channels(Part.BatchNorm norm) {
    return graph.constant(tensors.next(norm.channels()), norm.channels());
  }
}
