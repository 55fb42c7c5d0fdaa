package dev.synapt.examples.peers.engine;

import dev.synapt.examples.peers.work.Samples;
import dev.synapt.examples.peers.work.TensorCursor;
import dev.synapt.examples.peers.work.Workload;
import java.nio.file.Path;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Deeplearning4j with its default workspaces. The number of threads is also given by the environment. */
public final class Deeplearning4jEngine implements Engine {

  /** Has nothing to be told. */
  public Deeplearning4jEngine() {}

  private static ComputationGraph graph(Workload workload, int threads) {
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    Deeplearning4jGraph builder = new Deeplearning4jGraph(workload);
    ComputationGraph graph = new ComputationGraph(builder.build());
    graph.init();
    builder.load(graph, new TensorCursor(workload.network().weights(Workload.SEED)));
    return graph;
  }

  private static INDArray array(float[] x, Workload workload, int batch) {
    int[] sample = workload.inputShape();
    long[] shape = new long[sample.length + 1];
    shape[0] = batch;
    for (int i = 0; i < sample.length; i++) {
      shape[i + 1] = sample[i];
    }
    return Nd4j.create(x, shape, 'c');
  }

  @Override
  public Training training(Workload workload, int threads) {
    ComputationGraph graph = graph(workload, threads);
    DataSet[] batches = new DataSet[Workload.BATCHES];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = batch(workload, i);
    }
    return new Deeplearning4jTraining(graph, batches);
  }

  private static DataSet batch(Workload workload, int number) {
    int batch = workload.batch();
    float[] x = Samples.inputs(number, batch * workload.inputSize());
    int[] labels = Samples.labels(number, batch, workload.classes());
    INDArray oneHot = Nd4j.zeros(DataType.FLOAT, batch, workload.classes());
    for (int n = 0; n < batch; n++) {
      oneHot.putScalar(n, labels[n], 1);
    }
    return new DataSet(array(x, workload, batch), oneHot);
  }

  private record Deeplearning4jTraining(ComputationGraph graph, DataSet[] batches)
      implements Training {

    @Override
    public void step(int batch) {
      graph.fit(batches[batch]);
    }

    @Override
    public double loss() {
      return graph.score();
    }

    @Override
    public void close() {
      graph.close();
    }
  }

  @Override
  public Prediction prediction(Workload workload, int batch, int threads, Path folder) {
    return new Deeplearning4jPrediction(graph(workload, threads), workload, batch);
  }

  private record Deeplearning4jPrediction(ComputationGraph graph, Workload workload, int batch)
      implements Prediction {

    @Override
    public void predict(float[] x, float[] y) {
      try (INDArray input = array(x, workload, batch)) {
        float[] probabilities = graph.outputSingle(input).data().asFloat();
        System.arraycopy(probabilities, 0, y, 0, probabilities.length);
      }
    }

    @Override
    public void close() {
      graph.close();
    }
  }
}
