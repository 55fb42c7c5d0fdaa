package dev.synapt.dsl;

/**
 * The arguments of a {@link Block}: in it, each of these constants stands for the number that
 * {@link Repeat#args()} gives at its place. They may be used wherever an annotation takes an {@code
 * int}, as they are: the compiler would see nothing special in {@code 2 * Arg.FIRST}.
 */
public final class Arg {

  /** The first argument. */
  public static final int FIRST = -2_000_000_001;

  /** The second argument. */
  public static final int SECOND = -2_000_000_002;

  /** The third argument. */
  public static final int THIRD = -2_000_000_003;

  /** The fourth argument. */
  public static final int FOURTH = -2_000_000_004;

  /** The fifth argument. */
  public static final int FIFTH = -2_000_000_005;

  /** The sixth argument. */
  public static final int SIXTH = -2_000_000_006;

  /** The seventh argument. */
  public static final int SEVENTH = -2_000_000_007;

  /** The eighth argument. */
  public static final int EIGHTH = -2_000_000_008;

  private Arg() {}
}
