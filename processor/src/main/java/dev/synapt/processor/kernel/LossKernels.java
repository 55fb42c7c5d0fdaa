package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.List;

/** Losses that the runtime has as objects: a call for each slice. */
final class LossKernels {

  private final Kernel kernel;

  LossKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(LossOp op) {
    String call =
        op.loss().hasLabels()
            ? byLabels(op)
            : op.loss().hasClasses() ? byDistributions(op) : byTargets(op);
    String at = op.slot().isOneOfSeveral() ? index(op).toString() : "slice";
    Stmt statement = new Stmt.Java("losses[" + at + "] = " + call);
    return new KernelCode(KernelCode.Form.SLICE, List.of(statement), List.of());
  }

  /** Where the number of one of several outputs is among those of the slices. */
  private Index index(LossOp op) {
    return Index.of(op.slot().index() * kernel.memory().slices()).plus("slice");
  }

  /** Where the answers of an output begin: each has a block with room for all samples. */
  private int block(LossOp op) {
    return op.slot().first() * kernel.memory().slices() * Layout.BLOCK;
  }

  /** Where the numbers that a slice is compared with begin. */
  private Index targets(LossOp op) {
    return Index.of(block(op)).plus(Layout.BLOCK * features(op), "slice");
  }

  /** One of several: its labels begin somewhere, and its loss has a weight. */
  private String byLabelsOfSeveral(LossOp op) {
    String mean = "%s.mean(labels, %s, samples)".formatted(op.constant(), block(op));
    return """
    %s.forward(
        values, %s, %s, labels, %s, lanes(slice),
        %s, %s, correct, %s);\
    """
        .formatted(
            op.constant(),
            row(op),
            stride(op),
            Index.of(block(op)).plus(Layout.BLOCK * op.slot().columns(), "slice"),
            weighted(op, isMean(op) ? mean : "1f"),
            gradient(op),
            index(op));
  }

  private static String weighted(LossOp op, String scale) {
    float weight = (float) op.options().weight();
    return weight == 1 ? scale : weight + "f * (" + scale + ")";
  }

  private String byLabels(LossOp op) {
    if (op.slot().isOneOfSeveral()) {
      return byLabelsOfSeveral(op);
    }
    String scale = isMean(op) ? op.constant() + ".mean(labels, samples)" : "1f";
    return """
    %s.forward(
        values, %s, %s, labels, slice, lanes(slice),
        %s, %s, correct);\
    """
        .formatted(op.constant(), row(op), stride(op), scale, gradient(op));
  }

  private String byDistributions(LossOp op) {
    String scale = isMean(op) ? mean(features(op) / op.channels()) : "1f";
    return """
    %s.distributions(
        values, %s, %s, targets, %s, lanes(slice),
        %s, %s);\
    """
        .formatted(
            op.constant(), row(op), stride(op), targets(op), weighted(op, scale), gradient(op));
  }

  private String byTargets(LossOp op) {
    boolean bySample = op.loss() == LossKind.KL_DIVERGENCE;
    String scale = isMean(op) ? mean(bySample ? 1 : features(op)) : "1f";
    return """
    %s.forward(
        values, %s, %s, %s, targets, %s, lanes(slice),
        %s, %s);\
    """
        .formatted(
            op.constant(),
            row(op),
            stride(op),
            features(op),
            targets(op),
            weighted(op, scale),
            gradient(op));
  }

  private static boolean isMean(LossOp op) {
    return op.reduction() == LossReduction.MEAN;
  }

  private static String mean(int entries) {
    return entries == 1 ? "1f / samples" : "1f / (samples * %s)".formatted(entries);
  }

  private int features(LossOp op) {
    return kernel.slot(op.x()).rows().features();
  }

  private int stride(LossOp op) {
    return kernel.slot(op.x()).rows().stride();
  }

  private Index row(LossOp op) {
    return row(kernel.slot(op.x()));
  }

  private Index gradient(LossOp op) {
    return row(kernel.slot(op.dx()));
  }

  private static Index row(Slot rows) {
    return Index.of(rows.offset()).plus(Layout.BLOCK * rows.rows().stride(), "slice");
  }
}
