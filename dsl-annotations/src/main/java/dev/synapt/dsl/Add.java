package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The sum of earlier layers, entry by entry: {@code y = a + b + ...}, from left to right. Stands in
 * front of the field's other annotations: it reads the layers it names and not the field before it.
 *
 * <p>Shape: all layers named must have the same one, which is that of the sum. No parameters.
 *
 * <pre>{@code
 * @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME)   Layer a;
 * @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME)   Layer b;
 * @Add({"a", "b"}) @Relu                                     Layer sum;
 * }</pre>
 *
 * @see Shortcut
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Add {

  /**
   * The layers to add.
   *
   * @return two or more names of earlier fields of the same class; {@code "input"} is the network's
   *     or the block's input, unless a field has that name
   */
  String[] value();
}
