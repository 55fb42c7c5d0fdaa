/**
 * The language in which a network is declared: annotations on the fields of a class.
 *
 * <pre>{@code
 * @Network(input = {1, 28, 28})
 * final class LeNet5 {
 *   @Conv2d(filters = 6, kernel = 5, padding = Padding.SAME) @Relu @MaxPool2d(2)  Layer conv1;
 *   @Conv2d(filters = 16, kernel = 5) @Relu @MaxPool2d(2)                         Layer conv2;
 *   @Dense(units = 120) @Relu                                                     Layer fc1;
 *   @Dense(units = 84) @Relu @Dropout(0.2)                                        Layer fc2;
 *   @Dense(units = 10) @Output(loss = Loss.CROSS_ENTROPY)                         Layer digit;
 * }
 * }</pre>
 *
 * <p>Shapes are those of one sample, without the batch, channels first: {@code [C, H, W]} for an
 * image of {@code C} channels, {@code H} rows and {@code W} columns, {@code [n]} for a vector.
 * Formulas give one sample; {@code x} is what arrives at a stage, {@code y} what leaves it.
 *
 * <p>The annotations are kept in class files and are not there at run time.
 */
package dev.synapt.dsl;
