package dev.synapt.examples.peers.engine;

import dev.synapt.examples.peers.work.Part;
import dev.synapt.examples.peers.work.TensorCursor;
import dev.synapt.examples.peers.work.Workload;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions;

/** Builds a graph from the parts of a network; ReLU goes into the layer before it. */
final class Deeplearning4jGraph {

  private static final String INPUT = "x";
  private static final double BATCH_NORM_DECAY = 0.9;
  private static final double EPSILON = 1e-5;

  /** A layer's parameter and the shape that it has here. */
  private record Tensor(String name, int size, long[] shape, boolean transposed) {}

  private final Workload workload;
  private final List<Tensor> tensors = new ArrayList<>();
  private ComputationGraphConfiguration.GraphBuilder graph;
  private int layers;

  Deeplearning4jGraph(Workload workload) {
    this.workload = workload;
  }

  ComputationGraphConfiguration build() {
    graph =
        new NeuralNetConfiguration.Builder()
            .seed(Workload.SEED)
            .updater(updater(workload.update()))
            .activation(Activation.IDENTITY)
            .graphBuilder()
            .addInputs(INPUT)
            .setInputTypes(inputType(workload.inputShape()));
    List<Part> parts = workload.parts();
    String features = append(parts.subList(0, parts.size() - 1), INPUT);
    String output = output((Part.Dense) parts.getLast(), features);
    return graph.setOutputs(output).build();
  }

  private static IUpdater updater(Workload.Update update) {
    return switch (update) {
      case SGD -> new Nesterovs(Workload.Update.SGD_RATE, Workload.Update.SGD_MOMENTUM);
      case ADAM -> new Adam(Workload.Update.ADAM_RATE);
    };
  }

  private static InputType inputType(int[] shape) {
    return shape.length == 1
        ? InputType.feedForward(shape[0])
        : InputType.convolutional(shape[1], shape[2], shape[0]);
  }

  private String append(List<Part> parts, String input) {
    String value = input;
    for (int i = 0; i < parts.size(); i++) {
      boolean relu = i + 1 < parts.size() && parts.get(i + 1) instanceof Part.Relu;
      Activation activation = relu ? Activation.RELU : Activation.IDENTITY;
      boolean fused = i > 0 && parts.get(i) instanceof Part.Relu && canFuse(parts.get(i - 1));
      value = fused ? value : append(parts.get(i), activation, value);
    }
    return value;
  }

  /** A batch norm takes an activation, too, but does not apply it. */
  private static boolean canFuse(Part part) {
    return part instanceof Part.Dense || part instanceof Part.Conv;
  }

  private String append(Part part, Activation activation, String x) {
    return switch (part) {
      case Part.Dense dense -> dense(dense, activation, x);
      case Part.Conv conv -> convolution(conv, activation, x);
      case Part.BatchNorm norm -> batchNorm(norm, x);
      case Part.Relu _ -> layer(new ActivationLayer(Activation.RELU), x);
      case Part.MaxPool pool -> layer(maxPool(pool.size()), x);
      case Part.GlobalAvgPool _ -> layer(new GlobalPoolingLayer(PoolingType.AVG), x);
      case Part.Flatten _ -> x;
      case Part.Dropout dropout -> layer(new DropoutLayer(1 - dropout.rate()), x);
      case Part.Residual sum -> residual(sum, x);
    };
  }

  private static Layer maxPool(int size) {
    return new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
        .kernelSize(size, size)
        .stride(size, size)
        .build();
  }

  private String layer(Layer layer, String x) {
    String name = "layer" + layers++;
    graph.addLayer(name, layer, x);
    return name;
  }

  private String dense(Part.Dense dense, Activation activation, String x) {
    Layer layer =
        new DenseLayer.Builder()
            .nIn(dense.inputs())
            .nOut(dense.outputs())
            .activation(activation)
            .build();
    return denseTensors(dense, layer(layer, x));
  }

  private String output(Part.Dense dense, String x) {
    Layer layer =
        new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
            .nIn(dense.inputs())
            .nOut(dense.outputs())
            .activation(Activation.SOFTMAX)
            .build();
    return denseTensors(dense, layer(layer, x));
  }

  private String denseTensors(Part.Dense dense, String name) {
    long[] shape = {dense.outputs(), dense.inputs()};
    tensors.add(new Tensor(name + "_W", dense.outputs() * dense.inputs(), shape, true));
    addVector(name + "_b", dense.outputs());
    return name;
  }

  private void addVector(String name, int size) {
    tensors.add(new Tensor(name, size, new long[] {1, size}, false));
  }

  private String convolution(Part.Conv conv, Activation activation, String x) {
    Layer layer =
        new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
            .nIn(conv.channels())
            .nOut(conv.filters())
            .stride(conv.stride(), conv.stride())
            .padding(conv.pad(), conv.pad())
            .hasBias(conv.bias())
            .activation(activation)
            .build();
    String name = layer(layer, x);
    long[] shape = {conv.filters(), conv.channels(), conv.kernel(), conv.kernel()};
    int size = conv.filters() * conv.channels() * conv.kernel() * conv.kernel();
    tensors.add(new Tensor(name + "_W", size, shape, false));
    if (conv.bias()) {
      addVector(name + "_b", conv.filters());
    }
    return name;
  }

  private String batchNorm(Part.BatchNorm norm, String x) {
    Layer layer =
        new BatchNormalization.Builder()
            .nIn(norm.channels())
            .nOut(norm.channels())
            .decay(BATCH_NORM_DECAY)
            .eps(EPSILON)
            .useLogStd(false)
            .build();
    String name = layer(layer, x);
    for (String parameter : List.of("_gamma", "_beta", "_mean", "_var")) {
      addVector(name + parameter, norm.channels());
    }
    return name;
  }

  private String residual(Part.Residual sum, String x) {
    String body = append(sum.body(), x);
    String shortcut = append(sum.shortcut(), x);
    String name = "sum" + layers++;
    graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), body, shortcut);
    return name;
  }

  /** Overwrites the parameters of a graph that was made from this configuration. */
  void load(ComputationGraph target, TensorCursor source) {
    for (Tensor tensor : tensors) {
      INDArray array = Nd4j.create(source.next(tensor.size()), tensor.shape(), 'c');
      target.setParam(tensor.name(), tensor.transposed() ? array.transpose() : array);
    }
    source.requireEnd();
  }
}
