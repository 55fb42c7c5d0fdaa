package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.ActivationDeclaration;
import dev.synapt.processor.graph.Activation.Kind;

/** Makes the layers of activation functions. */
final class ActivationLayers {

  private ActivationLayers() {}

  /** The layer of an annotation. */
  static Layer layer(
      String field, ActivationDeclaration stage, Attributes values, ValueId x, ValueId y) {
    return switch (stage) {
      case ActivationDeclaration.PRelu s -> new PRelu(field, x, y, s.shared(), s.at());
      case ActivationDeclaration.LogSoftmax s -> new LogSoftmax(field, x, y, s.at());
      default -> new Layer.Activate(field, x, y, function(stage, values), stage.at());
    };
  }

  private static Activation function(ActivationDeclaration stage, Attributes values) {
    return switch (stage) {
      case ActivationDeclaration.LeakyRelu s ->
          new Activation(Kind.LEAKY_RELU, values.number("slope", s.slope(), Range.FRACTION));
      case ActivationDeclaration.Elu s ->
          new Activation(Kind.ELU, values.number("alpha", s.alpha(), Range.POSITIVE));
      case ActivationDeclaration.Celu s ->
          new Activation(Kind.CELU, values.number("alpha", s.alpha(), Range.POSITIVE));
      case ActivationDeclaration.Softplus s ->
          new Activation(Kind.SOFTPLUS, values.number("beta", s.beta(), Range.POSITIVE));
      case ActivationDeclaration.Gelu s ->
          new Activation(s.approximate() ? Kind.GELU_TANH : Kind.GELU);
      case ActivationDeclaration.Relu6 _ -> new Activation(Kind.RELU6);
      case ActivationDeclaration.Selu _ -> new Activation(Kind.SELU);
      case ActivationDeclaration.Silu _ -> new Activation(Kind.SILU);
      case ActivationDeclaration.HardSigmoid _ -> new Activation(Kind.HARD_SIGMOID);
      case ActivationDeclaration.HardSwish _ -> new Activation(Kind.HARD_SWISH);
      case ActivationDeclaration.HardTanh _ -> new Activation(Kind.HARD_TANH);
      case ActivationDeclaration.LogSigmoid _ -> new Activation(Kind.LOG_SIGMOID);
      case ActivationDeclaration.Mish _ -> new Activation(Kind.MISH);
      case ActivationDeclaration.Softsign _ -> new Activation(Kind.SOFTSIGN);
      case ActivationDeclaration.PRelu _, ActivationDeclaration.LogSoftmax _ ->
          throw new IllegalArgumentException("not elementwise: " + stage);
    };
  }
}
