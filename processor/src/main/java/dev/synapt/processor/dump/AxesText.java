package dev.synapt.processor.dump;

import dev.synapt.processor.declaration.AxesDeclaration;

/** The text form of annotations of layers over axes. */
final class AxesText {

  private AxesText() {}

  static String of(AxesDeclaration stage) {
    return switch (stage) {
      case AxesDeclaration.Conv c ->
          "filters %d, kernel %s, groups %d, bias %b, init %s"
              .formatted(c.filters(), of(c.windows()), c.groups(), c.bias(), c.init());
      case AxesDeclaration.ConvTranspose c ->
          "filters %d, kernel %s, outputPad %s, groups %d, bias %b, init %s"
              .formatted(
                  c.filters(), of(c.windows()), c.outputPad(), c.groups(), c.bias(), c.init());
      case AxesDeclaration.Pool p ->
          "window " + of(p.windows()) + (p.max() ? "" : ", countPadding " + p.countPadding());
      case AxesDeclaration.GlobalMaxPool _ -> "";
      case AxesDeclaration.AdaptivePool p -> "size " + p.size();
      case AxesDeclaration.Upsample2d u ->
          "scale %s, size %s, mode %s, alignCorners %b"
              .formatted(u.scale(), u.size(), u.mode(), u.alignCorners());
      case AxesDeclaration.Pad2d p -> p.amounts() + ", border " + p.border();
    };
  }

  private static String of(AxesDeclaration.Windows windows) {
    return "%s, stride %s, dilation %s, padding %s, pad %s"
        .formatted(
            windows.size(), windows.stride(), windows.dilation(), windows.padding(), windows.pad());
  }
}
