package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The layers of a {@link Block}, one after the other as often as wanted, each time with weights of
 * its own. In a field {@code stage2}, layer {@code c1} of the block's second time is {@code
 * stage2.1.c1}, and its weights are {@code stage2.1.c1.conv2d.weight}: counted from 0, as in
 * PyTorch's {@code Sequential}.
 *
 * <p>Shape: what the block makes of it. Parameters: those of the block, {@code times} times.
 *
 * <pre>{@code
 * @Repeat(block = Basic.class, times = 3, first = {32, 2}, args = {32, 1})   Layer stage2;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Repeat {

  /**
   * The block.
   *
   * @return a class with {@link Block}
   */
  Class<?> block();

  /**
   * How often.
   *
   * @return at least 1; 1 by default
   */
  int times() default 1;

  /**
   * The block's arguments, in the order of {@link Arg}.
   *
   * @return one number for each argument that the block uses; none by default
   */
  int[] args() default {};

  /**
   * Other arguments for the first time: a stride, for instance.
   *
   * @return one number for each argument; empty by default, which means {@link #args()}
   */
  int[] first() default {};
}
