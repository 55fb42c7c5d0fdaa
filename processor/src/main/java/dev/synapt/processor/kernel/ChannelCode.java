package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * Loops over every entry of a value, channel by channel, in each layout. The channels are the lanes
 * of rows and of channels-last pixels; in slices the samples are, and the channels a loop.
 */
final class ChannelCode {

  private final Kernel kernel;

  ChannelCode(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * An argument of a routine, and the value it stands for; all values of a routine have the same
   * shape.
   */
  record Operand(String name, Slot slot) {

    /** The entry that the loops are at. */
    Expr load() {
      return new Expr.Load(Kernel.VALUES, at());
    }

    /** Gives the entry that the loops are at a value. */
    Stmt store(Expr value) {
      return new Stmt.Store(Kernel.VALUES, at(), value);
    }

    private Index at() {
      return switch (slot.layout()) {
        case Layout.Rows rows -> Index.of(slot.offset()).plus(rows.stride(), "n").plus("column");
        case Layout.Planes _ -> throw slot.inLines();
        case Layout.SliceImage image ->
            Index.of(name)
                .plus(image.rowStride(), "y")
                .plus(image.pixelStride(), "x")
                .plus(Layout.BLOCK, "c");
        case Layout.Pixels image ->
            Index.of(name).plus(image.rowStride(), "y").plus(image.stride(), "x");
      };
    }

    private Index start() {
      return switch (slot.layout()) {
        case Layout.Rows rows -> Index.of(0);
        case Layout.Planes _ -> throw slot.inLines();
        case Layout.SliceImage image -> Kernel.base(slot).plus(image.at(0, 0));
        case Layout.Pixels image -> Kernel.base(slot).plus(image.at(0, 0));
      };
    }
  }

  /** A number of each channel, from an array of them. */
  static Expr coefficient(Slot x, String array, int offset) {
    return switch (x.layout()) {
      case Layout.Rows rows -> new Expr.Load(array, Index.of(offset).plus("column"));
      case Layout.Planes _ -> throw x.inLines();
      case Layout.SliceImage image -> new Expr.Broadcast(array, Index.of(offset).plus("c"));
      case Layout.Pixels image -> new Expr.Load(array, Index.of(offset));
    };
  }

  /**
   * Does something to each entry.
   *
   * @param coefficients what each channel computes once
   * @param each what happens at each entry
   */
  KernelCode entries(
      String name, String doc, List<Operand> operands, List<Stmt> coefficients, List<Stmt> each) {
    Slot first = operands.getFirst().slot();
    if (first.isRows()) {
      return rows(name, doc, first, coefficients, each);
    }
    List<String> parameters = operands.stream().map(Operand::name).toList();
    List<Stmt> body = new ArrayList<>(coefficients);
    body.addAll(pixels(first, each));
    Routine routine = new Routine(name, doc, parameters, channels(first, body));
    Stmt call = new Stmt.Call(name, operands.stream().map(Operand::start).toList());
    return new KernelCode(kernel.imageForm(first), List.of(call), List.of(routine));
  }

  private KernelCode rows(
      String name, String doc, Slot slot, List<Stmt> coefficients, List<Stmt> each) {
    boolean single = kernel.memory().slices() == 0;
    List<String> parameters = List.of("first", "last", "column");
    List<Stmt> body = new ArrayList<>(coefficients);
    body.add(new Stmt.For("n", Index.of("first"), Index.of("last"), 1, each));
    Routine routine = new Routine(name, doc, parameters, List.of(lanes(slot.rows().width(), body)));
    Stmt call =
        single
            ? new Stmt.Call(name, Index.of(0), Index.of(1), Index.of(0))
            : new Stmt.Call(
                name,
                Index.of("from").times(Layout.BLOCK),
                Index.of("to").times(Layout.BLOCK),
                Index.of(0));
    KernelCode.Form form = single ? KernelCode.Form.SINGLE : KernelCode.Form.RANGE;
    return new KernelCode(form, List.of(call), List.of(routine));
  }

  private static List<Stmt> pixels(Slot slot, List<Stmt> each) {
    int height = height(slot);
    int width = width(slot);
    Stmt row = new Stmt.For("x", Index.of(0), Index.of(width), 1, each);
    return List.of(new Stmt.For("y", Index.of(0), Index.of(height), 1, List.of(row)));
  }

  private static int height(Slot slot) {
    return slot.layout() instanceof Layout.SliceImage i ? i.height() : slot.pixels().height();
  }

  private static int width(Slot slot) {
    return slot.layout() instanceof Layout.SliceImage i ? i.width() : slot.pixels().width();
  }

  private List<Stmt> channels(Slot slot, List<Stmt> body) {
    if (slot.layout() instanceof Layout.SliceImage image) {
      Stmt lanes = lanes(Layout.BLOCK, body);
      return List.of(new Stmt.For("c", Index.of(0), Index.of(image.channels()), 1, List.of(lanes)));
    }
    return List.of(lanes(slot.pixels().stride(), body));
  }

  private Stmt lanes(int count, List<Stmt> body) {
    return new Stmt.Lanes(Index.of(count), kernel.target().columnsFor(count, 2), body);
  }

  /**
   * Sums of each slice, per channel or over all channels; {@link SliceSums#combine} adds the
   * slices.
   *
   * @param sums names of the sums, in the order of the results
   * @param each what happens at each entry, adding to the sums
   * @param shared whether there is one sum over all channels
   */
  KernelCode sums(
      String name,
      String doc,
      List<Operand> operands,
      Workspace work,
      List<String> sums,
      List<Stmt> coefficients,
      List<Stmt> each,
      boolean shared) {
    Slot first = operands.getFirst().slot();
    int part = work.partialFloats() / sums.size();
    List<Stmt> body = new ArrayList<>();
    sums.forEach(sum -> body.add(new Stmt.Let(sum, Expr.constant(0))));
    if (!shared) {
      body.addAll(coefficients);
    }
    List<Stmt> inner = new ArrayList<>(shared ? coefficients : List.of());
    inner.addAll(each);
    Sums code = new Sums(name, doc, operands, work, sums, part, body, inner);
    return first.isRows() ? code.ofRows(first, shared, this) : code.ofSlices(first, shared, this);
  }

  private record Sums(
      String name,
      String doc,
      List<Operand> operands,
      Workspace work,
      List<String> sums,
      int part,
      List<Stmt> body,
      List<Stmt> each) {

    private Index scratch(int sum) {
      return Index.of(Kernel.SLICE_BASE).plus(work.scratch() + sum * part * Layout.BLOCK);
    }

    private Index partials(int sum) {
      return Index.of(work.partials() + sum * part).plus(work.partialFloats(), "slice");
    }

    /**
     * Over the rows of a slice; a sum over all channels is one over blocks of 16, then over its
     * lanes.
     */
    KernelCode ofRows(Slot slot, boolean shared, ChannelCode code) {
      int width = slot.rows().width();
      Stmt rows = new Stmt.For("n", Index.of("first"), Index.of("last"), 1, each);
      Stmt blocks =
          new Stmt.For("column", Index.of(0), Index.of(width), Layout.BLOCK, List.of(rows));
      List<Stmt> lanes = new ArrayList<>(body);
      lanes.add(shared ? blocks : rows);
      for (int i = 0; i < sums.size(); i++) {
        lanes.add(new Stmt.Store(Kernel.VALUES, Index.of("to" + i), Expr.ref(sums.get(i))));
      }
      List<String> parameters = new ArrayList<>(List.of("first", "last"));
      Index first = Index.of("slice").times(Layout.BLOCK);
      List<Index> arguments = new ArrayList<>(List.of(first, first.plus("lanes(slice)")));
      if (!shared) {
        parameters.add("column");
        arguments.add(Index.of(0));
      }
      List<Stmt> calls = new ArrayList<>();
      for (int i = 0; i < sums.size(); i++) {
        parameters.add("to" + i);
        arguments.add(shared ? scratch(i) : partials(i));
      }
      calls.add(new Stmt.Call(name, arguments));
      for (int i = 0; shared && i < sums.size(); i++) {
        calls.add(sumLanes(i, 1, String.valueOf(Layout.BLOCK)));
      }
      Stmt all = code.lanes(shared ? Layout.BLOCK : width, lanes);
      return new KernelCode(
          KernelCode.Form.SLICE, calls, List.of(new Routine(name, doc, parameters, List.of(all))));
    }

    KernelCode ofSlices(Slot slot, boolean shared, ChannelCode code) {
      List<Stmt> lanes = new ArrayList<>(body);
      List<Stmt> walk = pixels(slot, each);
      Index channels = Index.of(slot.image().channels());
      lanes.addAll(shared ? List.of(new Stmt.For("c", Index.of(0), channels, 1, walk)) : walk);
      for (int i = 0; i < sums.size(); i++) {
        Index to = Index.of("to" + i);
        Index at = shared ? to : to.plus(Layout.BLOCK, "c");
        lanes.add(new Stmt.Store(Kernel.VALUES, at, Expr.ref(sums.get(i))));
      }
      List<Stmt> all =
          shared ? List.of(code.lanes(Layout.BLOCK, lanes)) : code.channels(slot, lanes);
      List<Index> arguments = new ArrayList<>(operands.stream().map(Operand::start).toList());
      List<Stmt> calls = new ArrayList<>();
      for (int i = 0; i < sums.size(); i++) {
        arguments.add(scratch(i));
      }
      calls.add(new Stmt.Call(name, arguments));
      for (int i = 0; i < sums.size(); i++) {
        calls.add(sumLanes(i, shared ? 1 : slot.image().channels(), "lanes(slice)"));
      }
      return new KernelCode(
          KernelCode.Form.SLICE, calls, List.of(new Routine(name, doc, parameters(), all)));
    }

    private Stmt sumLanes(int sum, int count, String lanes) {
      return new Stmt.Java(
          "Lanes.sum(values, %s, %s, %s, %s);"
              .formatted(scratch(sum), count, lanes, partials(sum)));
    }

    private List<String> parameters() {
      List<String> parameters = new ArrayList<>(operands.stream().map(Operand::name).toList());
      for (int i = 0; i < sums.size(); i++) {
        parameters.add("to" + i);
      }
      return parameters;
    }
  }
}
