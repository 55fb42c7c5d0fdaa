package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The layers of an earlier field once more, with the same weights, on what this field reads: as a
 * module that is called twice in PyTorch, or a layer in Keras. Siamese networks compare two inputs
 * that went through the same layers; a recurrent network is the same layers over and over.
 *
 * <p>The gradient by a weight is the sum of those of all uses, the first use first. What arrives
 * must fit the weights: as many channels for a convolution, as many entries for a dense layer. Each
 * use draws dropout of its own.
 *
 * <p>Nothing but {@link From} may stand beside it. A field that names other layers ({@link Add},
 * {@link Shortcut} and the like), has an {@link Output} or no weights cannot be reused; one with
 * {@link Repeat} can. Neither can {@link BatchNorm} unless it is {@link Frozen}, because which use
 * moved its running statistics last would matter; {@link LayerNorm} and {@link GroupNorm} can.
 *
 * <pre>{@code
 * @Conv2d(filters = 8, kernel = 3, padding = Padding.SAME) @Relu @MaxPool2d(2)   Layer features;
 * @From("input") @MaxPool2d(2)                                                   Layer half;
 * @Reuse("features")                                                             Layer halfFeatures;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Reuse {

  /**
   * The field whose layers and weights are used.
   *
   * @return the name of an earlier field of the same class
   */
  String value();
}
