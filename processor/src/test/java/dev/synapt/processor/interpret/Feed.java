package dev.synapt.processor.interpret;

import java.util.Optional;

/**
 * What one execution of a graph is given besides the weights.
 *
 * @param x the batch, its first axis the samples
 * @param labels the class of each sample, for cross entropy
 * @param targets the wanted output, for the squared error
 * @param mask which entries dropout keeps
 * @param upstream the gradient by the output, to be used in place of the squared error's
 */
public record Feed(
    Tensor x,
    Optional<int[]> labels,
    Optional<Tensor> targets,
    DropoutMask mask,
    Optional<Tensor> upstream) {

  /** A batch alone. */
  public static Feed of(Tensor x) {
    return new Feed(x, Optional.empty(), Optional.empty(), DropoutMask.ALL, Optional.empty());
  }

  /** The same with labels. */
  public Feed labels(int... values) {
    return new Feed(x, Optional.of(values), targets, mask, upstream);
  }

  /** The same with targets. */
  public Feed targets(Tensor values) {
    return new Feed(x, labels, Optional.of(values), mask, upstream);
  }

  /** The same with a dropout mask. */
  public Feed mask(DropoutMask function) {
    return new Feed(x, labels, targets, function, upstream);
  }

  /** The same with a gradient by the output that stands in for the squared error's. */
  public Feed upstream(Tensor gradient) {
    return new Feed(x, labels, targets, mask, Optional.of(gradient));
  }

  /** The same with another batch of samples. */
  public Feed x(Tensor other) {
    return new Feed(other, labels, targets, mask, upstream);
  }
}
