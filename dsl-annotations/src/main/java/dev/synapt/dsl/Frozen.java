package dev.synapt.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The weights of this field stay as they are: no gradient, no update, no weight decay. PyTorch's
 * {@code requires_grad_(false)}, Keras' {@code trainable = False}. For layers that were trained
 * before: their tensors come with {@code Weights.load}, or with {@code Weights.copyMatching} from a
 * network that has only some layers in common.
 *
 * <p>Where nothing in front of a layer is trained, there is no backward pass for it, and none of
 * what one needs is kept. On a field with {@link Repeat} all layers of the block are frozen.
 *
 * <p>A frozen {@link BatchNorm}, also that of a {@link Shortcut}, normalises with its running
 * statistics and leaves them as they are, in training as in prediction (Keras' convention;
 * PyTorch's after {@code eval()} of the module): what a frozen layer makes of a sample does not
 * depend on the others of its batch. Dropout of a frozen field is dropout all the same.
 *
 * <p>Freezing changes neither shapes nor names of tensors: weights of a network fit the same
 * network with other layers frozen.
 *
 * <pre>{@code
 * @Frozen @Conv2d(filters = 16, kernel = 3, bias = false) @BatchNorm @Relu   Layer trunk;
 * @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY)                       Layer answer;
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.FIELD)
public @interface Frozen {}
