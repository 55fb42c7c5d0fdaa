package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The product of earlier layers, entry by entry: {@code y = a * b * ...}, from left to right; a
 * gate, for example. Stands in front of the field's other annotations: it reads the layers it names
 * and not the field before it.
 *
 * <p>Shape: all layers named must have the same one, which is that of the product. No parameters.
 * Gradient: {@code da = dy * b * ...}, and so on.
 *
 * <pre>{@code
 * @Dense(units = 32)                       Layer a;
 * @From("input") @Dense(units = 32) @Sigmoid   Layer gate;
 * @Multiply({"a", "gate"})                 Layer gated;
 * }</pre>
 *
 * @see Add
 * @see Concat
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Multiply {

  /**
   * The layers to multiply.
   *
   * @return two or more names of earlier fields of the same class; {@code "input"} is the network's
   *     or the block's input, unless a field has that name
   */
  String[] value();
}
