package dev.synapt.runtime.data;

import dev.synapt.runtime.random.CounterRandom;

/** The steps of {@link Augmentation}. */
final class AugmentationSteps {

  private AugmentationSteps() {}

  /** In [-most, most). */
  private static double symmetric(long key, int index, double most) {
    return (2.0 * CounterRandom.uniform(key, index) - 1) * most;
  }

  record Flip(boolean horizontal, double probability) implements AugmentationStep {
    @Override
    public void apply(AugmentedImage image, long key) {
      if (CounterRandom.uniform(key, 0) >= probability) {
        return;
      }
      image.keep();
      for (int c = 0; c < image.channels(); c++) {
        for (int y = 0; y < image.height(); y++) {
          for (int x = 0; x < image.width(); x++) {
            int fromY = horizontal ? y : image.height() - 1 - y;
            int fromX = horizontal ? image.width() - 1 - x : x;
            image.set(c, y, x, image.former(c, fromY, fromX));
          }
        }
      }
    }

    @Override
    public void move(AugmentedLabels labels, long key) {
      if (CounterRandom.uniform(key, 0) >= probability) {
        return;
      }
      labels.keep();
      for (int y = 0; y < labels.height(); y++) {
        for (int x = 0; x < labels.width(); x++) {
          int fromY = horizontal ? y : labels.height() - 1 - y;
          int fromX = horizontal ? labels.width() - 1 - x : x;
          labels.set(y, x, labels.former(fromY, fromX));
        }
      }
    }
  }

  record Shift(int down, int right) implements AugmentationStep {
    @Override
    public void apply(AugmentedImage image, long key) {
      int dy = dy(key);
      int dx = dx(key);
      image.keep();
      for (int c = 0; c < image.channels(); c++) {
        for (int y = 0; y < image.height(); y++) {
          for (int x = 0; x < image.width(); x++) {
            image.set(c, y, x, image.former(c, y - dy, x - dx));
          }
        }
      }
    }

    private int dy(long key) {
      return CounterRandom.below(key, 0, 2 * down + 1) - down;
    }

    private int dx(long key) {
      return CounterRandom.below(key, 1, 2 * right + 1) - right;
    }

    @Override
    public void move(AugmentedLabels labels, long key) {
      int dy = dy(key);
      int dx = dx(key);
      labels.keep();
      for (int y = 0; y < labels.height(); y++) {
        for (int x = 0; x < labels.width(); x++) {
          labels.set(y, x, labels.former(y - dy, x - dx));
        }
      }
    }

    @Override
    public boolean leavesGaps() {
      return down > 0 || right > 0;
    }
  }

  record Rotate(double most) implements AugmentationStep {
    @Override
    public void apply(AugmentedImage image, long key) {
      double angle = symmetric(key, 0, most);
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      double middleY = (image.height() - 1) / 2.0;
      double middleX = (image.width() - 1) / 2.0;
      image.keep();
      for (int y = 0; y < image.height(); y++) {
        for (int x = 0; x < image.width(); x++) {
          double fromX = middleX + (x - middleX) * cos - (y - middleY) * sin;
          double fromY = middleY + (x - middleX) * sin + (y - middleY) * cos;
          for (int c = 0; c < image.channels(); c++) {
            image.set(c, y, x, between(image, c, fromY, fromX));
          }
        }
      }
    }

    /** The label of the nearest pixel: labels have no values between them. */
    @Override
    public void move(AugmentedLabels labels, long key) {
      double angle = symmetric(key, 0, most);
      double cos = StrictMath.cos(angle);
      double sin = StrictMath.sin(angle);
      double middleY = (labels.height() - 1) / 2.0;
      double middleX = (labels.width() - 1) / 2.0;
      labels.keep();
      for (int y = 0; y < labels.height(); y++) {
        for (int x = 0; x < labels.width(); x++) {
          double fromX = middleX + (x - middleX) * cos - (y - middleY) * sin;
          double fromY = middleY + (x - middleX) * sin + (y - middleY) * cos;
          labels.set(
              y, x, labels.former((int) Math.floor(fromY + 0.5), (int) Math.floor(fromX + 0.5)));
        }
      }
    }

    @Override
    public boolean leavesGaps() {
      return most > 0;
    }

    private static float between(AugmentedImage image, int c, double y, double x) {
      int y0 = (int) Math.floor(y);
      int x0 = (int) Math.floor(x);
      double dy = y - y0;
      double dx = x - x0;
      double top = (1 - dx) * image.former(c, y0, x0) + dx * image.former(c, y0, x0 + 1);
      double bottom = (1 - dx) * image.former(c, y0 + 1, x0) + dx * image.former(c, y0 + 1, x0 + 1);
      return (float) ((1 - dy) * top + dy * bottom);
    }
  }

  record Noise(float deviation) implements AugmentationStep {
    @Override
    public void apply(AugmentedImage image, long key) {
      for (int i = 0; i < image.size(); i++) {
        image.set(i, image.get(i) + deviation * (float) CounterRandom.gaussian(key, i));
      }
    }
  }

  record Brightness(double most) implements AugmentationStep {
    @Override
    public void apply(AugmentedImage image, long key) {
      float change = (float) symmetric(key, 0, most);
      for (int i = 0; i < image.size(); i++) {
        image.set(i, image.get(i) + change);
      }
    }
  }

  record Contrast(double most) implements AugmentationStep {
    @Override
    public void apply(AugmentedImage image, long key) {
      double factor = 1 + symmetric(key, 0, most);
      double sum = 0;
      for (int i = 0; i < image.size(); i++) {
        sum += image.get(i);
      }
      double mean = sum / image.size();
      for (int i = 0; i < image.size(); i++) {
        image.set(i, (float) (mean + factor * (image.get(i) - mean)));
      }
    }
  }

  record Cutout(int size) implements AugmentationStep {
    @Override
    public void apply(AugmentedImage image, long key) {
      int top = CounterRandom.below(key, 0, image.height()) - size / 2;
      int left = CounterRandom.below(key, 1, image.width()) - size / 2;
      for (int c = 0; c < image.channels(); c++) {
        for (int y = Math.max(0, top); y < Math.min(image.height(), top + size); y++) {
          for (int x = Math.max(0, left); x < Math.min(image.width(), left + size); x++) {
            image.set(c, y, x, 0);
          }
        }
      }
    }
  }
}
