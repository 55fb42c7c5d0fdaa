package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.LaneMath;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * Softmax over the channels of each pixel of an image. In training the samples are the lanes; in
 * inference a pixel's channels lie together and the runtime's softmax of a row takes them.
 */
final class ImageSoftmaxKernels {

  private final Kernel kernel;

  ImageSoftmaxKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode forward(Op.Softmax op) {
    Slot x = kernel.slot(op.x());
    Slot y = kernel.slot(op.y());
    return x.layout() instanceof Layout.Pixels image ? single(x, y, image) : slice(op, x, y);
  }

  private static KernelCode single(Slot x, Slot y, Layout.Pixels image) {
    String loops =
        """
        for (int h = 0; h < %s; h++) {
          for (int w = 0; w < %s; w++) {
            Softmax.forward(values, %s, %s, values, %s);
          }
        }\
        """
            .formatted(image.height(), image.width(), pixel(x), image.channels(), pixel(y));
    return new KernelCode(KernelCode.Form.SINGLE, List.of(new Stmt.Java(loops)), List.of());
  }

  private static Index pixel(Slot slot) {
    Layout.Pixels image = slot.pixels();
    return Index.of(slot.offset() + image.at(0, 0))
        .plus(image.rowStride(), "h")
        .plus(image.stride(), "w");
  }

  private KernelCode slice(Op.Softmax op, Slot x, Slot y) {
    List<Stmt> exponentials =
        new ArrayList<>(LaneMath.exp("e", Expr.sub(entry("in", x), Expr.ref("max"))));
    exponentials.add(new Stmt.Store(Kernel.VALUES, at("out", y), Expr.ref("e")));
    exponentials.add(new Stmt.Set("sum", Expr.add(Expr.ref("sum"), Expr.ref("e"))));
    Stmt quotient =
        new Stmt.Store(Kernel.VALUES, at("out", y), Expr.div(entry("out", y), Expr.ref("sum")));
    List<Stmt> body =
        List.of(
            new Stmt.Let("max", Expr.constant(Float.NEGATIVE_INFINITY)),
            channels(x, List.of(new Stmt.Set("max", Expr.max(Expr.ref("max"), entry("in", x))))),
            new Stmt.Let("sum", Expr.constant(0)),
            channels(x, exponentials),
            channels(x, List.of(quotient)));
    return rows(
        Kernel.prefix(op) + "Row",
        "One row of {@code y = softmax(x)}, over the channels of each pixel.",
        List.of(new Operand("in", x), new Operand("out", y)),
        body);
  }

  KernelCode gradient(Op.SoftmaxGrad op) {
    Slot y = kernel.slot(op.y());
    Slot dy = kernel.slot(op.dy());
    Slot dx = kernel.slot(op.dx());
    Expr difference = Expr.sub(entry("dy", dy), Expr.ref("dot"));
    List<Stmt> body =
        List.of(
            new Stmt.Let("dot", Expr.constant(0)),
            channels(
                y,
                List.of(
                    new Stmt.Set(
                        "dot", new Expr.Fma(entry("y0", y), entry("dy", dy), Expr.ref("dot"))))),
            channels(
                y,
                List.of(
                    new Stmt.Store(
                        Kernel.VALUES, at("dx", dx), Expr.mul(entry("y0", y), difference)))));
    return rows(
        Kernel.prefix(op) + "GradRow",
        "One row of {@code dx = y (dy - sum y dy)}, over the channels of each pixel.",
        List.of(new Operand("y0", y), new Operand("dy", dy), new Operand("dx", dx)),
        body);
  }

  private record Operand(String name, Slot slot) {}

  /**
   * A routine that does something at each pixel of a row, and the calls for all rows of a slice.
   */
  private KernelCode rows(String name, String doc, List<Operand> operands, List<Stmt> pixel) {
    Layout.SliceImage image = operands.getFirst().slot().image();
    Stmt lanes =
        new Stmt.Lanes(Index.of(Layout.BLOCK), kernel.target().columnsFor(Layout.BLOCK, 2), pixel);
    Routine routine =
        new Routine(
            name,
            doc,
            operands.stream().map(Operand::name).toList(),
            List.of(new Stmt.For("x", Index.of(0), Index.of(image.width()), 1, List.of(lanes))));
    List<Index> starts = operands.stream().map(o -> row(o.slot())).toList();
    Stmt loop =
        new Stmt.For(
            "y", Index.of(0), Index.of(image.height()), 1, List.of(new Stmt.Call(name, starts)));
    return new KernelCode(KernelCode.Form.SLICE, List.of(loop), List.of(routine));
  }

  private static Index row(Slot slot) {
    return Kernel.base(slot).plus(slot.image().at(0, 0)).plus(slot.image().rowStride(), "y");
  }

  private static Stmt channels(Slot slot, List<Stmt> each) {
    return new Stmt.For("c", Index.of(0), Index.of(slot.image().channels()), 1, each);
  }

  private static Expr entry(String row, Slot slot) {
    return new Expr.Load(Kernel.VALUES, at(row, slot));
  }

  private static Index at(String row, Slot slot) {
    return Index.of(row).plus(slot.image().pixelStride(), "x").plus(Layout.BLOCK, "c");
  }
}
