package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.Resample;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Windows;
import dev.synapt.processor.interpret.Axes;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Expresses the cases of layers over the axes of sequences, images and volumes. */
final class AxesCases {

  private AxesCases() {}

  static Optional<CaseNet> conv(CaseNets nets) {
    OracleCase test = nets.test();
    Windows windows =
        Axes.windows(
            list(test, "kernel"),
            list(test, "stride"),
            list(test, "dilation"),
            list(test, "pads_begin"),
            list(test, "pads_end"));
    nets.parameters("conv" + windows.axes() + "d");
    return nets.done(
        nets.start()
            .conv(
                test.integer("out_channels"), windows, test.integer("groups"), test.flag("bias")));
  }

  static Optional<CaseNet> transposed(CaseNets nets) {
    OracleCase test = nets.test();
    List<Integer> pads = list(test, "padding");
    Windows windows =
        Axes.windows(
            list(test, "kernel"), list(test, "stride"), list(test, "dilation"), pads, pads);
    nets.parameters("convtranspose" + windows.axes() + "d");
    return nets.done(
        nets.start()
            .convTranspose(
                test.integer("out_channels"),
                windows,
                list(test, "output_padding"),
                test.integer("groups"),
                test.flag("bias")));
  }

  /** Padding is not counted, or there is none. */
  static Optional<CaseNet> pool(CaseNets nets) {
    OracleCase test = nets.test();
    boolean max = test.op().startsWith("max");
    List<Integer> size = list(test, "kernel");
    List<Integer> pads = list(test, "padding");
    List<Integer> ones = Collections.nCopies(size.size(), 1);
    Windows windows =
        Axes.windows(size, list(test, "stride"), max ? list(test, "dilation") : ones, pads, pads);
    return nets.done(nets.start().pool(windows, max, false));
  }

  static Optional<CaseNet> resample(CaseNets nets) {
    OracleCase test = nets.test();
    Shape y = test.outputs().get("y").shape();
    return nets.done(nets.start().resample(kind(test), sizes(test), y.dim(2), y.dim(3)));
  }

  private static Resample.Kind kind(OracleCase test) {
    return switch (test.op()) {
      case "adaptive_avgpool2d" -> Resample.Kind.MEAN_OF_PARTS;
      case "adaptive_maxpool2d" -> Resample.Kind.MAX_OF_PARTS;
      case "pad2d" ->
          switch (test.text("mode")) {
            case "reflect" -> Resample.Kind.MIRRORED;
            case "replicate" -> Resample.Kind.REPEATED;
            case "zero" -> Resample.Kind.ZEROS;
            default -> throw new IllegalArgumentException(test.path());
          };
      default -> upsample(test);
    };
  }

  private static Resample.Kind upsample(OracleCase test) {
    String mode = test.text("mode").toUpperCase(java.util.Locale.ROOT);
    String aligned = test.has("align_corners") && test.flag("align_corners") ? "_ALIGNED" : "";
    return Resample.Kind.valueOf(mode + aligned + (test.has("scale") ? "" : "_TO"));
  }

  private static List<Integer> sizes(OracleCase test) {
    if (test.op().equals("pad2d")) {
      return List.of(
          test.integer("top"), test.integer("left"), test.integer("bottom"), test.integer("right"));
    }
    return test.has("scale")
        ? Collections.nCopies(2, test.integer("scale"))
        : list(test, "output_size");
  }

  private static List<Integer> list(OracleCase test, String name) {
    return Arrays.stream(test.integers(name)).boxed().toList();
  }
}
