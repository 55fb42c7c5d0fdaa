package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A residual connection (He et al. 2016): {@code y = x + shortcut(earlier)}, where {@code x} is
 * what arrives at this stage and {@code earlier} a layer further up.
 *
 * <p>Shape: unchanged. Where {@code x} is {@code [C', H', W']} and {@code earlier} is {@code [C, H,
 * W]}, {@link ShortcutKind} says how the one becomes the other; per axis the stride {@code s} is
 * the smallest with {@code H' = ceil(H / s)}. Parameters: see {@link ShortcutKind#PROJECTION}.
 *
 * <pre>{@code
 * @Conv2d(filters = 16, kernel = 3, padding = Padding.SAME) @Relu   Layer a;
 * @Conv2d(filters = 16, kernel = 3, padding = Padding.SAME)         Layer b;
 * @Shortcut(from = "a") @Relu                                       Layer out;
 * }</pre>
 *
 * @see Block
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Shortcut {

  /**
   * The layer to add.
   *
   * @return the name of an earlier field of the same class, or {@link Block#INPUT}
   */
  String from();

  /**
   * How another shape is made to fit.
   *
   * @return {@link ShortcutKind#IDENTITY} by default: not at all
   */
  ShortcutKind kind() default ShortcutKind.IDENTITY;
}
