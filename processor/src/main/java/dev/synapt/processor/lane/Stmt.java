package dev.synapt.processor.lane;

import java.util.List;

/** A statement of a {@link Routine}. */
public sealed interface Stmt {

  /** {@code for (int variable = from; variable < to; variable += step)}. */
  record For(String variable, Index from, Index to, int step, List<Stmt> body) implements Stmt {
    public For {
      body = List.copyOf(body);
    }
  }

  /**
   * The body for each of {@code count} lanes, in any grouping: lanes must not depend on each other.
   *
   * @param count a multiple of 16, or {@link Index} that is one at run time
   * @param unroll how many registers' worth of lanes one pass of vector code takes; plain code
   *     takes one lane
   */
  record Lanes(Index count, int unroll, List<Stmt> body) implements Stmt {
    public Lanes {
      body = List.copyOf(body);
    }
  }

  /** Names a value per lane. */
  record Let(String name, Expr value) implements Stmt {}

  /** Gives a named value another value. */
  record Set(String name, Expr value) implements Stmt {}

  /** {@code array[index + lane] = value}. */
  record Store(String array, Index index, Expr value) implements Stmt {}

  /** {@code int name = value}. */
  record LetIndex(String name, Index value) implements Stmt {}

  /** Calls another routine of the same class. */
  record Call(String routine, List<Index> arguments) implements Stmt {
    public Call {
      arguments = List.copyOf(arguments);
    }

    public Call(String routine, Index... arguments) {
      this(routine, List.of(arguments));
    }
  }

  /**
   * A statement of plain Java without lanes, as text that ends in a semicolon or brace; for calls
   * of the runtime.
   */
  record Java(String text) implements Stmt {}

  /** Statements with names of their own. */
  record Block(List<Stmt> body) implements Stmt {
    public Block {
      body = List.copyOf(body);
    }
  }

  /**
   * A store that nothing reads, which C2 moves no load across. Where code needs nearly all
   * registers, loads that are moved up to the start of a loop's body push its sums out of them.
   *
   * @param array its first float is written, so nothing may be there
   * @param number what is written: of neighbouring stores of the same number C2 would leave one
   */
  record Fence(String array, int number) implements Stmt {}

  /** A line of comment. */
  record Comment(String text) implements Stmt {}
}
