package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AttentionOp;

/**
 * Products of positions: of slices by {@link AttentionSliceKernels}; of the one sample of a
 * prediction by the runtime, with the layer's sizes in a constant of the generated class.
 */
final class AttentionKernels {

  private final Kernel kernel;
  private final AttentionSliceKernels slices;

  AttentionKernels(Kernel kernel) {
    this.kernel = kernel;
    this.slices = new AttentionSliceKernels(kernel);
  }

  KernelCode code(AttentionOp op) {
    return kernel.isPixels(op.pairs()) ? single(op) : slices.code(op);
  }

  private KernelCode single(AttentionOp op) {
    return switch (op) {
      case AttentionOp.Products o -> products("products", o, o.a(), o.b(), o.scale(), o.w());
      case AttentionOp.Gather o -> products("gather", o, o.w(), o.b(), o.scale(), o.a());
      case AttentionOp.Softmax o ->
          call(o.y(), "%s.softmax(values, %s, %s);", o.constant(), place(o.x()), place(o.y()));
      case AttentionOp.Spread _, AttentionOp.SoftmaxGrad _ ->
          throw new IllegalArgumentException("not in prediction: " + op);
    };
  }

  private KernelCode products(
      String method, AttentionOp op, ValueId x, ValueId y, double scale, ValueId result) {
    return call(
        result,
        "%s.%s(\n    values, %s, %s, %sf, %s);",
        op.constant(),
        method,
        place(x),
        place(y),
        (float) scale,
        place(result));
  }

  private KernelCode call(ValueId result, String text, Object... arguments) {
    return SequencePlace.call(kernel, result, text, arguments);
  }

  private String place(ValueId value) {
    return SequencePlace.of(kernel, value);
  }
}
