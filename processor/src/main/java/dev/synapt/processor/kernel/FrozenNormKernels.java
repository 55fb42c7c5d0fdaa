package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.FrozenNormGrad;
import dev.synapt.processor.lower.Op;
import java.util.List;

/** Batch normalisation by running statistics in training: a multiply-add for each entry. */
final class FrozenNormKernels {

  private final Kernel kernel;

  FrozenNormKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(Op.BatchNormInference op) {
    ChannelCode.Operand x = new ChannelCode.Operand("in", kernel.slot(op.x()));
    ChannelCode.Operand y = new ChannelCode.Operand("out", kernel.slot(op.y()));
    Expr mean = coefficient(x, op.runningMean());
    Expr minusMean = Expr.sub(Expr.constant(0), mean);
    return new ChannelCode(kernel)
        .entries(
            Kernel.prefix(op),
            "{@code y = (x - mean) / sqrt(variance + epsilon) gamma + beta}.",
            List.of(x, y),
            List.of(
                scale(x, op.gamma(), op.runningVariance(), op.epsilon()),
                new Stmt.Let(
                    "shift",
                    new Expr.Fma(minusMean, Expr.ref("scale"), coefficient(x, op.beta())))),
            List.of(y.store(new Expr.Fma(x.load(), Expr.ref("scale"), Expr.ref("shift")))));
  }

  KernelCode gradient(FrozenNormGrad op) {
    ChannelCode.Operand dy = new ChannelCode.Operand("dy", kernel.slot(op.dy()));
    ChannelCode.Operand dx = new ChannelCode.Operand("dx", kernel.slot(op.dx()));
    return new ChannelCode(kernel)
        .entries(
            Kernel.prefix(op) + "Grad",
            "{@code dx = dy gamma / sqrt(variance + epsilon)}.",
            List.of(dy, dx),
            List.of(scale(dy, op.gamma(), op.runningVariance(), op.epsilon())),
            List.of(dx.store(Expr.mul(dy.load(), Expr.ref("scale")))));
  }

  private Stmt scale(ChannelCode.Operand x, ValueId gamma, ValueId variance, double epsilon) {
    Expr deviation = new Expr.Sqrt(Expr.add(coefficient(x, variance), Expr.constant(epsilon)));
    return new Stmt.Let("scale", Expr.div(coefficient(x, gamma), deviation));
  }

  private Expr coefficient(ChannelCode.Operand x, ValueId parameter) {
    int offset = kernel.parameter(parameter).offset();
    return ChannelCode.coefficient(x.slot(), Kernel.WEIGHTS, offset);
  }
}
