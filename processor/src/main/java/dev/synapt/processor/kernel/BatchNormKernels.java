package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Batch normalisation. Each slice finds its own mean and sum of squared deviations per channel;
 * these are combined by the formula of Chan, Golub and LeVeque (1979), which does not cancel for
 * channels far from zero as a sum of squares would. On rows the channels are the lanes; on images
 * the samples are, one channel after another.
 */
final class BatchNormKernels {

  private final Kernel kernel;

  BatchNormKernels(Kernel kernel) {
    this.kernel = kernel;
  }

  KernelCode statistics(Op.BatchNormStatistics op) {
    Slot x = kernel.slot(op.x());
    Workspace work = kernel.workspace(op);
    String name = Kernel.prefix(op);
    int channels = kernel.graph().shape(op.x()).channels();
    return x.isRows() ? rowStatistics(x, work, name) : imageStatistics(x, work, name, channels);
  }

  private KernelCode rowStatistics(Slot x, Workspace work, String name) {
    int lanes = x.rows().width();
    Expr value = new Expr.Load(Kernel.VALUES, row(x));
    List<Stmt> body =
        List.of(
            let("sum", Expr.constant(0)),
            rows(set("sum", Expr.add(Expr.ref("sum"), value))),
            let("mean", Expr.div(Expr.ref("sum"), new Expr.Scalar("count"))),
            let("squares", Expr.constant(0)),
            rows(
                let("d", Expr.sub(value, Expr.ref("mean"))),
                set("squares", new Expr.Fma(Expr.ref("d"), Expr.ref("d"), Expr.ref("squares")))),
            store("to", 0, "mean"),
            store("to", lanes, "squares"));
    Routine routine =
        new Routine(
            name,
            "A slice's mean of each channel and the sum of squared deviations from it.",
            List.of("first", "last", "to"),
            List.of(new Stmt.Java("float count = last - first;"), lanes(lanes, body)));
    return rowCode(work, routine);
  }

  private static KernelCode rowCode(Workspace work, Routine routine) {
    Index first = Index.of("slice").times(Layout.BLOCK);
    Stmt call = new Stmt.Call(routine.name(), first, first.plus("lanes(slice)"), partials(work));
    return new KernelCode(KernelCode.Form.SLICE, List.of(call), List.of(routine));
  }

  private KernelCode imageStatistics(Slot x, Workspace work, String name, int channels) {
    Index scratch = scratch(work);
    Routine sum =
        perChannel(
            name + "Sum",
            "Sums each channel over the pixels, per lane.",
            List.of("in", "to"),
            x,
            List.of(let("sum", Expr.constant(0))),
            List.of(set("sum", Expr.add(Expr.ref("sum"), pixel("in", x)))),
            List.of(storeChannel("to", "sum")));
    Routine squares =
        perChannel(
            name + "Squares",
            "Sums each channel's squared deviations from the slice's mean, per lane.",
            List.of("in", "means", "to"),
            x,
            List.of(
                let("sum", Expr.constant(0)),
                let("mean", new Expr.Broadcast(Kernel.VALUES, Index.of("means").plus("c")))),
            List.of(
                let("d", Expr.sub(pixel("in", x), Expr.ref("mean"))),
                set("sum", new Expr.Fma(Expr.ref("d"), Expr.ref("d"), Expr.ref("sum")))),
            List.of(storeChannel("to", "sum")));
    int positions = x.image().height() * x.image().width();
    List<Stmt> body =
        List.of(
            new Stmt.Call(name + "Sum", origin(x), scratch),
            new Stmt.Java(
                "Lanes.mean(values, %s, %s, lanes(slice), %s, %s);"
                    .formatted(scratch, channels, positions, partials(work))),
            new Stmt.Call(name + "Squares", origin(x), partials(work), scratch),
            sumLanes(scratch, channels, partials(work).plus(work.partialFloats() / 2)));
    return new KernelCode(KernelCode.Form.SLICE, body, List.of(sum, squares));
  }

  private static Stmt sumLanes(Index from, int channels, Index to) {
    return new Stmt.Java(
        "Lanes.sum(values, %s, %s, lanes(slice), %s);".formatted(from, channels, to));
  }

  /** Combines the slices' statistics; small, so one thread does it. */
  KernelCode combine(Op.BatchNormStatistics op) {
    Workspace work = kernel.workspace(op);
    int channels = kernel.graph().shape(op.x()).channels();
    Stmt call =
        new Stmt.Java(
            """
            if (worker == 0) {
              BatchNormStatistics.combine(
                  values, %s, %s, %s, samples, %s,
                  %s, %s, weights, %s, %s, %s, %s);
            }\
            """
                .formatted(
                    work.partials(),
                    work.partialFloats(),
                    channels,
                    kernel.graph().shape(op.x()).positions(),
                    op.epsilon(),
                    op.momentum(),
                    kernel.parameter(op.runningMean()).offset(),
                    kernel.parameter(op.runningVariance()).offset(),
                    kernel.slot(op.mean()).offset(),
                    kernel.slot(op.inverse()).offset()));
    return new KernelCode(KernelCode.Form.UNITS, List.of(call), List.of());
  }

