package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Image i of the made data has ink in row {@code label}, over its whole width. */
final class GalleryTest {

  @TempDir private Path folder;

  private List<String> draw(int columns, Mistake... mistakes) throws IOException {
    MnistData data = MnistData.fromFolder(IdxFiles.folder(folder, 3, 4, 6));
    return new Gallery(data, new DigitArt(true), columns).draw(List.of(mistakes));
  }

  private static Mistake mistake(int image, int label) {
    return new Mistake(image, label, 8, 0.987f);
  }

  @Test
  void picturesStandSideBySideWithTheirCaptions() throws IOException {
    List<String> lines = draw(60, mistake(0, 3), mistake(2, 6));
    String gap = " ".repeat(3);
    assertEquals(
        List.of(
            pad("test image 0: 3") + gap + "test image 2: 6",
            pad("taken for 8 (98.7%)") + gap + "taken for 8 (98.7%)",
            "▀".repeat(28),
            pad("") + gap + "▄".repeat(28)),
        lines);
  }

  private static String pad(String text) {
    return text + " ".repeat(28 - text.length());
  }

  @Test
  void picturesThatDoNotFitGoBelow() throws IOException {
    List<String> lines = draw(59, mistake(0, 3), mistake(2, 6));
    assertEquals(9, lines.size());
    assertEquals("", lines.get(4));
    assertEquals("test image 2: 6", lines.get(5));
    assertTrue(draw(5, mistake(0, 3)).contains("▀".repeat(28)));
  }
}
