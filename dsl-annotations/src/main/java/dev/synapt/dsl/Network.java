package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class the declaration of a neural network. Its fields of type {@link Layer} are the
 * layers, in source order: each reads the one before it, the first reads the network's input,
 * unless {@link From} or {@link Add} say otherwise. Names are those of earlier fields. The
 * annotations on a field are its stages, applied from left to right.
 *
 * <p>For a class {@code LeNet5} the compiler writes {@code LeNet5Weights}, {@code LeNet5Network}
 * and {@code LeNet5Trainer} into the same package. The class itself is never instantiated.
 *
 * <pre>{@code
 * @Network(input = {1, 28, 28})
 * final class Digits { @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY) Layer digit; }
 * }</pre>
 *
 * <p>A stage has the name of its field and of its annotation in lower case, as {@code
 * conv1.conv2d}; this name stands in summaries, error messages and weights files. Each kind of
 * stage (convolution, dense layer, pooling, normalisation, activation, dropout) may stand on a
 * field once.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Network {

  /**
   * The shape of one sample, without the batch: {@code {features}}, or {@code {channels, height,
   * width}} for images. Arrays at the API are row-major in this order, so an image is stored
   * channel by channel and row by row, as in PyTorch. Left out when the first field has {@link
   * Input}.
   *
   * @return the sizes, each at least 1; empty when {@link Input} gives them
   */
  int[] input() default {};

  /**
   * The number of samples of a training step that the generated trainer is specialised for. A
   * smaller last batch of an epoch is computed exactly. Inference does not depend on it.
   *
   * @return the batch size, at least 1; 64 by default
   */
  int batch() default 64;
}
