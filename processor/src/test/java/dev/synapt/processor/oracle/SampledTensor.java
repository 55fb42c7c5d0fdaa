package dev.synapt.processor.oracle;

import com.google.gson.JsonObject;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Tensor;
import java.util.Arrays;

/**
 * What is known of a tensor too large to be given in full.
 *
 * @param sum of the entries
 * @param sumAbs of their magnitudes
 * @param norm the root of the sum of squares
 * @param index flat positions of samples
 * @param values the samples
 */
public record SampledTensor(double sum, double sumAbs, double norm, int[] index, Tensor values) {

  static SampledTensor read(JsonObject object) {
    return new SampledTensor(
        object.get("sum").getAsDouble(),
        object.get("sum_abs").getAsDouble(),
        object.get("norm").getAsDouble(),
        Arrays.stream(Json.tensor(object.get("index")).data()).mapToInt(i -> (int) i).toArray(),
        Json.tensor(object.get("values")));
  }

  /** Fails unless a tensor agrees; the sum is compared relative to the sum of magnitudes. */
  public void check(String what, Comparison comparison, Tensor got) {
    double[] samples = Arrays.stream(index).mapToDouble(i -> got.data()[i]).toArray();
    comparison.check(what, values, Tensor.of(samples));
    Tensor sums =
        Tensor.of(Arrays.stream(got.data()).sum(), Arrays.stream(got.data()).map(Math::abs).sum());
    comparison.check("sums of " + what, Tensor.of(sum, sumAbs), sums);
    double length = Math.sqrt(Arrays.stream(got.data()).map(v -> v * v).sum());
    comparison.check("norm of " + what, Tensor.of(norm), Tensor.of(length));
  }
}