  KernelCode apply(Op.BatchNormApply op) {
    Slot x = kernel.slot(op.x());
    Slot y = kernel.slot(op.y());
    List<Stmt> coefficients =
        List.of(
            let("mean", channel(x, Kernel.VALUES, kernel.slot(op.mean()).offset())),
            let("inverse", channel(x, Kernel.VALUES, kernel.slot(op.inverse()).offset())),
            let("gamma", channel(x, Kernel.WEIGHTS, kernel.parameter(op.gamma()).offset())),
            let("beta", channel(x, Kernel.WEIGHTS, kernel.parameter(op.beta()).offset())));
    Expr centred = Expr.sub(entry("in", x), Expr.ref("mean"));
    List<Stmt> each =
        List.of(
            let("xhat", Expr.mul(centred, Expr.ref("inverse"))),
            storeEntry("out", y, result(op.activation().isPresent())));
    return entries(
        Kernel.prefix(op) + "Apply",
        applyFormula(op.activation().isPresent()),
        List.of(new Named("in", x), new Named("out", y)),
        coefficients,
        each);
  }

  /** From {@code xhat}, {@code gamma} and {@code beta}. */
  static Expr result(boolean relu) {
    Expr y = new Expr.Fma(Expr.ref("xhat"), Expr.ref("gamma"), Expr.ref("beta"));
    return relu ? Expr.max(y, Expr.constant(0)) : y;
  }

  static String applyFormula(boolean relu) {
    String y = "(x - mean) inverse gamma + beta";
    return "{@code y = %s}.".formatted(relu ? "relu(" + y + ")" : y);
  }

  /** {@code dy}, or zero where a ReLU behind the normalisation let nothing through. */
  static Expr gated(Expr dy, Optional<Expr> gate) {
    Expr zero = Expr.constant(0);
    return gate.<Expr>map(y -> new Expr.SelectGreater(y, zero, dy, zero)).orElse(dy);
  }

  KernelCode gradParameters(Op.BatchNormGradParameters op) {
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    Workspace work = kernel.workspace(op);
    String name = Kernel.prefix(op) + "GradSums";
    List<Stmt> before =
        List.of(
            let("mean", channel(x, Kernel.VALUES, kernel.slot(op.mean()).offset())),
            let("inverse", channel(x, Kernel.VALUES, kernel.slot(op.inverse()).offset())),
            let("dgamma", Expr.constant(0)),
            let("dbeta", Expr.constant(0)));
    Expr centred = Expr.sub(entry("in", x), Expr.ref("mean"));
    Optional<Slot> gate = op.gate().map(kernel::slot);
    Stmt[] each = {
      let("d", gated(entry("dy", dy), gate.map(g -> entry("gate", g)))),
      let("xhat", Expr.mul(centred, Expr.ref("inverse"))),
      set("dgamma", new Expr.Fma(Expr.ref("d"), Expr.ref("xhat"), Expr.ref("dgamma"))),
      set("dbeta", Expr.add(Expr.ref("dbeta"), Expr.ref("d")))
    };
    int half = work.partialFloats() / 2;
    String doc = "A slice's sums of {@code dy xhat} and {@code dy} of each channel.";
    if (x.isRows()) {
      List<Stmt> body = new ArrayList<>(before);
      body.add(rows(each));
      body.add(store("to", 0, "dgamma"));
      body.add(store("to", half, "dbeta"));
      return rowCode(
          work,
          new Routine(
              name, doc, List.of("first", "last", "to"), List.of(lanes(x.rows().width(), body))));
    }
    int channels = kernel.graph().shape(op.x()).channels();
    Index scratch = scratch(work);
    Index second = scratch.plus(half * Layout.BLOCK);
    List<String> parameters = new ArrayList<>(List.of("in", "dy", "toGamma", "toBeta"));
    List<Index> arguments = new ArrayList<>(List.of(origin(x), origin(dy), scratch, second));
    gate.ifPresent(g -> {
      parameters.add("gate");
      arguments.add(origin(g));
    });
    Routine sums =
        perChannel(
            name,
            doc,
            parameters,
            x,
            before,
            List.of(each),
            List.of(storeChannel("toGamma", "dgamma"), storeChannel("toBeta", "dbeta")));
    List<Stmt> body =
        List.of(
            new Stmt.Call(name, arguments),
            sumLanes(scratch, channels, partials(work)),
            sumLanes(second, channels, partials(work).plus(half)));
    return new KernelCode(KernelCode.Form.SLICE, body, List.of(sums));
  }

