package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.metric.ConfusionMatrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ScenesTest {

  private static final int SIDE = FashionMnist.SIDE;
  private static final int TROUSER = 1;
  private static final int DRESS = 3;

  /** White trousers that fill their image, and dresses, of which no scene is made. */
  private static Dataset clothes() {
    byte[] pixels = new byte[4 * SIDE * SIDE];
    Arrays.fill(pixels, (byte) 255);
    return Dataset.ofImages(pixels, new int[] {TROUSER, DRESS, TROUSER, DRESS}, 1, SIDE, SIDE)
        .withClassNames(FashionMnist.CLASS_NAMES);
  }

  @Test
  void theTruthIsWhatWasPasted() {
    Dataset scenes = Scenes.compose(clothes(), 50, 1);
    assertArrayEquals(new int[] {1, 48, 48}, scenes.shape());
    int trouser = Scenes.CLASS_NAMES.indexOf("trouser");
    int covered = 0;
    for (int i = 0; i < scenes.size(); i++) {
      float[] scene = scenes.input(i);
      int[] labels = scenes.labels(i);
      for (int p = 0; p < labels.length; p++) {
        assertEquals(scene[p] == 1, labels[p] == trouser, "no texture is white");
        assertTrue(labels[p] == trouser || labels[p] == 0);
        covered += labels[p] == 0 ? 0 : 1;
      }
    }
    // Two to four squares of 28x28, a fifth of which lies outside or is covered at least.
    double squares = (double) covered / scenes.size() / (SIDE * SIDE);
    assertTrue(squares > 1 && squares < 2.5, "squares in a scene: " + squares);
  }

  @Test
  void seedAndNumberDecideAScene() {
    Dataset few = Scenes.compose(clothes(), 3, 1);
    assertEquals(few.checksum(), Scenes.compose(clothes(), 5, 1).slice(0, 3).checksum());
    assertNotEquals(few.checksum(), Scenes.compose(clothes(), 3, 2).checksum());
  }

  @Test
  void baselinesAreCounted() {
    Dataset scenes = Scenes.compose(clothes(), 10, 1);
    ConfusionMatrix bright = BrightnessBaseline.of(scenes).judge(scenes);
    assertEquals(1, bright.accuracy(), "white is trouser here");
    ConfusionMatrix background = BrightnessBaseline.background(scenes);
    assertEquals(background.total(), background.count(0, 0) + background.count(2, 0));
    assertEquals(background.accuracy() / 2, background.meanIou(), 1e-12);
  }
}
