package dev.synapt.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.initialization.Initializer;
import dev.synapt.runtime.io.FileFormatException;
import dev.synapt.runtime.io.Safetensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

final class WeightsTest {

  private static final String ARCHITECTURE = "Small\nfc: dense 2 -> 3\nout: batch norm 3";

  @TempDir Path folder;

  private static final class Small extends Weights {
    Small() {
      this(ARCHITECTURE, "abc", specs());
    }

    Small(String architecture, String fingerprint, List<TensorSpec> specs) {
      super(architecture, fingerprint, specs);
    }
  }

  private static List<TensorSpec> specs() {
    return List.of(
        new TensorSpec("fc.dense.weight", new int[] {3, 2}, 0, Initializer.HE_UNIFORM, 2, 3, true),
        new TensorSpec("fc.dense.bias", new int[] {3}, 6, Initializer.ZEROS, 2, 3, true),
        new TensorSpec("out.bn.running_var", new int[] {3}, 9, Initializer.ONES, 1, 1, false));
  }

  private static TensorSpec spec(String name, int offset, int... shape) {
    return new TensorSpec(name, shape, offset, Initializer.HE_NORMAL, 4, 4, true);
  }

  private static Small initialized() {
    Small weights = new Small();
    weights.initialize(7);
    return weights;
  }

  @Test
  void tensorsAreNamedViewsOfOneArray() {
    Small weights = new Small();
    weights.tensor("fc.dense.weight").set(5f, 2, 1);
    assertEquals(5f, weights.values()[5]);
    weights.values()[7] = 3f;
    assertEquals(3f, weights.tensor("fc.dense.bias").get(1));
    weights.tensor("fc.dense.bias").copyFrom(new float[] {1, 2, 3});
    assertArrayEquals(new float[] {0, 0, 0, 0, 0, 5, 1, 2, 3, 0, 0, 0}, weights.values());
    assertArrayEquals(new float[] {1, 2, 3}, weights.tensor("fc.dense.bias").toArray());
    assertArrayEquals(new int[] {3, 2}, weights.tensor("fc.dense.weight").shape());
    assertEquals("fc.dense.weight [3, 2]", weights.tensor("fc.dense.weight").toString());
  }

  @Test
  void runningStatisticsAreNoParameters() {
    assertEquals(9, new Small().parameterCount());
    assertEquals(12, new Small().values().length);
  }

  private static Small other() {
    List<TensorSpec> specs =
        List.of(
            spec("new.dense.bias", 0, 4),
            new TensorSpec("fc.dense.weight", new int[] {3, 2}, 4, Initializer.ONES, 2, 3, false),
            spec("fc.dense.bias", 10, 2));
    Small other = new Small("Other", "xyz", specs);
    Arrays.fill(other.values(), 7f);
    other.normalizer(new Normalizer(new float[] {1, 2}, new float[] {2, 2}));
    return other;
  }

  @Test
  void tensorsOfAnotherNetworkAreCopiedByNameAndShape() {
    Small weights = initialized();
    weights.tensor("fc.dense.bias").copyFrom(new float[] {1, 2, 3});
    assertEquals(List.of("fc.dense.weight"), weights.copyMatching(other()));
    assertArrayEquals(new float[] {7, 7, 7, 7, 7, 7, 1, 2, 3, 1, 1, 1}, weights.values());
    assertEquals(other().normalizer(), weights.normalizer());
    assertEquals(3, other().copyMatching(other()).size());
  }

  @Test
  void tensorsOfAnotherFileAreLoadedByNameAndShape() throws IOException {
    Path file = folder.resolve("other.safetensors");
    other().save(file);
    Small weights = initialized();
    assertEquals(List.of("fc.dense.weight"), weights.loadMatching(file));
    assertArrayEquals(new float[] {7, 7, 7, 7, 7, 7, 0, 0, 0, 1, 1, 1}, weights.values());
    assertEquals(other().normalizer(), weights.normalizer());
  }

