package dev.synapt.processor.generated;

import dev.synapt.processor.graph.Conv;
import dev.synapt.processor.graph.ConvTranspose;
import dev.synapt.processor.graph.Pool;
import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.Windows;
import java.util.List;
import java.util.stream.Stream;

/** Writes layers over the axes of sequences, images and volumes as a user would. */
final class AxesText {

  private AxesText() {}

  static String conv(Conv c) {
    return "@Conv%dd(filters = %d, kernel = %s, groups = %d, bias = %b, init = Init.%s)"
        .formatted(
            c.windows().axes(),
            c.filters(),
            windows(c.windows(), true),
            c.groups(),
            c.bias(),
            c.init());
  }

  static String transposed(ConvTranspose c) {
    return ("@ConvTranspose%dd(filters = %d, kernel = %s, outputPad = %s, groups = %d, bias = %b,"
            + " init = Init.%s)")
        .formatted(
            c.windows().axes(),
            c.filters(),
            windows(c.windows(), true),
            list(c.extra()),
            c.groups(),
            c.bias(),
            c.init());
  }

  static String pool(Pool p) {
    String padding = p.max() || p.windows().axes() == 3 ? "" : ", countPadding = " + p.counted();
    return "@%sPool%dd(value = %s%s)"
        .formatted(
            p.max() ? "Max" : "Avg", p.windows().axes(), windows(p.windows(), p.max()), padding);
  }

  private static String windows(Windows w, boolean dilated) {
    List<Integer> pads =
        Stream.concat(w.pads().before().stream(), w.pads().after().stream()).toList();
    return "%s, stride = %s%s, pad = %s"
        .formatted(
            list(w.size()),
            list(w.stride()),
            dilated ? ", dilation = " + list(w.dilation()) : "",
            list(pads));
  }

  static String resample(Resample r) {
    String name = "@" + r.kind().annotation();
    return switch (r.kind()) {
      case NEAREST -> "%s(%s)".formatted(name, list(r.sizes()));
      case BILINEAR -> "%s(value = %s%s)".formatted(name, list(r.sizes()), bilinear(false));
      case BILINEAR_ALIGNED -> "%s(value = %s%s)".formatted(name, list(r.sizes()), bilinear(true));
      case NEAREST_TO -> "%s(size = %s)".formatted(name, list(r.sizes()));
      case BILINEAR_TO -> "%s(size = %s%s)".formatted(name, list(r.sizes()), bilinear(false));
      case BILINEAR_ALIGNED_TO ->
          "%s(size = %s%s)".formatted(name, list(r.sizes()), bilinear(true));
      case MEAN_OF_PARTS, MAX_OF_PARTS -> "%s(%s)".formatted(name, list(r.sizes()));
      case ZEROS, MIRRORED, REPEATED ->
          "%s(value = %s, border = Border.%s)".formatted(name, list(r.sizes()), r.kind());
    };
  }

  private static String bilinear(boolean aligned) {
    return ", mode = Interpolation.BILINEAR, alignCorners = " + aligned;
  }

  private static String list(List<Integer> numbers) {
    return "{" + String.join(", ", numbers.stream().map(String::valueOf).toList()) + "}";
  }
}
