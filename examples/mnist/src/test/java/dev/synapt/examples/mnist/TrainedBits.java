package dev.synapt.examples.mnist;

import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.data.Augmentation;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.testing.EmulatedRegisters;
import java.io.IOException;
import jdk.incubator.vector.FloatVector;

/**
 * Trains LeNet-5 for three epochs on the first digits, shifted and turned at random, for each
 * number of threads given, and prints how it ran and the SHA-256 of the weights. The property
 * {@value #EMULATED} asks for wider registers than there are, by their bits.
 */
final class TrainedBits {

  static final String EMULATED = "emulatedBits";

  /** Three batches, of which the last is not full. */
  private static final int DIGITS = 150;

  private static final int EPOCHS = 3;

  private TrainedBits() {}

  public static void main(String[] args) throws IOException {
    int emulated = Integer.getInteger(EMULATED, 0);
    if (emulated > 0) {
      EmulatedRegisters.use(emulated);
    }
    boolean plain = CodePath.best() == CodePath.PLAIN;
    System.out.println("bits " + (plain ? 0 : Vectors.bits()));
    Dataset data = MnistData.bundled().train().slice(0, DIGITS);
    for (String threads : args) {
      Settings settings =
          new Settings(EPOCHS, 64, Integer.parseInt(threads), 1, Settings.USUAL_RATE);
      LeNet5Weights weights =
          settings
              .training(new LeNet5Trainer())
              .data(data)
              .augment(Augmentation.none().shift(2, 2).rotate(10))
              .prefetch(2)
              .fit()
              .lastWeights();
      System.out.println("threads " + threads + " sha256 " + WeightsFile.sha256(weights));
    }
  }

  /** Apart, because it cannot be loaded without the module. */
  private static final class Vectors {

    static int bits() {
      return FloatVector.SPECIES_PREFERRED.vectorBitSize();
    }
  }
}