  /** Sums the slices' gradients, in the order of the slices. */
  KernelCode combine(Op.BatchNormGradParameters op) {
    Workspace work = kernel.workspace(op);
    int half = work.partialFloats() / 2;
    String name = Kernel.prefix(op) + "GradCombine";
    List<Routine> routines =
        List.of(
            SliceSums.routine(
                name + "Gamma",
                work.partials(),
                work.partialFloats(),
                half,
                kernel.gradient(op.dgamma())),
            SliceSums.routine(
                name + "Beta",
                work.partials() + half,
                work.partialFloats(),
                half,
                kernel.gradient(op.dbeta())));
    Stmt calls =
        new Stmt.Java("if (worker == 0) {\n  %sGamma();\n  %sBeta();\n}".formatted(name, name));
    return new KernelCode(KernelCode.Form.UNITS, List.of(calls), routines);
  }

  KernelCode gradInput(Op.BatchNormGradInput op) {
    Slot x = kernel.slot(op.x());
    Slot dy = kernel.slot(op.dy());
    Slot dx = kernel.slot(op.dx());
    Optional<Slot> gate = op.gate().map(kernel::slot);
    List<Named> operands =
        new ArrayList<>(List.of(new Named("in", x), new Named("dy", dy), new Named("dx", dx)));
    gate.ifPresent(g -> operands.add(new Named("gate", g)));
    Expr share = new Expr.Scalar("share");
    List<Stmt> coefficients =
        List.of(
            let("mean", channel(x, Kernel.VALUES, kernel.slot(op.mean()).offset())),
            let("inverse", channel(x, Kernel.VALUES, kernel.slot(op.inverse()).offset())),
            let(
                "scale",
                Expr.mul(
                    Expr.ref("inverse"),
                    channel(x, Kernel.WEIGHTS, kernel.parameter(op.gamma()).offset()))),
            let(
                "slope",
                Expr.mul(share, channel(x, Kernel.GRADIENTS, kernel.gradient(op.dgamma())))),
            let(
                "offset",
                Expr.mul(share, channel(x, Kernel.GRADIENTS, kernel.gradient(op.dbeta())))));
    Expr centred = Expr.sub(entry("in", x), Expr.ref("mean"));
    List<Stmt> each =
        List.of(
            let("xhat", Expr.mul(centred, Expr.ref("inverse"))),
            let(
                "d",
                Expr.sub(
                    gated(entry("dy", dy), gate.map(g -> entry("gate", g))), Expr.ref("offset"))),
            let("own", Expr.sub(Expr.ref("d"), Expr.mul(Expr.ref("xhat"), Expr.ref("slope")))),
            storeEntry("dx", dx, Expr.mul(Expr.ref("own"), Expr.ref("scale"))));
    KernelCode code =
        entries(
            Kernel.prefix(op) + "GradInput",
            "{@code dx = gamma inverse (dy - dbeta/M - xhat dgamma/M)}.",
            operands,
            coefficients,
            each);
    int positions = kernel.graph().shape(op.x()).positions();
    Stmt declare = new Stmt.Java("float share = 1f / (this.samples * %s);".formatted(positions));
    return new KernelCode(
        code.form(),
        code.body(),
        code.routines().stream().map(routine -> starting(declare, routine)).toList());
  }

  private static Routine starting(Stmt first, Routine routine) {
    return new Routine(
        routine.name(),
        routine.doc(),
        routine.parameters(),
        Stream.concat(Stream.of(first), routine.body().stream()).toList());
  }

  /** Inference: a channel's scale and shift once, then every pixel. */
  KernelCode scaleShift(Op.ScaleShift op) {
    ChannelCode.Operand x = new ChannelCode.Operand("in", kernel.slot(op.x()));
    ChannelCode.Operand y = new ChannelCode.Operand("out", kernel.slot(op.y()));
    return new ChannelCode(kernel)
        .entries(
            Kernel.prefix(op),
            "{@code y = x scale + shift}.",
            List.of(x, y),
            List.of(
                let("scale", coefficient(x, op.scale())), let("shift", coefficient(x, op.shift()))),
            List.of(y.store(new Expr.Fma(x.load(), Expr.ref("scale"), Expr.ref("shift")))));
  }

  private Expr coefficient(ChannelCode.Operand x, ValueId parameter) {
    int offset = kernel.parameter(parameter).offset();
    return ChannelCode.coefficient(x.slot(), Kernel.WEIGHTS, offset);
  }

