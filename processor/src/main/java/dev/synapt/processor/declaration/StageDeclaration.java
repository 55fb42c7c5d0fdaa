package dev.synapt.processor.declaration;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Reduction;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/**
 * One layer annotation with its values, defaults included. Arrays are as written: {@code kernel =
 * 3} is a list of one number, and a list left out is empty. The place of a value is {@link
 * SourceRef#value} of the annotation's place.
 */
public sealed interface StageDeclaration {

  /** The annotation. */
  SourceRef at();

  /** The annotation as the user writes it, as in {@code @Conv2d}. */
  default String annotation() {
    return "@" + getClass().getSimpleName();
  }

  /** Annotations of one family of layers, in a file of their own. */
  sealed interface Family extends StageDeclaration
      permits ActivationDeclaration, AxesDeclaration, NormDeclaration, SequenceDeclaration {}

  /** What is connected to what, in a file of its own. */
  sealed interface Topology extends StageDeclaration permits TopologyDeclaration {}

  /** The network's input, of the given sizes. */
  record Input(List<Integer> shape, SourceRef at) implements StageDeclaration {
    public Input {
      shape = List.copyOf(shape);
    }
  }

  /** A fully connected layer. */
  record Dense(int units, boolean bias, Init init, SourceRef at) implements StageDeclaration {}

  /** A convolution over images. */
  record Conv2d(
      int filters,
      List<Integer> kernel,
      List<Integer> stride,
      List<Integer> dilation,
      Padding padding,
      List<Integer> pad,
      int groups,
      boolean bias,
      Init init,
      SourceRef at)
      implements StageDeclaration {
    public Conv2d {
      kernel = List.copyOf(kernel);
      stride = List.copyOf(stride);
      dilation = List.copyOf(dilation);
      pad = List.copyOf(pad);
    }

    /** In one group. */
    public Conv2d(
        int filters,
        List<Integer> kernel,
        List<Integer> stride,
        List<Integer> dilation,
        Padding padding,
        List<Integer> pad,
        boolean bias,
        Init init,
        SourceRef at) {
      this(filters, kernel, stride, dilation, padding, pad, 1, bias, init, at);
    }
  }

  /** The maximum over windows of an image. */
  record MaxPool2d(
      List<Integer> window,
      List<Integer> stride,
      List<Integer> dilation,
      Padding padding,
      List<Integer> pad,
      SourceRef at)
      implements StageDeclaration {
    public MaxPool2d {
      window = List.copyOf(window);
      stride = List.copyOf(stride);
      dilation = List.copyOf(dilation);
      pad = List.copyOf(pad);
    }

    /** With taps one apart. */
    public MaxPool2d(
        List<Integer> window,
        List<Integer> stride,
        Padding padding,
        List<Integer> pad,
        SourceRef at) {
      this(window, stride, List.of(1), padding, pad, at);
    }
  }

  /** The mean over windows of an image. */
  record AvgPool2d(
      List<Integer> window,
      List<Integer> stride,
      Padding padding,
      List<Integer> pad,
      boolean countPadding,
      SourceRef at)
      implements StageDeclaration {
    public AvgPool2d {
      window = List.copyOf(window);
      stride = List.copyOf(stride);
      pad = List.copyOf(pad);
    }

    /** With padding that counts. */
    public AvgPool2d(
        List<Integer> window,
        List<Integer> stride,
        Padding padding,
        List<Integer> pad,
        SourceRef at) {
      this(window, stride, padding, pad, true, at);
    }
  }

  /** Normalisation over the batch. */
  record BatchNorm(double epsilon, double momentum, SourceRef at) implements StageDeclaration {}

  /** Random zeros while training. */
  record Dropout(double rate, SourceRef at) implements StageDeclaration {}

  /** Random channels of zeros while training. */
  record SpatialDropout(double rate, SourceRef at) implements StageDeclaration {}

  /** Any shape as a vector. */
  record Flatten(SourceRef at) implements StageDeclaration {}

  /** Another shape of as many entries. */
  record Reshape(List<Integer> shape, SourceRef at) implements StageDeclaration {
    public Reshape {
      shape = List.copyOf(shape);
    }
  }

  /** Keeps the field's weights as they are. */
  record Frozen(SourceRef at) implements StageDeclaration {}

  /** The rectified linear unit. */
  record Relu(SourceRef at) implements StageDeclaration {}

  /** The logistic function. */
  record Sigmoid(SourceRef at) implements StageDeclaration {}

  /** The hyperbolic tangent. */
  record Tanh(SourceRef at) implements StageDeclaration {}

  /** Exponentials that sum to one. */
  record Softmax(SourceRef at) implements StageDeclaration {}

  /** The network's end. */
  record Output(
      Loss loss, Reduction reduction, List<String> labels, LossValues values, SourceRef at)
      implements StageDeclaration {
    public Output {
      labels = List.copyOf(labels);
    }

    /** With the loss as it is. */
    public Output(Loss loss, Reduction reduction, List<String> labels, SourceRef at) {
      this(loss, reduction, labels, LossValues.DEFAULT, at);
    }
  }
}
