package dev.synapt.processor.kernel;

import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import java.util.List;

/**
 * The code of one step.
 *
 * @param form what {@code body} may refer to
 * @param body the statements that the layer's method gets
 * @param routines the methods that they call
 */
public record KernelCode(Form form, List<Stmt> body, List<Routine> routines) {

  public KernelCode {
    body = List.copyOf(body);
    routines = List.copyOf(routines);
  }

  /** The surroundings of a step's statements. */
  public enum Form {
    /**
     * One slice: {@code int slice} is its number, {@code int s} where its memory starts in {@code
     * values}.
     */
    SLICE,
    /** One image of a slice: besides the above {@code int image} is its number in the slice. */
    IMAGE,
    /** Slices {@code int from} to {@code int to}. */
    RANGE,
    /** Part {@code int worker} of {@code int workers}. */
    UNITS,
    /** One sample: nothing to refer to. */
    SINGLE
  }
}
