package dev.synapt.processor.method;

import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.RoutinePrinter;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import java.util.List;

/**
 * What a method costs HotSpot's compilers, known before javac sees it.
 *
 * @param bytecodes bytes of code: not less than javac makes of it, and at most twice as many
 * @param vectorCalls calls of the Vector API as they stand in the text
 * @param loops whether there are loops within the loop over lanes
 */
public record MethodCost(int bytecodes, int vectorCalls, boolean loops) {

  /** The cost of a routine in the class of a target. */
  public static MethodCost of(Routine routine, Target target) {
    return of(RoutinePrinter.body(routine, target), routine.parameters());
  }

  /** The cost of a layer's method. */
  public static MethodCost of(LayerMethod method) {
    return of(method.body());
  }

  /** The cost of statements without lanes. */
  static MethodCost of(List<Stmt> body) {
    return of(
        RoutinePrinter.body(body), List.of("from", "to", "worker", "workers", "slice", "image"));
  }

  /** The cost of the statements of a method, from their text. */
  static MethodCost of(String text, List<String> parameters) {
    BytecodeCounter counter = new BytecodeCounter(parameters);
    counter.read(text);
    return new MethodCost(counter.bytecodes(), counter.vectorCalls(), counter.loops());
  }
}
