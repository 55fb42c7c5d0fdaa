package dev.synapt.testing;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a gradient check found.
 *
 * @param network the network's name
 * @param samples samples of the batch
 * @param twinLoss the loss in double precision
 * @param trainerLoss the trainer's
 * @param tensors one for each trained tensor, and the input last
 */
public record GradientReport(
    String network, int samples, double twinLoss, double trainerLoss, List<TensorCheck> tensors) {

  public GradientReport {
    tensors = List.copyOf(tensors);
  }

  /** A table with one line for each tensor. */
  @Override
  public String toString() {
    int name = width("tensor", tensors.stream().map(TensorCheck::name).toList());
    int shape = width("shape", tensors.stream().map(TensorCheck::shape).toList());
    String head =
        String.format(
            Locale.ROOT,
            "Gradients of %s: %d samples, loss %.6f, of the trainer %.6f%n"
                + "(largest errors as shares of a tensor's largest entry: from differences of the loss,"
                + " %.0e allowed, and of the trainer, %.0e allowed)%n",
            network,
            samples,
            twinLoss,
            trainerLoss,
            GradientCheck.DIFFERENCES,
            GradientCheck.TRAINER);
    String columns =
        String.format(
            Locale.ROOT,
            "%-" + name + "s  %-" + shape + "s  %9s  %7s  %5s  %11s  %7s%n",
            "tensor",
            "shape",
            "entries",
            "checked",
            "kinks",
            "differences",
            "trainer");
    return head
        + columns
        + tensors.stream()
            .map(tensor -> tensor.line(name, shape))
            .collect(Collectors.joining(System.lineSeparator()));
  }

  private static int width(String head, List<String> texts) {
    return Math.max(head.length(), texts.stream().mapToInt(String::length).max().orElse(0));
  }
}
