package dev.synapt.runtime.data;

import dev.synapt.runtime.OutputSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Answers to several outputs as the rows of targets that a {@link Dataset} takes, column by column.
 *
 * <pre>{@code
 * var answers =
 *     TargetColumns.of(DigitsNetwork.OUTPUTS, samples).labels("digit", digits).numbers("slant", slants);
 * var data = Dataset.ofTargets(images, answers.rows(), answers.size(), 1, 28, 28);
 * }</pre>
 */
public final class TargetColumns {

  private final List<OutputSpec> outputs;
  private final int samples;
  private final int size;
  private final float[] rows;
  private final List<String> missing;

  private TargetColumns(List<OutputSpec> outputs, int samples) {
    this.outputs = List.copyOf(outputs);
    this.samples = samples;
    this.size = outputs.stream().mapToInt(OutputSpec::targetSize).sum();
    this.rows = new float[Math.multiplyExact(samples, size)];
    this.missing = new ArrayList<>(outputs.stream().map(OutputSpec::name).toList());
  }

  /**
   * Rows without answers yet.
   *
   * @param outputs those of a network
   * @param samples how many rows
   */
  public static TargetColumns of(List<OutputSpec> outputs, int samples) {
    return new TargetColumns(outputs, samples);
  }

  /**
   * Sets the labels of an output over classes.
   *
   * @param output its name
   * @param labels {@code [samples, targetSize]}, row-major
   * @return this
   * @throws IllegalArgumentException if there is no such output, it takes numbers, or they are too
   *     many or too few
   */
  public TargetColumns labels(String output, int... labels) {
    OutputSpec spec = spec(output);
    if (spec.labelSpec().isEmpty()) {
      throw new IllegalArgumentException("output " + output + " takes numbers, not labels");
    }
    float[] numbers = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      numbers[i] = labels[i];
    }
    return set(spec, numbers);
  }

  /**
   * Sets the numbers of an output that is not over classes.
   *
   * @param output its name
   * @param numbers {@code [samples, targetSize]}, row-major
   * @return this
   * @throws IllegalArgumentException if there is no such output, it takes labels, or they are too
   *     many or too few
   */
  public TargetColumns numbers(String output, float... numbers) {
    OutputSpec spec = spec(output);
    if (spec.labelSpec().isPresent()) {
      throw new IllegalArgumentException("output " + output + " takes labels, not numbers");
    }
    return set(spec, numbers);
  }

  private TargetColumns set(OutputSpec spec, float[] numbers) {
    if (numbers.length != samples * spec.targetSize()) {
      throw new IllegalArgumentException(
          "output %s needs %d answers for each of %d samples, but there are %d"
              .formatted(spec.name(), spec.targetSize(), samples, numbers.length));
    }
    for (int n = 0; n < samples; n++) {
      System.arraycopy(
          numbers, n * spec.targetSize(), rows, n * size + spec.firstTarget(), spec.targetSize());
    }
    missing.remove(spec.name());
    return this;
  }

  private OutputSpec spec(String name) {
    return outputs.stream()
        .filter(output -> output.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no output "
                    + name
                    + " among "
                    + outputs.stream().map(OutputSpec::name).toList()));
  }

  /**
   * The answers.
   *
   * @return a copy, {@code [samples, size]}, row-major
   * @throws IllegalStateException if an output has no answers yet
   */
  public float[] rows() {
    if (!missing.isEmpty()) {
      throw new IllegalStateException("there are no answers to " + missing);
    }
    return rows.clone();
  }

  /** Answers of a sample. */
  public int size() {
    return size;
  }
}
