package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which earlier layer a field reads, instead of the field before it. Stands in front of the
 * field's other annotations. A layer may be read any number of times; its gradient is the sum of
 * what comes back from all of them.
 *
 * <p>Shape: that of the named layer. No parameters.
 *
 * <pre>{@code
 * @Conv2d(filters = 8, kernel = 3) @Relu                     Layer stem;
 * @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME)   Layer wide;
 * @From("stem") @Conv2d(filters = 8, kernel = 1)             Layer narrow;
 * @Add({"wide", "narrow"})                                   Layer both;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface From {

  /**
   * The layer to read.
   *
   * @return the name of an earlier field of the same class; or {@code "input"} for the network's
   *     input, or the block's, unless a field has that name
   */
  String value();
}
