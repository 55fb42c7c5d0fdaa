package dev.synapt.processor.graph;

import dev.synapt.dsl.Interpolation;
import dev.synapt.dsl.Padding;
import dev.synapt.processor.declaration.AxesDeclaration;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import java.util.List;

/** Makes the layers over the axes of sequences, images and volumes. */
final class AxesLayers {

  private final FieldDeclaration field;
  private final String name;
  private final Attributes values;

  AxesLayers(FieldDeclaration field, Attributes values) {
    this.field = field;
    this.name = field.name();
    this.values = values;
  }

  Layer layer(AxesDeclaration stage, ValueId x, ValueId y) {
    return switch (stage) {
      case AxesDeclaration.Conv s ->
          new Conv(
              name,
              x,
              y,
              values.count("filters", s.filters()),
              windows(s.axes(), "kernel", s.windows()),
              values.count("groups", s.groups()),
              s.bias(),
              LayerFactory.init(field, s, s.init()),
              s.at());
      case AxesDeclaration.ConvTranspose s -> transposed(s, x, y);
      case AxesDeclaration.Pool s ->
          new Pool(
              name,
              x,
              y,
              windows(s.axes(), "value", s.windows()),
              s.max(),
              s.countPadding(),
              s.at());
      case AxesDeclaration.GlobalMaxPool s -> new GlobalMaxPool(name, x, y, s.at());
      case AxesDeclaration.AdaptivePool s ->
          new Resample(
              name,
              x,
              y,
              s.max() ? Resample.Kind.MAX_OF_PARTS : Resample.Kind.MEAN_OF_PARTS,
              values.axes("value", s.size(), 2),
              s.at());
      case AxesDeclaration.Upsample2d s -> upsample(s, x, y);
      case AxesDeclaration.Pad2d s ->
          new Resample(name, x, y, border(s), values.amounts("value", s.amounts(), 2), s.at());
    };
  }

  /** A convolution over images in several groups. */
  Layer conv(StageDeclaration.Conv2d s, ValueId x, ValueId y) {
    AxesDeclaration.Windows windows =
        new AxesDeclaration.Windows(s.kernel(), s.stride(), s.dilation(), s.padding(), s.pad());
    return new Conv(
        name,
        x,
        y,
        values.count("filters", s.filters()),
        windows(2, "kernel", windows),
        values.count("groups", s.groups()),
        s.bias(),
        LayerFactory.init(field, s, s.init()),
        s.at());
  }

  /** The largest of dilated windows over images. */
  Layer pool(StageDeclaration.MaxPool2d s, ValueId x, ValueId y) {
    AxesDeclaration.Windows windows =
        new AxesDeclaration.Windows(s.window(), s.stride(), s.dilation(), s.padding(), s.pad());
    return new Pool(name, x, y, windows(2, "value", windows), true, true, s.at());
  }

  /** The mean of windows over images, padding left out. */
  Layer pool(StageDeclaration.AvgPool2d s, ValueId x, ValueId y) {
    AxesDeclaration.Windows windows =
        new AxesDeclaration.Windows(s.window(), s.stride(), List.of(1), s.padding(), s.pad());
    return new Pool(name, x, y, windows(2, "value", windows), false, false, s.at());
  }

  private Layer transposed(AxesDeclaration.ConvTranspose s, ValueId x, ValueId y) {
    return new ConvTranspose(
        name,
        x,
        y,
        values.count("filters", s.filters()),
        windows(s.axes(), "kernel", s.windows()),
        s.outputPad().isEmpty()
            ? java.util.Collections.nCopies(s.axes(), 0)
            : values.amountsPerAxis("outputPad", s.outputPad(), s.axes()),
        values.count("groups", s.groups()),
        s.bias(),
        LayerFactory.init(field, s, s.init()),
        s.at());
  }

  /**
   * Windows; a stride left out is that of neighbouring windows for pools, 1 for convolutions by its
   * default.
   */
  private Windows windows(int axes, String attribute, AxesDeclaration.Windows written) {
    List<Integer> size = values.axes(attribute, written.size(), axes);
    List<Integer> stride =
        written.stride().isEmpty() ? size : values.axes("stride", written.stride(), axes);
    List<Integer> dilation = values.axes("dilation", written.dilation(), axes);
    return new Windows(size, stride, dilation, pads(axes, written));
  }

  private AxisPads pads(int axes, AxesDeclaration.Windows written) {
    if (!written.pad().isEmpty()) {
      values.checkPadding(written.padding(), written.pad());
      List<Integer> amounts = values.amounts("pad", written.pad(), axes);
      return new AxisPads(
          AxisPads.Kind.EXPLICIT, amounts.subList(0, axes), amounts.subList(axes, 2 * axes));
    }
    List<Integer> none = java.util.Collections.nCopies(axes, 0);
    if (written.padding() == Padding.CAUSAL && axes > 1) {
      values.causal();
    }
    AxisPads.Kind kind =
        switch (written.padding()) {
          case VALID -> AxisPads.Kind.EXPLICIT;
          case SAME -> AxisPads.Kind.SAME;
          case CAUSAL -> axes == 1 ? AxisPads.Kind.CAUSAL : AxisPads.Kind.EXPLICIT;
        };
    return new AxisPads(kind, none, none);
  }

  private Layer upsample(AxesDeclaration.Upsample2d s, ValueId x, ValueId y) {
    boolean scaled = s.size().isEmpty();
    List<Integer> sizes =
        scaled ? values.axes("value", s.scale(), 2) : values.axes("size", s.size(), 2);
    boolean aligned = s.alignCorners();
    Resample.Kind kind =
        s.mode() == Interpolation.NEAREST
            ? scaled ? Resample.Kind.NEAREST : Resample.Kind.NEAREST_TO
            : scaled
                ? aligned ? Resample.Kind.BILINEAR_ALIGNED : Resample.Kind.BILINEAR
                : aligned ? Resample.Kind.BILINEAR_ALIGNED_TO : Resample.Kind.BILINEAR_TO;
    return new Resample(name, x, y, kind, sizes, s.at());
  }

  private static Resample.Kind border(AxesDeclaration.Pad2d s) {
    return switch (s.border()) {
      case ZEROS -> Resample.Kind.ZEROS;
      case MIRRORED -> Resample.Kind.MIRRORED;
      case REPEATED -> Resample.Kind.REPEATED;
    };
  }
}
