package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.optimizer.Sgd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged and foreign files are refused with the reason, and the one before can be used. */
final class CheckpointFileTest {

  @TempDir private Path folder;
  private Path file;
  private byte[] good;

  @BeforeEach
  void save() throws IOException {
    file = folder.resolve("a.checkpoint");
    Training.of(new LogisticTrainer(4))
        .data(LogisticData.of(10))
        .validation(LogisticData.of(10))
        .optimizer(Sgd.withLearningRate(0.5).momentum(0.5))
        .epochs(2)
        .threads(1)
        .checkpoint(Checkpointing.to(file))
        .fit();
    good = Files.readAllBytes(file);
  }

  private String refusal(byte[] content) throws IOException {
    Files.write(file, content);
    CheckpointFormatException e =
        assertThrows(CheckpointFormatException.class, () -> Checkpoint.read(file));
    assertTrue(e.getMessage().startsWith(file + ": at byte " + e.position()), e.getMessage());
    return e.position() + ": " + e.reason();
  }

  @Test
  void comesBackAsItWas() throws IOException {
    Path copy = folder.resolve("b.checkpoint");
    Checkpoint.read(file).write(copy);
    assertArrayEquals(good, Files.readAllBytes(copy));
  }

  @Test
  void everyTruncationIsRefused() throws IOException {
    for (int length = 0; length < good.length; length++) {
      String reason = refusal(Arrays.copyOf(good, length));
      String wanted = length == 0 ? "begins with nothing" : "the file is truncated";
      if (length == 0 || length >= 8) {
        assertTrue(reason.contains(wanted), length + " bytes: " + reason);
        assertTrue(reason.startsWith(length + ": "), reason);
      }
    }
  }

  /** All bits of header and checksum, and one of every byte in between. */
  @Test
  void flippedBitsAreRefused() throws IOException {
    for (int bit = 0; bit < 8 * good.length; bit++) {
      boolean inContent = bit >= 8 * 20 && bit < 8 * (good.length - 4);
      if (inContent && bit % 9 != 0) {
        continue;
      }
      byte[] damaged = good.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      refusal(damaged);
    }
    byte[] damaged = good.clone();
    damaged[good.length / 2] ^= 1;
    String reason = refusal(damaged);
    assertTrue(reason.contains("the file is damaged"), reason);
  }

  @Test
  void foreignFilesAreRefused() throws IOException {
    String text = refusal("{\"epoch\": 3}".getBytes(StandardCharsets.UTF_8));
    assertEquals("0: this is no checkpoint: it begins with 7b 22 65 70 6f 63 68 22", text);
    String version = refusal(with(11, 2));
    assertEquals("8: the file has version 2, but this program reads version 1", version);
    String longer = refusal(Arrays.copyOf(good, good.length + 5));
    assertTrue(longer.startsWith("12: the header states "), longer);
    assertThrows(NoSuchFileException.class, () -> Checkpoint.read(folder.resolve("none")));
  }

  private byte[] with(int position, int value) {
    byte[] changed = good.clone();
    changed[position] = (byte) value;
    return changed;
  }

  @Test
  void theOneBeforeIsUsedWhenAsked() throws IOException {
    assertEquals(6, Checkpoint.readOrPrevious(file).steps());
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    assertEquals(3, Checkpoint.readOrPrevious(file).steps());
    Files.delete(file);
    assertEquals(3, Checkpoint.readOrPrevious(file).steps());
    Files.write(file, new byte[4]);
    Files.write(Checkpoint.previous(file), new byte[5]);
    CheckpointFormatException e =
        assertThrows(CheckpointFormatException.class, () -> Checkpoint.readOrPrevious(file));
    assertEquals(file.toString(), e.file());
    assertEquals(1, e.getSuppressed().length);
  }

  /** Otherwise a damaged file would push out the last good one. */
  @Test
  void aDamagedFileDoesNotReplaceTheOneBefore() throws IOException {
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    Training.of(new LogisticTrainer(4))
        .data(LogisticData.of(10))
        .epochs(1)
        .threads(1)
        .checkpoint(Checkpointing.to(file))
        .fit();
    assertEquals(3, Checkpoint.read(Checkpoint.previous(file)).steps());
    assertEquals(
        2, Checkpoint.read(Checkpoint.previous(file)).history().epochs().getFirst().epochs());
  }

  @Test
  void weightsOfAnotherNetworkAreNotFilled() throws IOException {
    Checkpoint checkpoint = Checkpoint.read(file);
    assertEquals("logistic-1", checkpoint.fingerprint());
    OtherWeights other = new OtherWeights();
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> checkpoint.copyWeightsTo(other))
            .getMessage()
            .contains("its fingerprint is logistic-1, wanted other"));
  }

  private static final class OtherWeights extends dev.synapt.runtime.Weights {
    OtherWeights() {
      super("Other", "other", java.util.List.of());
    }
  }
}
