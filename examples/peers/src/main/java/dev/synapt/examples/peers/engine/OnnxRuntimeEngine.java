package dev.synapt.examples.peers.engine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.synapt.examples.peers.onnx.OnnxModel;
import dev.synapt.examples.peers.work.Workload;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/**
 * ONNX Runtime at its fastest from Java: every optimization, tensors over direct buffers that are made once. A call
 * copies the samples in and the probabilities out.
 */
public final class OnnxRuntimeEngine implements Engine {

  /** Has nothing to be told. */
  public OnnxRuntimeEngine() {}

  @Override
  public Training training(Workload workload, int threads) {
    throw new UnsupportedOperationException("ONNX Runtime only predicts");
  }

  @Override
  public Prediction prediction(Workload workload, int batch, int threads, Path folder) {
    try {
      OrtEnvironment environment = OrtEnvironment.getEnvironment();
      String file = ModelFiles.onnx(folder, workload, batch).toString();
      try (OrtSession.SessionOptions options = options(threads)) {
        OrtSession session = environment.createSession(file, options);
        return new PinnedPrediction(environment, session, workload, batch);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private static OrtSession.SessionOptions options(int threads) throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    return options;
  }

  private static final class PinnedPrediction implements Prediction {

    private final OrtSession session;
    private final FloatBuffer input;
    private final FloatBuffer output;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    PinnedPrediction(OrtEnvironment environment, OrtSession session, Workload workload, int batch)
        throws OrtException {
      this.session = session;
      input = buffer(batch * workload.inputSize());
      output = buffer(batch * workload.classes());
      int[] sample = workload.inputShape();
      long[] inputShape = new long[sample.length + 1];
      inputShape[0] = batch;
      for (int i = 0; i < sample.length; i++) {
        inputShape[i + 1] = sample[i];
      }
      long[] outputShape = {batch, workload.classes()};
      OnnxTensor x = OnnxTensor.createTensor(environment, input, inputShape);
      OnnxTensor y = OnnxTensor.createTensor(environment, output, outputShape);
      inputs = Map.of(OnnxModel.INPUT, x);
      outputs = Map.of(session.getOutputNames().iterator().next(), y);
    }

    private static FloatBuffer buffer(int floats) {
      return ByteBuffer.allocateDirect(floats * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    @Override
    public void predict(float[] x, float[] y) {
      input.put(0, x, 0, input.capacity());
      try (OrtSession.Result _ = session.run(inputs, outputs)) {
        output.get(0, y, 0, output.capacity());
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      try {
        inputs.values().forEach(OnnxTensor::close);
        outputs.values().forEach(OnnxTensor::close);
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
