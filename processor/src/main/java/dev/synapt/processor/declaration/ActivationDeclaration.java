package dev.synapt.processor.declaration;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * An annotation of an activation function; {@code @Relu}, {@code @Sigmoid}, {@code @Tanh} are
 * beside the others.
 */
public sealed interface ActivationDeclaration extends StageDeclaration.Family {

  /** ReLU with a slope on the negative side. */
  record LeakyRelu(double slope, SourceRef at) implements ActivationDeclaration {}

  /** ReLU with learned slopes. */
  record PRelu(boolean shared, SourceRef at) implements ActivationDeclaration {}

  /** ReLU with an upper end. */
  record Relu6(SourceRef at) implements ActivationDeclaration {}

  /** The exponential linear unit. */
  record Elu(double alpha, SourceRef at) implements ActivationDeclaration {}

  /** The continuously differentiable exponential linear unit. */
  record Celu(double alpha, SourceRef at) implements ActivationDeclaration {}

  /** The scaled exponential linear unit. */
  record Selu(SourceRef at) implements ActivationDeclaration {}

  /** The Gaussian error linear unit. */
  record Gelu(boolean approximate, SourceRef at) implements ActivationDeclaration {}

  /** The sigmoid linear unit. */
  record Silu(SourceRef at) implements ActivationDeclaration {}

  /** The sigmoid of straight lines. */
  record HardSigmoid(SourceRef at) implements ActivationDeclaration {}

  /** The sigmoid linear unit of straight lines. */
  record HardSwish(SourceRef at) implements ActivationDeclaration {}

  /** The hyperbolic tangent of straight lines. */
  record HardTanh(SourceRef at) implements ActivationDeclaration {}

  /** The smooth ReLU. */
  record Softplus(double beta, SourceRef at) implements ActivationDeclaration {}

  /** The logarithm of the sigmoid. */
  record LogSigmoid(SourceRef at) implements ActivationDeclaration {}

  /** The smooth function of that name. */
  record Mish(SourceRef at) implements ActivationDeclaration {}

  /** The sigmoid made of a quotient. */
  record Softsign(SourceRef at) implements ActivationDeclaration {}

  /** The logarithm of the softmax. */
  record LogSoftmax(SourceRef at) implements ActivationDeclaration {}
}
