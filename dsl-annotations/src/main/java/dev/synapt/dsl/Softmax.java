package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Turns scores into probabilities: {@code y[k] = exp(x[k]) / sum over j of exp(x[j])}. The sum runs
 * over the entries of a vector {@code [n]}, and over the channels of an image {@code [C, H, W]},
 * position by position.
 *
 * <p>Shape: unchanged. No parameters. Not before {@link Loss#CROSS_ENTROPY}, which contains it:
 * such a network does not compile.
 *
 * <pre>{@code
 * @Dense(units = 3) @Softmax @Output(loss = Loss.MSE)      Layer shares;
 * @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY)     Layer species;   // no softmax here
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Softmax {}
