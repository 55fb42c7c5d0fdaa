package dev.synapt.runtime.optimizer;

import dev.synapt.runtime.kernel.TensorLayout;
import java.util.Locale;

/**
 * A tensor that an optimizer changes.
 *
 * @param name for example {@code conv1.conv2d.weight}
 * @param shape its logical shape; the first axis counts rows (output units, filters)
 * @param layout where its entries lie; the entries of the layout, row-major, are those of the shape
 */
public record TrainedTensor(String name, int[] shape, TensorLayout layout) {

  /**
   * Whether weight decay and penalties leave it alone unless told otherwise: everything with less
   * than two axes (biases, scales and shifts of norms, slopes), and whatever belongs to a stage
   * whose name ends in "norm".
   */
  boolean isBiasOrNorm() {
    return shape.length < 2 || stage().toLowerCase(Locale.ROOT).endsWith("norm");
  }

  /** {@code conv1.batchNorm} of {@code conv1.batchNorm.weight}. */
  private String stage() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(0, dot);
  }

  @Override
  public String toString() {
    return name;
  }
}
