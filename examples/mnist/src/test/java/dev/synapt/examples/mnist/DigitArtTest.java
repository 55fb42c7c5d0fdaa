package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.examples.mnist.DigitArt.Frame;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DigitArtTest {

  private static final int WIDTH = 4;

  /** Three rows of four pixels. */
  private static final float[] IMAGE = {0, 1, 0, 1, 0, 0, 1, 1, 0.5f, 0, 0, 0.3f};

  private static final Frame ALL = new Frame(0, 3, 0, 4);

  @Test
  void halfBlocksHoldTwoRows() {
    assertEquals(List.of(" ▀▄█", "▀   "), new DigitArt(true).draw(IMAGE, WIDTH, ALL));
  }

  /** The mean of two rows: 0, 0.5, 0.5, 1; 0.25, 0, 0, 0.15; of nine steps 2.25 and 1.35. */
  @Test
  void shadesHoldTheMeanOfTwoRows() {
    assertEquals(List.of(" ++@", ":  ."), new DigitArt(false).draw(IMAGE, WIDTH, ALL));
  }

  @Test
  void whatIsOutsideOfTheFrameIsNotDrawn() {
    Frame part = new Frame(1, 2, 1, 4);
    assertEquals(List.of(" ▀▀"), new DigitArt(true).draw(IMAGE, WIDTH, part));
    assertEquals(3, part.width());
  }

  @Test
  void valuesBeyondTheScaleAreClamped() {
    float[] image = {5, -5, 5, -5};
    Frame all = new Frame(0, 2, 0, 2);
    assertEquals(List.of("@ "), new DigitArt(false).draw(image, 2, all));
  }

  @Test
  void aFrameHoldsTheInkOfAllImages() {
    float[] first = {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    float[] second = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.1f, 0};
    assertEquals(new Frame(1, 3, 1, 3), Frame.around(List.of(first, second), WIDTH));
    assertEquals(new Frame(1, 2, 1, 2), Frame.around(List.of(first), WIDTH));
  }

  @Test
  void anEmptyImageHasAFrameToo() {
    Frame frame = Frame.around(List.of(new float[12]), WIDTH);
    assertEquals(List.of(" "), new DigitArt(true).draw(new float[12], WIDTH, frame));
  }
}
