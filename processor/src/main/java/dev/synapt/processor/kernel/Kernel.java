package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.FieldPath;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.MemoryPlan;
import dev.synapt.processor.plan.ParameterSlot;
import dev.synapt.processor.plan.Slot;
import dev.synapt.processor.plan.Workspace;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every kernel knows: the graph, the places in memory and the target; and the names that its
 * code uses.
 *
 * @param graph the operations
 * @param memory where everything is
 * @param target what code is written for
 */
public record Kernel(OpGraph graph, MemoryPlan memory, Target target) {

  /** The array of weights, permuted and padded. */
  static final String WEIGHTS = "weights";

  /** The array of gradients, laid out as the trained weights. */
  static final String GRADIENTS = "gradients";

  /** The array of all other values. */
  static final String VALUES = "values";

  /**
   * Rows of a tile: with two or four registers side by side they use up the registers, see {@link
   * Target}.
   */
  static final int ROWS = 6;

  /** So many fences in a row write different numbers. */
  private static final int FENCES = 7;

  /** The variable that holds where a slice's memory starts. */
  public static final String SLICE_BASE = "s";

  Slot slot(ValueId value) {
    return memory.slot(value);
  }

  ParameterSlot parameter(ValueId value) {
    return memory.parameter(value);
  }

  Workspace workspace(Op op) {
    return memory.workspaces().get(op);
  }

  /** Where a trained tensor's gradient starts in {@link #GRADIENTS}. */
  int gradient(ValueId gradient) {
    return memory.gradient(gradient, graph.parameterOf(gradient));
  }

  /**
   * The place of a trained tensor, by its gradient, which lies as it does in {@link #GRADIENTS}.
   */
  ParameterSlot gradientSlot(ValueId gradient) {
    return memory.parameter(graph.parameterOf(gradient));
  }

  /** Where a value starts: within the memory of the current slice or image if it is there. */
  static Index base(Slot slot) {
    return switch (slot.place()) {
      case WHOLE -> Index.of(slot.offset());
      case SLICE -> Index.of(SLICE_BASE).plus(slot.offset());
      case IMAGE ->
          Index.of(SLICE_BASE).plus(slot.offset()).plus(Layout.padded(slot.floats()), "image");
    };
  }

  /** Whether a value is an image in channels-last layout. */
  boolean isPixels(ValueId value) {
    return slot(value).layout() instanceof Layout.Pixels;
  }

  /** Zeros a slice's or image's part of a value. */
  static Stmt zero(Slot slot) {
    Index from = base(slot);
    return new Stmt.Java(
        "Arrays.fill(%s, %s, %s, 0f);".formatted(VALUES, from, from.plus(slot.floats())));
  }

  /** How the code of a step on an image is called. */
  KernelCode.Form imageForm(Slot slot) {
    if (memory.slices() == 0) {
      return KernelCode.Form.SINGLE;
    }
    return slot.layout() instanceof Layout.Pixels ? KernelCode.Form.IMAGE : KernelCode.Form.SLICE;
  }

  /** Statements for so many lanes, two registers at a time where they divide. */
  Stmt.Lanes lanes(int count, List<Stmt> body) {
    return new Stmt.Lanes(Index.of(count), target.columnsFor(count, 2), body);
  }

  /**
   * Keeps the loads of a tile that needs nearly all of 16 registers where they are; 32 registers
   * have room for what C2 loads ahead.
   *
   * @param number counts the fences of a loop's body
   */
  List<Stmt> fence(int number) {
    return target == Target.VECTOR_R16
        ? List.of(new Stmt.Fence(VALUES, number % FENCES))
        : List.of();
  }

  /**
   * Rows of a tile over so many lanes, see {@link Target#rows}: more where one register is all
   * there is.
   */
  int rows(int lanes) {
    boolean narrow = target == Target.VECTOR_R32 && target.columnsFor(lanes, 2) == 1;
    return narrow ? 12 : Math.max(ROWS, target.rows());
  }

  /** The prefix of the names of an operation's routines: {@code conv1Conv2d}. */
  static String prefix(Op op) {
    return FieldPath.identifier(op.origin().field()) + capital(op.origin().stage());
  }

  /** The same as part of a name in Java, with upper-case letters where its parts begin. */
  public static String capital(String name) {
    return Stream.of(name.split("\\."))
        .map(part -> Character.toUpperCase(part.charAt(0)) + part.substring(1))
        .collect(Collectors.joining());
  }
}
