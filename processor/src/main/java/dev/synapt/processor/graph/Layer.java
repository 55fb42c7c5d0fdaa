package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/**
 * One stage of a field of the user's class: what {@code @Conv2d} in {@code @Conv2d(…) @Relu Layer
 * conv1} says, with every default resolved. A layer reads values and defines one; shapes are in
 * {@link TypedGraph}.
 *
 * <p>Sealed, and switched over without a default everywhere: a new layer does not compile until
 * every stage knows it.
 */
public sealed interface Layer {

  /**
   * The field and the stage, as in {@code conv1.conv2d}: unique in a network, part of tensor names.
   */
  default String name() {
    return field() + "." + stage();
  }

  /** The user's field, as in {@code conv1}. */
  String field();

  /** The stage within the field, as in {@code conv2d}; from the annotation's name in lower case. */
  String stage();

  /** The values it reads, in order. */
  List<ValueId> inputs();

  /** The value it defines. */
  ValueId output();

  /** The annotation that asked for it. */
  SourceRef at();

  /**
   * A layer of one input that knows its own rules, in a file of its own.
   *
   * <p>Its shape is that of its input unless {@link UnaryShapes} says otherwise.
   */
  sealed interface Unary extends Layer
      permits PRelu,
          LogSoftmax,
          Conv,
          ConvTranspose,
          Pool,
          Resample,
          GlobalMaxPool,
          SampleNorm,
          SpatialDropout,
          Reshape,
          Embedding,
          PositionalEncoding,
          SelfAttention {

    /** The value it reads. */
    ValueId input();

    @Override
    default List<ValueId> inputs() {
      return List.of(input());
    }

    /** What it is, with its settings, for summaries and dumps. */
    String text();

    /** Trained values. */
    default long parameters(Shape x) {
      return 0;
    }

    /** Multiply-adds of one sample's forward pass. */
    default long multiplyAdds(Shape x, Shape y) {
      return 0;
    }
  }

  /** Layers that connect branches, in a file of their own. */
  sealed interface Topology extends Layer permits TopologyLayer {}

  /** The network's input: a sample as the caller gives it. */
  record Input(String field, Shape shape, ValueId output, SourceRef at) implements Layer {
    @Override
    public String stage() {
      return "input";
    }

    @Override
    public String name() {
      return field;
    }

    @Override
    public List<ValueId> inputs() {
      return List.of();
    }
  }

  /** {@code y = x W^T + b}; the input is flattened by a {@link Flatten} before it. */
  record Dense(
      String field,
      ValueId input,
      ValueId output,
      int units,
      boolean bias,
      InitKind init,
      SourceRef at)
      implements Layer {
    @Override
    public String stage() {
      return "dense";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /** Cross-correlation over {@code [C,H,W]}. */
  record Conv2d(
      String field,
      ValueId input,
      ValueId output,
      int filters,
      Size2 kernel,
      Size2 stride,
      Size2 dilation,
      Pads pads,
      boolean bias,
      InitKind init,
      SourceRef at)
      implements Layer {
    @Override
    public String stage() {
      return "conv2d";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /** Maximum over windows; the padding never wins. */
  record MaxPool2d(
      String field,
      ValueId input,
      ValueId output,
      Size2 window,
      Size2 stride,
      Pads pads,
      SourceRef at)
      implements Layer {
    @Override
    public String stage() {
      return "maxpool2d";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /** Mean over windows; zeros of the padding are counted. */
  record AvgPool2d(
      String field,
      ValueId input,
      ValueId output,
      Size2 window,
      Size2 stride,
      Pads pads,
      SourceRef at)
      implements Layer {
    @Override
    public String stage() {
      return "avgpool2d";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /** Normalisation per channel over the batch and all positions, then scale and shift. */
  record BatchNorm(
      String field, ValueId input, ValueId output, double epsilon, double momentum, SourceRef at)
      implements Layer {
    @Override
    public String stage() {
      return "batchnorm";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /**
   * Inverted dropout: in training an entry is zeroed with probability {@code rate}, others grow by
   * 1/(1-rate).
   */
  record Dropout(String field, ValueId input, ValueId output, double rate, SourceRef at)
      implements Layer {
    @Override
    public String stage() {
      return "dropout";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /** An elementwise function. */
  record Activate(String field, ValueId input, ValueId output, Activation function, SourceRef at)
      implements Layer {
    @Override
    public String stage() {
      return function.stage();
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /** Softmax over the channels (of a vector: over its entries). */
  record Softmax(String field, ValueId input, ValueId output, SourceRef at) implements Layer {
    @Override
    public String stage() {
      return "softmax";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /**
   * {@code [C,H,W]} as a vector of C*H*W entries in that order; put in before a dense layer by
   * itself.
   */
  record Flatten(String field, ValueId input, ValueId output, SourceRef at) implements Layer {
    @Override
    public String stage() {
      return "flatten";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }

  /**
   * The network's end: its input are the logits or predictions, its output what {@code predict}
   * returns (probabilities for cross entropy, the values themselves else).
   *
   * @param labels names of the classes; empty when none are given
   * @param options numbers that shape the loss
   */
  record Output(
      String field,
      ValueId input,
      ValueId output,
      LossKind loss,
      LossReduction reduction,
      List<String> labels,
      LossOptions options,
      SourceRef at)
      implements Layer {
    public Output {
      labels = List.copyOf(labels);
    }

    /** With the loss as it is. */
    public Output(
        String field,
        ValueId input,
        ValueId output,
        LossKind loss,
        LossReduction reduction,
        List<String> labels,
        SourceRef at) {
      this(field, input, output, loss, reduction, labels, LossOptions.NONE, at);
    }

    @Override
    public String stage() {
      return "output";
    }

    @Override
    public List<ValueId> inputs() {
      return List.of(input);
    }
  }
}
