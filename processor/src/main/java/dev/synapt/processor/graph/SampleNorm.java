package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.Locale;

/**
 * Normalisation of each sample over groups of its channels, or of each of its positions.
 *
 * @param groups as asked for; {@link #groups(Shape)} are those of an input
 * @param affine whether there are learned scales and shifts
 */
public record SampleNorm(
    String field,
    ValueId input,
    ValueId output,
    Kind kind,
    int groups,
    double epsilon,
    boolean affine,
    SourceRef at)
    implements Layer.Unary {

  /** What is normalised together. */
  public enum Kind {
    /** All entries; scales and shifts are the entries' own. */
    LAYER("LayerNorm"),
    /** The channels of each position. */
    CHANNELS("LayerNorm"),
    /** Groups of channels. */
    GROUP("GroupNorm"),
    /** Each channel. */
    INSTANCE("InstanceNorm");

    private final String annotation;

    Kind(String annotation) {
      this.annotation = annotation;
    }

    /** The name of the annotation, without the at sign. */
    public String annotation() {
      return annotation;
    }
  }

  @Override
  public String stage() {
    return kind.annotation.toLowerCase(Locale.ROOT);
  }

  /** The groups of an input. */
  public int groups(Shape x) {
    return switch (kind) {
      case LAYER, CHANNELS -> 1;
      case GROUP -> groups;
      case INSTANCE -> x.channels();
    };
  }

  /** The shape of the scales, and of the shifts. */
  public Shape scales(Shape x) {
    return kind == Kind.LAYER ? x : Shape.of(x.channels());
  }

  /** The values that are normalised together. */
  public int together(Shape x) {
    return kind == Kind.CHANNELS ? x.channels() : x.size() / groups(x);
  }

  @Override
  public String text() {
    return kind.annotation
        + (kind == Kind.CHANNELS ? " over channels" : "")
        + (kind == Kind.GROUP ? " " + groups : "")
        + (affine ? "" : ", not affine");
  }

  @Override
  public long parameters(Shape x) {
    return affine ? 2L * scales(x).size() : 0;
  }
}
