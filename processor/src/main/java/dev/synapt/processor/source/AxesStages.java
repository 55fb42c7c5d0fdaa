package dev.synapt.processor.source;

import dev.synapt.dsl.AdaptiveAvgPool2d;
import dev.synapt.dsl.AdaptiveMaxPool2d;
import dev.synapt.dsl.AvgPool1d;
import dev.synapt.dsl.AvgPool3d;
import dev.synapt.dsl.Border;
import dev.synapt.dsl.Conv1d;
import dev.synapt.dsl.Conv3d;
import dev.synapt.dsl.ConvTranspose1d;
import dev.synapt.dsl.ConvTranspose2d;
import dev.synapt.dsl.GlobalMaxPool;
import dev.synapt.dsl.Init;
import dev.synapt.dsl.Interpolation;
import dev.synapt.dsl.MaxPool1d;
import dev.synapt.dsl.MaxPool3d;
import dev.synapt.dsl.Pad2d;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Upsample2d;
import dev.synapt.processor.declaration.AxesDeclaration;
import dev.synapt.processor.declaration.AxesDeclaration.Windows;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;
import java.util.stream.Stream;

/** The annotations of layers over the axes of sequences, images and volumes. */
final class AxesStages {

  private AxesStages() {}

  static Stream<StageEntry> entries() {
    return Stream.of(
        new StageEntry(Conv1d.class, (v, at) -> conv(1, v, at)),
        new StageEntry(Conv3d.class, (v, at) -> conv(3, v, at)),
        new StageEntry(ConvTranspose1d.class, (v, at) -> transposed(1, v, at)),
        new StageEntry(ConvTranspose2d.class, (v, at) -> transposed(2, v, at)),
        new StageEntry(MaxPool1d.class, (v, at) -> maxPool(1, v, at)),
        new StageEntry(MaxPool3d.class, (v, at) -> maxPool(3, v, at)),
        new StageEntry(AvgPool1d.class, (v, at) -> avgPool(1, v, at)),
        new StageEntry(AvgPool3d.class, (v, at) -> avgPool(3, v, at)),
        new StageEntry(GlobalMaxPool.class, (v, at) -> new AxesDeclaration.GlobalMaxPool(at)),
        new StageEntry(
            AdaptiveAvgPool2d.class,
            (v, at) -> new AxesDeclaration.AdaptivePool(false, v.integers("value"), at)),
        new StageEntry(
            AdaptiveMaxPool2d.class,
            (v, at) -> new AxesDeclaration.AdaptivePool(true, v.integers("value"), at)),
        new StageEntry(Upsample2d.class, AxesStages::upsample),
        new StageEntry(
            Pad2d.class,
            (v, at) ->
                new AxesDeclaration.Pad2d(
                    v.integers("value"), v.constant("border", Border.class), at)));
  }

  private static AxesDeclaration conv(int axes, AnnotationReader values, SourceRef at) {
    return new AxesDeclaration.Conv(
        axes,
        values.integer("filters"),
        windows("kernel", values.integers("dilation"), values),
        values.integer("groups"),
        values.flag("bias"),
        values.constant("init", Init.class),
        at);
  }

  private static Windows windows(String size, List<Integer> dilation, AnnotationReader values) {
    return new Windows(
        values.integers(size),
        values.integers("stride"),
        dilation,
        values.constant("padding", Padding.class),
        values.integers("pad"));
  }

  private static AxesDeclaration transposed(int axes, AnnotationReader values, SourceRef at) {
    return new AxesDeclaration.ConvTranspose(
        axes,
        values.integer("filters"),
        new Windows(
            values.integers("kernel"),
            values.integers("stride"),
            values.integers("dilation"),
            Padding.VALID,
            values.integers("pad")),
        values.integers("outputPad"),
        values.integer("groups"),
        values.flag("bias"),
        values.constant("init", Init.class),
        at);
  }

  private static AxesDeclaration maxPool(int axes, AnnotationReader values, SourceRef at) {
    Windows windows = windows("value", values.integers("dilation"), values);
    return new AxesDeclaration.Pool(axes, true, windows, true, at);
  }

  private static AxesDeclaration avgPool(int axes, AnnotationReader values, SourceRef at) {
    Windows windows = windows("value", List.of(1), values);
    boolean counted = axes < 3 && values.flag("countPadding");
    return new AxesDeclaration.Pool(axes, false, windows, counted, at);
  }

  private static AxesDeclaration upsample(AnnotationReader values, SourceRef at) {
    return new AxesDeclaration.Upsample2d(
        values.integers("value"),
        values.integers("size"),
        values.constant("mode", Interpolation.class),
        values.flag("alignCorners"),
        at);
  }
}
