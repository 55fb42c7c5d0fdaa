package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Multi-head self-attention over a sequence (Vaswani and others, "Attention is all you need",
 * 2017): each position becomes a mean of all positions, weighted by how well its query fits their
 * keys. For each head, whose queries, keys and values are {@code C / heads} channels of projections
 * of x:
 *
 * <pre>{@code
 * [Q; K; V] = in_proj_weight x + in_proj_bias            at each position
 * P[i, j]   = softmax over j of Q[:, i] . K[:, j] / sqrt(C / heads)
 * Z[:, i]   = sum_j P[i, j] V[:, j]
 * y         = out_proj.weight [Z of all heads] + out_proj.bias
 * }</pre>
 *
 * <p>As PyTorch's {@code MultiheadAttention(C, heads)} of a sequence with itself, whose tensors it
 * has: {@code in_proj_weight [3C, C]} (queries, keys, values), {@code in_proj_bias [3C]}, {@code
 * out_proj.weight [C, C]}, {@code out_proj.bias [C]}; biases start at 0. Head h has the channels
 * from {@code h C / heads}. Takes {@code heads * L * L} floats for each sample.
 *
 * <p>Shape: {@code [C, L]}, unchanged. A transformer's encoder block, with the dense layers of each
 * position as convolutions of kernel 1:
 *
 * <pre>{@code
 * @Block static final class Encoder {
 *   @LayerNorm(over = NormExtent.CHANNELS) @SelfAttention(heads = 4)
 *   @Shortcut(from = Block.INPUT)                                                Layer mixed;
 *   @LayerNorm(over = NormExtent.CHANNELS) @Conv1d(filters = 256, kernel = 1) @Gelu Layer wide;
 *   @Conv1d(filters = 64, kernel = 1) @Shortcut(from = "mixed")                   Layer out;
 * }
 * }</pre>
 *
 * @see Embedding
 * @see PositionalEncoding
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface SelfAttention {

  /**
   * The number of heads.
   *
   * @return at least 1; must divide the channels
   */
  int heads();

  /**
   * Whether a position sees only itself and what comes before it.
   *
   * @return false by default
   */
  boolean causal() default false;

  /**
   * Whether both projections add numbers.
   *
   * @return true by default, as in PyTorch
   */
  boolean bias() default true;

  /**
   * The share of the weights {@code P} that are zeroed in training, where others grow by {@code 1 /
   * (1 - dropout)}.
   *
   * @return at least 0 and less than 1; 0 by default
   */
  double dropout() default 0;

  /**
   * How the weights of both projections start.
   *
   * @return {@link Init#DEFAULT} by default: {@link Init#GLOROT_UNIFORM}, of the first with all of
   *     its outputs counted as in PyTorch
   */
  Init init() default Init.DEFAULT;
}
