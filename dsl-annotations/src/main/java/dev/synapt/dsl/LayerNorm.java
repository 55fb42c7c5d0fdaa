package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): each sample is brought to mean 0 and variance 1
 * over all its entries, then every entry is scaled and shifted by learned numbers of its own. Or
 * each position of a sequence or an image by itself over its channels, as transformers do, and
 * every channel is scaled and shifted:
 *
 * <pre>{@code
 * y = (x - mean) / sqrt(variance + epsilon) * weight + bias
 * }</pre>
 *
 * <p>The variance is the biased one, divided by the count. Training and inference are the same. As
 * PyTorch's {@code LayerNorm} of a sample's whole shape, or of its channels where these are its
 * last axis.
 *
 * <p>Shape: unchanged. Parameters, where affine: {@code weight} of the sample's shape, or {@code
 * [C]} over channels, starting at 1, and {@code bias}, starting at 0.
 *
 * <pre>{@code
 * @Dense(units = 64) @LayerNorm @Gelu     Layer fc1;
 * }</pre>
 *
 * @see GroupNorm
 * @see BatchNorm
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface LayerNorm {

  /**
   * What is normalised together.
   *
   * @return {@link NormExtent#SAMPLE} by default; a vector has only one position, and both are the
   *     same
   */
  NormExtent over() default NormExtent.SAMPLE;

  /**
   * Is added to the variance so that the division stays finite.
   *
   * @return greater than 0; 1e-5 by default, PyTorch's (Keras has 1e-3)
   */
  double epsilon() default 1e-5;

  /**
   * Whether there are learned scales and shifts.
   *
   * @return true by default, as in PyTorch
   */
  boolean affine() default true;
}
