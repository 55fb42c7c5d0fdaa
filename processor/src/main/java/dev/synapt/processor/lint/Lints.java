package dev.synapt.processor.lint;

import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.LintCode;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.plan.Layout;
import java.util.Locale;

/** Warnings about networks that compile. Each can be silenced by its tag. */
public final class Lints {

  /** From here on a dense weight is worth a second look: 64 MiB, twice that with its gradient. */
  static final long LARGE_DENSE = 1 << 24;

  /** Empty places in the last slice that are not worth a word, as a share of the batch. */
  private static final double FREE_WASTE = 0.1;

  private final NetworkDeclaration network;
  private final TypedGraph graph;
  private final Diagnostics diagnostics;

  private Lints(NetworkDeclaration network, TypedGraph graph, Diagnostics diagnostics) {
    this.network = network;
    this.graph = graph;
    this.diagnostics = diagnostics;
  }

  /**
   * Warns of everything that is probably not meant.
   *
   * @param network what the user wrote
   * @param graph the same, without mistakes
   * @param diagnostics takes the warnings
   */
  public static void check(NetworkDeclaration network, TypedGraph graph, Diagnostics diagnostics) {
    new Lints(network, graph, diagnostics).check();
    Neighbours neighbours = new Neighbours(graph.graph());
    new NormalizationLints(graph, neighbours, diagnostics).check();
    new ActivationLints(graph, neighbours, diagnostics).check();
    new DeadBranches(graph, neighbours, diagnostics).check();
  }

  private void check() {
    graph.graph().layers().forEach(this::checkSize);
    checkBatch();
  }

  private void checkSize(Layer layer) {
    if (layer instanceof Layer.Dense dense) {
      long inputs = graph.shape(dense.input()).size();
      long weights = dense.units() * inputs;
      if (weights >= LARGE_DENSE) {
        diagnostics.report(
            LintCode.LARGE_DENSE.at(
                dense.at().value("units"),
                dense.field(),
                number(weights),
                number(inputs),
                number(dense.units()),
                number(Float.BYTES * weights)));
      }
    }
  }

  private void checkBatch() {
    int batch = graph.graph().batch();
    int computed = Layout.padded(batch);
    double waste = (computed - batch) / (double) batch;
    if (waste >= FREE_WASTE) {
      diagnostics.report(
          LintCode.BATCH_WASTES_LANES.at(
              network.annotation().value("batch"),
              network.name(),
              batch,
              computed,
              Math.round(100 * waste),
              better(batch, computed)));
    }
  }

  private static String better(int batch, int computed) {
    String larger = "batch = " + computed;
    return batch > Layout.BLOCK ? "batch = " + (computed - Layout.BLOCK) + " or " + larger : larger;
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
