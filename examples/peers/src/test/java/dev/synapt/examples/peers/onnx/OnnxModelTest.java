package dev.synapt.examples.peers.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.examples.peers.engine.Engine;
import dev.synapt.examples.peers.engine.ModelFiles;
import dev.synapt.examples.peers.engine.OnnxRuntimeEngine;
import dev.synapt.examples.peers.engine.SynaptEngine;
import dev.synapt.examples.peers.work.Samples;
import dev.synapt.examples.peers.work.Workload;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** ONNX Runtime reads the files that we write, and makes of them what our networks make. */
final class OnnxModelTest {

  private static final int BATCH = 64;
  private static final float TOLERANCE = 1e-5f;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void predictsTheSame(Workload workload) throws IOException {
    ModelFiles.write(folder, workload);
    for (int batch : new int[] {1, BATCH}) {
      float[] ours = predict(new SynaptEngine(), workload, batch);
      float[] theirs = predict(new OnnxRuntimeEngine(), workload, batch);
      assertArrayEquals(ours, theirs, TOLERANCE);
      float sum = 0;
      for (float probability : theirs) {
        sum += probability;
      }
      assertEquals(batch, sum, batch * TOLERANCE, "probabilities sum up to 1");
    }
  }

  private float[] predict(Engine engine, Workload workload, int batch) {
    float[] y = new float[batch * workload.classes()];
    try (Engine.Prediction prediction = engine.prediction(workload, batch, 1, folder)) {
      prediction.predict(Samples.inputs(7, batch * workload.inputSize()), y);
    }
    return y;
  }
}
