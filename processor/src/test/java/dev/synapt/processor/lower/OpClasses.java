package dev.synapt.processor.lower;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of operations, those of families included. */
public final class OpClasses {

  private OpClasses() {}

  /** Every record that is an operation. */
  public static Set<Class<?>> all() {
    return records(Op.class).collect(Collectors.toSet());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isInterface()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OpClasses::records)
        : Stream.of(type);
  }

  /** An operation's name, the family's in front where there is one: {@code PReluOp.Forward}. */
  public static String name(Class<?> op) {
    Class<?> family = op.getEnclosingClass();
    return family == Op.class || family == null
        ? op.getSimpleName()
        : family.getSimpleName() + "." + op.getSimpleName();
  }
}
