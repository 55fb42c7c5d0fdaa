package dev.synapt.examples.mnist;

import dev.synapt.report.RunRecorder;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.Normalization;
import dev.synapt.runtime.training.Checkpointing;
import dev.synapt.runtime.training.EpochReport;
import dev.synapt.runtime.training.Training;
import dev.synapt.runtime.training.TrainingListener;
import dev.synapt.runtime.training.callback.CsvLog;
import dev.synapt.runtime.training.callback.JsonLinesLog;
import dev.synapt.runtime.training.callback.TensorBoardLog;
import java.nio.file.Path;

/** A training with everything that keeps something; prints the heap in use after every epoch. */
final class Soak {

  private static final int IMAGES = 192;

  private Soak() {}

  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    Dataset data = data();
    Training.of(new LeNet5Trainer())
        .data(data)
        .validation(data)
        .normalize(Normalization.standardize())
        .augment(Augmentation.none().shift(2, 2).rotate(10))
        .prefetch(2)
        .threads(2)
        .epochs(Integer.parseInt(args[1]))
        .checkpoint(Checkpointing.to(folder.resolve("checkpoint")))
        .listener(CsvLog.to(folder.resolve("log.csv")))
        .listener(JsonLinesLog.to(folder.resolve("log.jsonl")))
        .listener(TensorBoardLog.to(folder.resolve("events"), 1))
        .listener(new RunRecorder())
        .listener(
            new TrainingListener() {
              @Override
              public void onEpoch(EpochReport report) {
                System.out.println("used " + used());
              }
            })
        .fit();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** A bright row tells the class. */
  private static Dataset data() {
    byte[] pixels = new byte[IMAGES * 28 * 28];
    int[] labels = new int[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = i % 10;
      for (int x = 0; x < 28; x++) {
        pixels[(i * 28 + 2 * labels[i] + 4) * 28 + x] = (byte) 200;
      }
    }
    return Dataset.ofImages(pixels, labels, 1, 28, 28);
  }
}
