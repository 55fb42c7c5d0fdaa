package dev.synapt.processor.declaration;

import dev.synapt.dsl.Border;
import dev.synapt.dsl.Init;
import dev.synapt.dsl.Interpolation;
import dev.synapt.dsl.Padding;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/**
 * An annotation of a layer over the axes of a sequence, image or volume, beside those over images
 * alone.
 */
public sealed interface AxesDeclaration extends StageDeclaration.Family {

  /** Windows as written. */
  record Windows(
      List<Integer> size,
      List<Integer> stride,
      List<Integer> dilation,
      Padding padding,
      List<Integer> pad) {
    public Windows {
      size = List.copyOf(size);
      stride = List.copyOf(stride);
      dilation = List.copyOf(dilation);
      pad = List.copyOf(pad);
    }
  }

  /** A convolution over one or three axes. */
  record Conv(
      int axes, int filters, Windows windows, int groups, boolean bias, Init init, SourceRef at)
      implements AxesDeclaration {
    @Override
    public String annotation() {
      return "@Conv" + axes + "d";
    }
  }

  /** A transposed convolution over one or two axes. */
  record ConvTranspose(
      int axes,
      int filters,
      Windows windows,
      List<Integer> outputPad,
      int groups,
      boolean bias,
      Init init,
      SourceRef at)
      implements AxesDeclaration {
    public ConvTranspose {
      outputPad = List.copyOf(outputPad);
    }

    @Override
    public String annotation() {
      return "@ConvTranspose" + axes + "d";
    }
  }

  /** A pooling over one or three axes. */
  record Pool(int axes, boolean max, Windows windows, boolean countPadding, SourceRef at)
      implements AxesDeclaration {
    @Override
    public String annotation() {
      return (max ? "@MaxPool" : "@AvgPool") + axes + "d";
    }
  }

  /** The largest entry of each channel. */
  record GlobalMaxPool(SourceRef at) implements AxesDeclaration {}

  /** Pooling to a given size. */
  record AdaptivePool(boolean max, List<Integer> size, SourceRef at) implements AxesDeclaration {
    public AdaptivePool {
      size = List.copyOf(size);
    }

    @Override
    public String annotation() {
      return max ? "@AdaptiveMaxPool2d" : "@AdaptiveAvgPool2d";
    }
  }

  /** Scaling of an image. */
  record Upsample2d(
      List<Integer> scale,
      List<Integer> size,
      Interpolation mode,
      boolean alignCorners,
      SourceRef at)
      implements AxesDeclaration {
    public Upsample2d {
      scale = List.copyOf(scale);
      size = List.copyOf(size);
    }
  }

  /** A border around an image. */
  record Pad2d(List<Integer> amounts, Border border, SourceRef at) implements AxesDeclaration {
    public Pad2d {
      amounts = List.copyOf(amounts);
    }
  }
}