  @Test
  void nothingInCommonIsAMistake() throws IOException {
    Small strange = new Small("Strange", "s", List.of(spec("fc.dense.bias", 0, 4)));
    Path file = folder.resolve("strange.safetensors");
    strange.save(file);
    Small weights = initialized();
    float[] before = weights.values().clone();
    String copied = rejects(() -> weights.copyMatching(strange));
    assertTrue(
        copied.contains("no tensor of Strange has the name and shape of one of Small"), copied);
    assertTrue(copied.contains("fc.dense.weight [3, 2]"), copied);
    String loaded = rejects(() -> weights.loadMatching(file));
    assertTrue(loaded.contains(file.toString()), loaded);
    assertArrayEquals(before, weights.values());
  }

  @Test
  void anUnknownNameSuggestsTheNearest() {
    Small weights = new Small();
    String message = rejects(() -> weights.tensor("fc.dens.weight"));
    assertTrue(message.contains("Small has no tensor \"fc.dens.weight\""), message);
    assertTrue(message.contains("did you mean \"fc.dense.weight\"?"), message);
    assertTrue(message.contains("out.bn.running_var"), message);
    String far = rejects(() -> weights.tensor("something else entirely"));
    assertTrue(!far.contains("did you mean") && far.contains("there are: fc.dense.weight"), far);
  }

  @Test
  void wrongLengthsAndIndexesAreNamed() {
    TensorView view = new Small().tensor("fc.dense.weight");
    String length = rejects(() -> view.copyFrom(new float[5]));
    assertEquals("fc.dense.weight [3, 2] has 6 values, but the array has 5", length);
    assertTrue(rejects(() -> view.get(1)).contains("2 axes, but the index is [1]"));
    String index = assertThrows(IndexOutOfBoundsException.class, () -> view.get(0, 2)).getMessage();
    assertTrue(index.contains("[0, 2]") && index.contains("axis 1"), index);
    assertThrows(IndexOutOfBoundsException.class, () -> view.set(1f, -1, 0));
  }

  @Test
  void theSameSeedAndNameGiveTheSameBitsInAnotherNetwork() {
    Small small = initialized();
    Small other = new Small("Other", "x", List.of(spec("first", 0, 4), at("fc.dense.weight", 4)));
    other.initialize(7);
    assertArrayEquals(
        small.tensor("fc.dense.weight").toArray(), other.tensor("fc.dense.weight").toArray());
    assertArrayEquals(new float[] {1, 1, 1}, small.tensor("out.bn.running_var").toArray());
    float[] before = small.values().clone();
    small.initialize(8);
    assertNotEquals(Arrays.toString(before), Arrays.toString(small.values()));
  }

  private static TensorSpec at(String name, int offset) {
    return new TensorSpec(name, new int[] {3, 2}, offset, Initializer.HE_UNIFORM, 2, 3, true);
  }

