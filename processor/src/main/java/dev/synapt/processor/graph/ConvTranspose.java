package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/**
 * The transpose of a convolution: each position adds its share to the window that a convolution
 * would read it from.
 *
 * @param windows those of the convolution that it is the transpose of
 * @param extra positions added behind each axis, which no window reaches
 */
public record ConvTranspose(
    String field,
    ValueId input,
    ValueId output,
    int filters,
    Windows windows,
    List<Integer> extra,
    int groups,
    boolean bias,
    InitKind init,
    SourceRef at)
    implements Layer.Unary {

  public ConvTranspose {
    extra = List.copyOf(extra);
  }

  @Override
  public String stage() {
    return "convtranspose" + windows.axes() + "d";
  }

  @Override
  public String text() {
    return "ConvTranspose%dd %d @ %s%s%s%s"
        .formatted(
            windows.axes(),
            filters,
            windows,
            extra.stream().allMatch(e -> e == 0) ? "" : ", output padding " + extra,
            groups == 1 ? "" : ", groups " + groups,
            bias ? "" : ", no bias");
  }

  @Override
  public long parameters(Shape x) {
    return (long) x.channels() * (filters / groups) * windows.taps() + (bias ? filters : 0);
  }

  @Override
  public long multiplyAdds(Shape x, Shape y) {
    return (long) x.size() * (filters / groups) * windows.taps();
  }

  /**
   * The positions along an axis: {@code (n - 1) stride - before - after + dilation (size - 1) + 1 +
   * extra}.
   */
  long positions(int axis, int inputs) {
    return (inputs - 1L) * windows.stride().get(axis)
        - windows.pads().before().get(axis)
        - windows.pads().after().get(axis)
        + (long) windows.dilation().get(axis) * (windows.size().get(axis) - 1)
        + 1
        + extra.get(axis);
  }
}
