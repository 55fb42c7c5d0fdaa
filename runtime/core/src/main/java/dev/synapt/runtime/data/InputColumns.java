package dev.synapt.runtime.data;

import dev.synapt.runtime.InputSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * Samples of several inputs as the rows that a {@link Dataset} takes, and a network's predictions.
 *
 * <pre>{@code
 * var samples =
 *     InputColumns.of(PatientsNetwork.INPUTS, count).set("image", pixels).set("measured", numbers);
 * var data = Dataset.ofLabels(samples.rows(), labels, samples.size());
 * }</pre>
 */
public final class InputColumns {

  private final List<InputSpec> inputs;
  private final int samples;
  private final int size;
  private final float[] rows;
  private final List<String> missing;

  private InputColumns(List<InputSpec> inputs, int samples) {
    this.inputs = List.copyOf(inputs);
    this.samples = samples;
    this.size = inputs.stream().mapToInt(InputSpec::size).sum();
    this.rows = new float[Math.multiplyExact(samples, size)];
    this.missing = new ArrayList<>(inputs.stream().map(InputSpec::name).toList());
  }

  /**
   * Rows of nothing yet.
   *
   * @param inputs those of a network
   * @param samples how many rows
   */
  public static InputColumns of(List<InputSpec> inputs, int samples) {
    return new InputColumns(inputs, samples);
  }

  /**
   * Sets one of the inputs.
   *
   * @param input its name
   * @param values {@code [samples, shape...]}, row-major
   * @return this
   * @throws IllegalArgumentException if there is no such input, or they are too many or too few
   */
  public InputColumns set(String input, float... values) {
    InputSpec spec =
        inputs.stream()
            .filter(other -> other.name().equals(input))
            .findFirst()
            .orElseThrow(() -> unknown(input));
    if (values.length != samples * spec.size()) {
      throw new IllegalArgumentException(
          "input %s needs %d numbers for each of %d samples, but there are %d"
              .formatted(input, spec.size(), samples, values.length));
    }
    for (int n = 0; n < samples; n++) {
      System.arraycopy(values, n * spec.size(), rows, n * size + spec.first(), spec.size());
    }
    missing.remove(input);
    return this;
  }

  private IllegalArgumentException unknown(String input) {
    return new IllegalArgumentException(
        "there is no input " + input + " among " + inputs.stream().map(InputSpec::name).toList());
  }

  /**
   * The samples.
   *
   * @return a copy, {@code [samples, size]}
   * @throws IllegalStateException if an input is not set yet
   */
  public float[] rows() {
    if (!missing.isEmpty()) {
      throw new IllegalStateException("inputs " + missing + " are not set");
    }
    return rows.clone();
  }

  /** Floats of a sample. */
  public int size() {
    return size;
  }
}