  @Test
  void savedWeightsAreLoadedBitByBit() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Small saved = initialized();
    saved.values()[0] = Float.MIN_VALUE;
    saved.values()[1] = -0f;
    saved.save(file);
    Small loaded = new Small();
    loaded.load(file);
    for (int i = 0; i < saved.values().length; i++) {
      assertEquals(
          Float.floatToRawIntBits(saved.values()[i]), Float.floatToRawIntBits(loaded.values()[i]));
    }
  }

  @Test
  void theFileNamesItsArchitecture() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    initialized().save(file);
    try (var reader = Safetensors.open(file)) {
      assertEquals("abc", reader.metadata().get("synapt.fingerprint"));
      assertEquals(ARCHITECTURE, reader.metadata().get("synapt.architecture"));
      assertArrayEquals(new long[] {3, 2}, reader.shape("fc.dense.weight"));
      assertEquals("F32", reader.dtype("fc.dense.weight"));
    }
  }

  @Test
  void weightsOfOtherTensorsAreRefusedWithTheList() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    List<TensorSpec> specs = List.of(spec("fc.dense.weight", 0, 4, 2), spec("fc2.bias", 8, 1));
    new Small("Big\nfc: dense 2 -> 4\nout: batch norm 3", "def", specs).save(file);
    Small weights = initialized();
    float[] before = weights.values().clone();
    String message = rejects(() -> weights.load(file));
    for (String part :
        List.of(
            "weights.safetensors holds weights of another network than Small",
            "fingerprint def, wanted abc",
            "fc.dense.weight: [4, 2] in the file, wanted [3, 2]",
            "fc.dense.bias: not in the file, wanted [3]",
            "fc2.bias: only in the file, [1]",
            "in the file: fc: dense 2 -> 4",
            "wanted: fc: dense 2 -> 3")) {
      assertTrue(message.contains(part), message);
    }
    assertArrayEquals(before, weights.values());
  }

  @Test
  void equalTensorsOfAnotherArchitectureAreRefused() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    new Small("Small\nfc: dense 2 -> 3, tanh\nout: batch norm 3", "def", specs()).save(file);
    String message = rejects(() -> new Small().load(file));
    assertTrue(message.contains("in the file: fc: dense 2 -> 3, tanh"), message);
    assertTrue(!message.contains("out: batch norm"), message);
  }

  @Test
  void aFileWithoutFingerprintIsTakenIfTheTensorsAgree() throws IOException {
    Path file = folder.resolve("foreign.safetensors");
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
    Safetensors.write(
        file,
        Map.of(),
        List.of(
            new Safetensors.Tensor("fc.dense.bias", new int[] {3}, values, 6),
            new Safetensors.Tensor("out.bn.running_var", new int[] {3}, values, 9),
            new Safetensors.Tensor("fc.dense.weight", new int[] {3, 2}, values, 0)));
    Small weights = new Small();
    weights.load(file);
    assertArrayEquals(values, weights.values());
  }

  @Test
  void aDamagedFileChangesNothing() throws IOException {
    Path file = folder.resolve("weights.safetensors");
    initialized().save(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    Small weights = new Small();
    assertThrows(FileFormatException.class, () -> weights.load(file));
    assertArrayEquals(new float[12], weights.values());
    assertThrows(NoSuchFileException.class, () -> weights.load(folder.resolve("none")));
  }

  @Test
  void copiesOnlyWeightsOfTheSameArchitecture() {
    Small target = new Small();
    target.copyFrom(initialized());
    assertArrayEquals(initialized().values(), target.values());
    Small other = new Small("Other", "def", specs());
    assertTrue(rejects(() -> target.copyFrom(other)).contains("weights of Other do not fit Small"));
  }

  @Test
  void specsAreChecked() {
    assertTrue(rejects(() -> spec("a", 0, 2, 0)).contains("\"a\": a size is below 1 in shape"));
    assertTrue(rejects(() -> spec("a", 0, 1 << 16, 1 << 15)).contains("too many values"));
    assertTrue(rejects(() -> spec("a", -1, 2)).contains("offset -1"));
    assertTrue(rejects(() -> spec(" ", 0, 2)).contains("blank"));
    assertTrue(
        rejects(() -> new Small("N", "f", List.of(spec("a", 0, 2), spec("b", 3, 2))))
            .contains("b [2] begins at 3, but the tensors before end at 2"));
    assertTrue(
        rejects(() -> new Small("N", "f", List.of(spec("a", 0, 2), spec("a", 2, 2))))
            .contains("two tensors are named \"a\""));
  }

  @Test
  void specsAreValues() {
    assertEquals(spec("a", 0, 2, 3), spec("a", 0, 2, 3));
    assertEquals(spec("a", 0, 2, 3).hashCode(), spec("a", 0, 2, 3).hashCode());
    assertNotEquals(spec("a", 0, 2, 3), spec("a", 0, 3, 2));
    TensorSpec spec = spec("a", 0, 2, 3);
    spec.shape()[0] = 9;
    assertEquals(6, spec.size());
    assertEquals(1, spec("scalar", 0).size());
  }

  @Test
  void batchesKnowTheirKindAndCapacity() {
    Batch labelled = Batch.withLabels(4, 3);
    assertEquals(12, labelled.inputs().length);
    assertEquals(4, labelled.labels().length);
    assertEquals(0, labelled.targets().length);
    assertTrue(labelled.hasLabels());
    Batch targets = Batch.withTargets(4, 3, 2);
    assertEquals(8, targets.targets().length);
    assertTrue(!targets.hasLabels());
    targets.size(4);
    assertEquals(4, targets.size());
    assertTrue(rejects(() -> targets.size(5)).contains("0 to 4 (the capacity), but is 5"));
    assertTrue(rejects(() -> Batch.withLabels(0, 3)).contains("capacity"));
  }

  private static String rejects(Executable call) {
    return assertThrows(IllegalArgumentException.class, call).getMessage();
  }
}
