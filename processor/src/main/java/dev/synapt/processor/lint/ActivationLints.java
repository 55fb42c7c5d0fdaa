package dev.synapt.processor.lint;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.LintCode;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.PRelu;
import dev.synapt.processor.graph.Reshape;
import dev.synapt.processor.graph.TypedGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Activations that are missing, or that do not go with what is around them. */
final class ActivationLints {

  /** So many saturating layers in a row make a wrong initialiser felt. */
  private static final int DEEP = 3;

  /** So many sigmoids in a row shrink gradients 256 times and more: each by its slope, 1/4. */
  private static final int MANY_SIGMOIDS = 4;

  private final TypedGraph graph;
  private final Neighbours neighbours;
  private final Diagnostics diagnostics;

  ActivationLints(TypedGraph graph, Neighbours neighbours, Diagnostics diagnostics) {
    this.graph = graph;
    this.neighbours = neighbours;
    this.diagnostics = diagnostics;
  }

  void check() {
    for (Layer layer : graph.graph().layers()) {
      if (isLinear(layer)) {
        checkLinear(layer);
      }
      if (layer instanceof Layer.Output output) {
        checkOutput(output);
      }
    }
    checkSaturation();
  }

  /** Reports a chain of linear layers once, at its second layer. */
  private void checkLinear(Layer first) {
    if (isContinued(first)) {
      return;
    }
    List<Layer> chain = new ArrayList<>(List.of(first));
    Optional<Layer> next = neighbours.after(first, ActivationLints::isAffine);
    while (next.isPresent() && isLinear(next.get())) {
      chain.add(next.get());
      next = neighbours.after(next.get(), ActivationLints::isAffine);
    }
    if (chain.size() > 1) {
      String names = chain.stream().map(Layer::name).collect(Collectors.joining(", "));
      Layer second = chain.get(1);
      diagnostics.report(
          LintCode.LINEAR_LAYERS_COLLAPSE.at(second.at(), second.field(), names, first.field()));
    }
  }

  /** Whether a layer is not the first of its chain. */
  private boolean isContinued(Layer layer) {
    return neighbours
        .before(layer, ActivationLints::isAffine)
        .filter(ActivationLints::isLinear)
        .flatMap(previous -> neighbours.after(previous, ActivationLints::isAffine))
        .filter(layer::equals)
        .isPresent();
  }

  /**
   * Groups of channels followed by a mixture of them are one linear map too, but with fewer
   * weights.
   */
  private static boolean isLinear(Layer layer) {
    return LinearLayer.of(layer).filter(LinearLayer::mixes).isPresent();
  }

  /**
   * What keeps a linear map linear: in prediction dropout does nothing and batch norm is affine.
   */
  private static boolean isAffine(Layer layer) {
    return layer instanceof Layer.Flatten
        || layer instanceof Layer.Dropout
        || layer instanceof Layer.BatchNorm;
  }

  private void checkOutput(Layer.Output output) {
    if (output.loss().takesLogits()) {
      checkLogits(output);
    }
    if (output.loss().takesLogProbabilities()) {
      checkLogProbabilities(output);
    }
  }

  /** Numbers that a layer of another kind makes may be logarithms of probabilities, who knows. */
  private void checkLogProbabilities(Layer.Output output) {
    neighbours
        .before(output, ActivationLints::isRearranged)
        .filter(ActivationLints::isNoLogarithm)
        .ifPresent(layer ->
            diagnostics.report(
                LintCode.LOG_PROBABILITIES_MISSING.at(
                    output.at().value("loss"),
                    output.field(),
                    output.loss(),
                    layer.name(),
                    output.loss().hasLabels()
                        ? LossKind.CROSS_ENTROPY
                        : LossKind.SOFT_CROSS_ENTROPY)));
  }

  private static boolean isRearranged(Layer layer) {
    return layer instanceof Layer.Flatten || layer instanceof Reshape;
  }

  private static boolean isNoLogarithm(Layer layer) {
    return LinearLayer.is(layer)
        || layer instanceof Layer.Softmax
        || layer instanceof PRelu
        || (layer instanceof Layer.Activate a
            && a.function().kind() != Activation.Kind.LOG_SIGMOID);
  }

  private void checkLogits(Layer.Output output) {
    neighbours
        .before(output, ActivationLints::isAffine)
        .filter(Layer.Activate.class::isInstance)
        .ifPresent(activation ->
            diagnostics.report(
                LintCode.LOGITS_ACTIVATED.at(
                    activation.at(), output.field(), activation.name(), output.loss())));
  }

  /** A linear layer with the saturating activation behind it. */
  private record Saturating(Layer layer, Activation function, boolean normalized) {}

  private void checkSaturation() {
    List<Saturating> run = new ArrayList<>();
    for (Layer layer : graph.graph().layers()) {
      if (LinearLayer.is(layer)) {
        Optional<Saturating> next = saturating(layer);
        if (next.isEmpty()) {
          checkRun(run);
          run.clear();
        }
        next.ifPresent(run::add);
      }
    }
    checkRun(run);
  }

  private Optional<Saturating> saturating(Layer layer) {
    return neighbours
        .after(layer, ActivationLints::isAffine)
        .filter(after -> after instanceof Layer.Activate a && isSaturating(a.function()))
        .map(after ->
            new Saturating(
                layer,
                ((Layer.Activate) after).function(),
                neighbours.after(layer).filter(Layer.BatchNorm.class::isInstance).isPresent()));
  }

  private static boolean isSaturating(Activation function) {
    return switch (function.kind()) {
      case SIGMOID, HARD_SIGMOID, TANH, HARD_TANH, SOFTSIGN -> true;
      default -> false;
    };
  }

  private void checkRun(List<Saturating> run) {
    if (run.size() >= DEEP) {
      run.stream().filter(s -> !s.normalized()).forEach(s -> checkInit(s, run.size()));
    }
    List<Saturating> sigmoids =
        run.stream()
            .filter(s -> s.function().equals(Activation.SIGMOID) && !s.normalized())
            .toList();
    if (sigmoids.size() >= MANY_SIGMOIDS) {
      Layer first = sigmoids.getFirst().layer();
      diagnostics.report(
          LintCode.SIGMOIDS_IN_A_ROW.at(
              first.at(),
              first.field(),
              sigmoids.size(),
              1L << (2 * Math.min(30, sigmoids.size()))));
    }
  }

  private void checkInit(Saturating saturating, int depth) {
    Layer layer = saturating.layer();
    InitKind init = LinearLayer.of(layer).orElseThrow().init();
    if (init == InitKind.HE_UNIFORM || init == InitKind.HE_NORMAL) {
      SourceRef at = layer.at().value("init");
      diagnostics.report(
          LintCode.INITIALIZER_SATURATES.at(
              at, layer.field(), init, saturating.function(), depth, glorot(init)));
    }
  }

  private static InitKind glorot(InitKind init) {
    return init == InitKind.HE_UNIFORM ? InitKind.GLOROT_UNIFORM : InitKind.GLOROT_NORMAL;
  }
}
