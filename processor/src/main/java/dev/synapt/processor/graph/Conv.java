package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * Cross-correlation over a sequence, image or volume, in groups of channels; {@link Layer.Conv2d}
 * is the one over images in one group.
 */
public record Conv(
    String field,
    ValueId input,
    ValueId output,
    int filters,
    Windows windows,
    int groups,
    boolean bias,
    InitKind init,
    SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return "conv" + windows.axes() + "d";
  }

  @Override
  public String text() {
    return "Conv%dd %d @ %s%s%s"
        .formatted(
            windows.axes(),
            filters,
            windows,
            groups == 1 ? "" : ", groups " + groups,
            bias ? "" : ", no bias");
  }

  @Override
  public long parameters(Shape x) {
    return (long) filters * (x.channels() / groups) * windows.taps() + (bias ? filters : 0);
  }

  @Override
  public long multiplyAdds(Shape x, Shape y) {
    return (long) y.size() * (x.channels() / groups) * windows.taps();
  }
}
