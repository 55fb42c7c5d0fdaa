package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class a group of layers that {@link Repeat} puts into a network, several times if wanted.
 * Its fields of type {@link Layer} are its layers, in source order, as in a {@link Network}; the
 * first reads what arrives at the block, and the last is the block's result. Names that its layers
 * give are those of its own fields. There is no input and no output in a block; there may be other
 * blocks.
 *
 * <p>Integer values may be arguments, see {@link Arg}. A constant gives one a name.
 *
 * <pre>{@code
 * @Block
 * static final class Basic {
 *   static final int FILTERS = Arg.FIRST, STRIDE = Arg.SECOND;
 *   @Conv2d(filters = FILTERS, kernel = 3, stride = STRIDE, padding = Padding.SAME, bias = false)
 *   @BatchNorm @Relu                                                             Layer c1;
 *   @Conv2d(filters = FILTERS, kernel = 3, padding = Padding.SAME, bias = false)
 *   @BatchNorm                                                                   Layer c2;
 *   @Shortcut(from = Block.INPUT, kind = ShortcutKind.PROJECTION) @Relu          Layer out;
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Block {

  /** The name of what arrives at the block, unless one of its fields has that name. */
  String INPUT = "input";
}
