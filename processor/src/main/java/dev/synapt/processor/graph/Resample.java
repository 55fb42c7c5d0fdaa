package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/**
 * An image of another size: scaled, cut into parts that are pooled, or with a border.
 *
 * @param kind how
 * @param sizes what the kind needs: the factors or sizes of rows and columns, or the amounts {top,
 *     left, bottom, right}
 */
public record Resample(
    String field, ValueId input, ValueId output, Kind kind, List<Integer> sizes, SourceRef at)
    implements Layer.Unary {

  /** The ways. */
  public enum Kind {
    /** Enlarged by factors: the nearest position. */
    NEAREST("Upsample2d", "nearest, by"),
    /** Enlarged by factors: between neighbours. */
    BILINEAR("Upsample2d", "bilinear, by"),
    /** Enlarged by factors: between neighbours, corners on corners. */
    BILINEAR_ALIGNED("Upsample2d", "bilinear, corners aligned, by"),
    /** Scaled to a size: the nearest position. */
    NEAREST_TO("Upsample2d", "nearest, to"),
    /** Scaled to a size: between neighbours. */
    BILINEAR_TO("Upsample2d", "bilinear, to"),
    /** Scaled to a size: between neighbours, corners on corners. */
    BILINEAR_ALIGNED_TO("Upsample2d", "bilinear, corners aligned, to"),
    /** The mean of each of so many parts. */
    MEAN_OF_PARTS("AdaptiveAvgPool2d", "to"),
    /** The largest of each of so many parts. */
    MAX_OF_PARTS("AdaptiveMaxPool2d", "to"),
    /** Zeros around. */
    ZEROS("Pad2d", "zeros"),
    /** A mirror image around. */
    MIRRORED("Pad2d", "mirrored"),
    /** The border repeated around. */
    REPEATED("Pad2d", "repeated");

    private final String annotation;
    private final String text;

    Kind(String annotation, String text) {
      this.annotation = annotation;
      this.text = text;
    }

    /** The name of the annotation, without the at sign. */
    public String annotation() {
      return annotation;
    }

    boolean isPadding() {
      return annotation.equals("Pad2d");
    }

    boolean isScale() {
      return this == NEAREST || this == BILINEAR || this == BILINEAR_ALIGNED;
    }
  }

  public Resample {
    sizes = List.copyOf(sizes);
  }

  @Override
  public String stage() {
    return kind.annotation.toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public String text() {
    return kind.annotation + " " + kind.text + " " + sizes;
  }

  /** Rows (axis 0) or columns (axis 1) of the result. */
  long positions(int axis, int inputs) {
    if (kind.isPadding()) {
      return (long) sizes.get(axis) + inputs + sizes.get(axis + 2);
    }
    return kind.isScale() ? (long) inputs * sizes.get(axis) : sizes.get(axis);
  }
}
