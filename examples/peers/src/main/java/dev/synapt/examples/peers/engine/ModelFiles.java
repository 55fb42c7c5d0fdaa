package dev.synapt.examples.peers.engine;

import dev.synapt.examples.peers.onnx.OnnxModel;
import dev.synapt.examples.peers.work.Workload;
import dev.synapt.runtime.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The files that predictions start from, all written from our weights. */
public final class ModelFiles {

  private ModelFiles() {}

  /**
   * Writes the files of a workload.
   *
   * @param folder made if there is none
   * @param workload the network
   * @throws IOException if they cannot be written
   */
  public static void write(Path folder, Workload workload) throws IOException {
    Files.createDirectories(folder);
    Weights weights = workload.network().weights(Workload.SEED);
    weights.save(weights(folder, workload));
    for (int batch : new int[] {1, 64}) {
      Files.write(onnx(folder, workload, batch), OnnxModel.of(workload, weights, batch));
    }
  }

  /**
   * Our file.
   *
   * @param folder of all files
   * @param workload the network
   * @return a safetensors file
   */
  public static Path weights(Path folder, Workload workload) {
    return folder.resolve(name(workload) + ".safetensors");
  }

  /**
   * ONNX Runtime's file.
   *
   * @param folder of all files
   * @param workload the network
   * @param batch the batch is fixed in the file, which lets ONNX Runtime plan ahead
   * @return an ONNX file
   */
  public static Path onnx(Path folder, Workload workload, int batch) {
    return folder.resolve(name(workload) + "-" + batch + ".onnx");
  }

  private static String name(Workload workload) {
    return workload.network().name().toLowerCase(Locale.ROOT);
  }
}
