package dev.synapt.examples.peers.engine;

import dev.synapt.examples.peers.work.Part;
import dev.synapt.examples.peers.work.Samples;
import dev.synapt.examples.peers.work.Workload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import smile.classification.MLP;
import smile.model.mlp.Layer;
import smile.model.mlp.LayerBuilder;
import smile.model.mlp.OutputFunction;
import smile.util.function.TimeFunction;

/** Smile's multilayer perceptron, which computes with doubles and starts from random weights of its own. */
public final class SmileEngine implements Engine {

  /** Has nothing to be told. */
  public SmileEngine() {}

  @Override
  public Training training(Workload workload, int threads) {
    MLP mlp = new MLP(layers(workload));
    mlp.setLearningRate(TimeFunction.constant(Workload.Update.SGD_RATE));
    mlp.setMomentum(TimeFunction.constant(Workload.Update.SGD_MOMENTUM));
    return new SmileTraining(mlp, workload);
  }

  private static LayerBuilder[] layers(Workload workload) {
    List<LayerBuilder> layers = new ArrayList<>(List.of(Layer.input(workload.inputSize())));
    for (Part part : workload.parts()) {
      if (part instanceof Part.Dense dense) {
        boolean last = part == workload.parts().getLast();
        layers.add(
            last
                ? Layer.mle(dense.outputs(), OutputFunction.SOFTMAX)
                : Layer.rectifier(dense.outputs()));
      }
    }
    return layers.toArray(LayerBuilder[]::new);
  }

  private static final class SmileTraining implements Training {

    private final MLP mlp;
    private final double[][][] inputs = new double[Workload.BATCHES][][];
    private final int[][] labels = new int[Workload.BATCHES][];
    private int last;

    SmileTraining(MLP mlp, Workload workload) {
      this.mlp = mlp;
      for (int i = 0; i < inputs.length; i++) {
        float[] x = Samples.inputs(i, workload.batch() * workload.inputSize());
        inputs[i] = rows(x, workload.batch(), workload.inputSize());
        labels[i] = Samples.labels(i, workload.batch(), workload.classes());
      }
    }

    private static double[][] rows(float[] values, int rows, int columns) {
      double[][] matrix = new double[rows][columns];
      for (int i = 0; i < values.length; i++) {
        matrix[i / columns][i % columns] = values[i];
      }
      return matrix;
    }

    @Override
    public void step(int batch) {
      mlp.update(inputs[batch], labels[batch]);
      last = batch;
    }

    /** After the step, unlike the others': Smile does not tell the loss of a step. */
    @Override
    public double loss() {
      double sum = 0;
      double[] probabilities = new double[mlp.numClasses()];
      for (int n = 0; n < labels[last].length; n++) {
        mlp.predict(inputs[last][n], probabilities);
        sum -= Math.log(probabilities[labels[last][n]]);
      }
      return sum / labels[last].length;
    }

    @Override
    public void close() {
      mlp.close();
    }
  }

  @Override
  public Prediction prediction(Workload workload, int batch, int threads, Path folder) {
    throw new UnsupportedOperationException("Smile's weights cannot be set");
  }
}
