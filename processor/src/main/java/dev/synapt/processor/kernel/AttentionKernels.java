package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AttentionOp;

/** Products of positions: calls of the runtime, with the layer's sizes in a constant of the generated class. */
final class AttentionKernels {

  private final Kernel kernel;

  AttentionKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode code(AttentionOp op) {
    return switch (op) {
      case AttentionOp.Products o -> products("products", o, o.a(), o.b(), o.scale(), o.w());
      case AttentionOp.Gather o -> products("gather", o, o.w(), o.b(), o.scale(), o.a());
      case AttentionOp.Spread o -> products("spread", o, o.w(), o.a(), o.scale(), o.b());
      case AttentionOp.Softmax o ->
          call(o.y(), "%s.softmax(values, %s, %s);", o.constant(), place(o.x()), place(o.y()));
      case AttentionOp.SoftmaxGrad o ->
          call(
              o.dx(),
              "%s.softmaxGradient(\n    values, %s, %s, %s);",
              o.constant(),
              place(o.y()),
              place(o.dy()),
              place(o.dx()));
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
