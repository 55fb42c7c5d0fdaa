package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A learned vector for each token of a vocabulary: {@code y[d, t] = weight[x[t], d]}. PyTorch's
 * {@code Embedding}, its result with channels first as all sequences here.
 *
 * <p>Reads the network's input, and nothing else can: a sample is a row of token ids {@code [L]},
 * whole numbers from 0 to {@code vocabulary - 1} carried as floats. An id that is none is an error
 * when it enters, in a training step or a prediction, which names sample, position and value. Ids
 * are not normalised, and there is no gradient by them.
 *
 * <p>Shape: {@code [L] -> [dimension, L]}. Parameters: {@code weight [vocabulary, dimension]},
 * normally distributed at the start. Its gradient is summed over samples and positions in the order
 * of the samples, whatever the number of threads.
 *
 * <pre>{@code
 * @Network(input = 32)
 * final class Sentiment {
 *   @Embedding(vocabulary = 10_000, dimension = 64, padding = 0)    Layer words;
 *   @Conv1d(filters = 64, kernel = 3) @Relu @GlobalMaxPool          Layer phrases;
 *   @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY)            Layer mood;
 * }
 * }</pre>
 *
 * @see PositionalEncoding
 * @see SelfAttention
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Embedding {

  /**
   * How many tokens there are.
   *
   * @return at least 1, and at most 16,777,216, up to which floats hold every whole number
   */
  int vocabulary();

  /**
   * The length of a token's vector.
   *
   * @return at least 1
   */
  int dimension();

  /**
   * The id of a token that means nothing and fills short sequences up: its vector starts at zero
   * and gets no gradient, as PyTorch's {@code padding_idx}. It is looked up like any other; layers
   * behind do not leave its positions out.
   *
   * @return an id, or -1 for none, the default
   */
  int padding() default -1;

  /**
   * How the vectors start. One of them at a time is read, so that the number of inputs that a rule
   * counts is 1: {@link Init#LECUN_NORMAL} has standard deviation 1, as PyTorch.
   *
   * @return {@link Init#DEFAULT} by default: {@link Init#LECUN_NORMAL}
   */
  Init init() default Init.DEFAULT;
}