  /** An argument of a routine, and the value it stands for. */
  private record Named(String name, Slot slot) {}

  /** Does something to each entry, with coefficients that each channel computes once. */
  private KernelCode entries(
      String name, String doc, List<Named> operands, List<Stmt> coefficients, List<Stmt> each) {
    Slot first = operands.getFirst().slot();
    if (first.isRows()) {
      List<Stmt> body = new ArrayList<>(coefficients);
      body.add(
          new Stmt.For(
              "n",
              Index.of("from").times(Layout.BLOCK),
              Index.of("to").times(Layout.BLOCK),
              1,
              each));
      Routine routine =
          new Routine(name, doc, List.of("from", "to"), List.of(lanes(first.rows().width(), body)));
      Stmt call = new Stmt.Call(name, Index.of("from"), Index.of("to"));
      return new KernelCode(KernelCode.Form.RANGE, List.of(call), List.of(routine));
    }
    Routine routine =
        perChannel(
            name,
            doc,
            operands.stream().map(Named::name).toList(),
            first,
            coefficients,
            each,
            List.of());
    Stmt call = new Stmt.Call(name, operands.stream().map(o -> origin(o.slot())).toList());
    return new KernelCode(KernelCode.Form.SLICE, List.of(call), List.of(routine));
  }

  /**
   * A routine that for each channel does something before, at each pixel and after, on the samples
   * in the lanes.
   */
  private Routine perChannel(
      String name,
      String doc,
      List<String> parameters,
      Slot slot,
      List<Stmt> before,
      List<Stmt> pixel,
      List<Stmt> after) {
    Layout.SliceImage image = slot.image();
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(image.width()), 1, pixel);
    List<Stmt> body = new ArrayList<>(before);
    body.add(new Stmt.For("y", Index.of(0), Index.of(image.height()), 1, List.of(row)));
    body.addAll(after);
    Stmt channels =
        new Stmt.For(
            "c", Index.of(0), Index.of(image.channels()), 1, List.of(lanes(Layout.BLOCK, body)));
    return new Routine(name, doc, parameters, List.of(channels));
  }

  private Stmt lanes(int count, List<Stmt> body) {
    return new Stmt.Lanes(Index.of(count), kernel.target().columnsFor(count, 2), body);
  }

  /**
   * A number per channel: neighbouring ones in the lanes of a row, the same for all samples of an
   * image.
   */
  private static Expr channel(Slot x, String array, int offset) {
    return x.isRows()
        ? new Expr.Load(array, Index.of(offset))
        : new Expr.Broadcast(array, Index.of(offset).plus("c"));
  }

  private static Expr entry(String name, Slot slot) {
    return new Expr.Load(Kernel.VALUES, at(name, slot));
  }

  private static Stmt storeEntry(String name, Slot slot, Expr value) {
    return new Stmt.Store(Kernel.VALUES, at(name, slot), value);
  }

  private static Index at(String name, Slot slot) {
    return slot.isRows() ? row(slot) : pixelIndex(name, slot);
  }

  private static Expr pixel(String name, Slot slot) {
    return new Expr.Load(Kernel.VALUES, pixelIndex(name, slot));
  }

  private static Index pixelIndex(String name, Slot slot) {
    return Index.of(name)
        .plus(slot.image().rowStride(), "y")
        .plus(slot.image().pixelStride(), "x")
        .plus(Layout.BLOCK, "c");
  }

  private static Index row(Slot slot) {
    return Index.of(slot.offset()).plus(slot.rows().stride(), "n");
  }

  private static Index origin(Slot slot) {
    return Kernel.base(slot).plus(slot.image().at(0, 0));
  }

  private static Index scratch(Workspace work) {
    return Index.of(Kernel.SLICE_BASE).plus(work.scratch());
  }

  private static Index partials(Workspace work) {
    return Index.of(work.partials()).plus(work.partialFloats(), "slice");
  }

  private static Stmt rows(Stmt... body) {
    return new Stmt.For("n", Index.of("first"), Index.of("last"), 1, List.of(body));
  }

  private static Stmt let(String name, Expr value) {
    return new Stmt.Let(name, value);
  }

  private static Stmt set(String name, Expr value) {
    return new Stmt.Set(name, value);
  }

  private static Stmt store(String argument, int more, String name) {
    return new Stmt.Store(Kernel.VALUES, Index.of(argument).plus(more), Expr.ref(name));
  }

  private static Stmt storeChannel(String argument, String name) {
    return new Stmt.Store(
        Kernel.VALUES, Index.of(argument).plus(Layout.BLOCK, "c"), Expr.ref(name));
  }
}
