package dev.synapt.processor.oracle;

import com.google.gson.JsonObject;
import dev.synapt.processor.interpret.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Plain SGD with momentum and Adam in double precision, as PyTorch defines them. */
final class ReferenceOptimizer {

  private final JsonObject settings;
  private final Map<String, double[]> first = new LinkedHashMap<>();
  private final Map<String, double[]> second = new LinkedHashMap<>();
  private int steps;

  /** From a case's {@code optimizer}. */
  ReferenceOptimizer(JsonObject settings) {
    this.settings = settings;
  }

  /** The parameters after one more step. */
  Map<String, Tensor> step(Map<String, Tensor> parameters, Map<String, Tensor> gradients) {
    steps++;
    Map<String, Tensor> after = new LinkedHashMap<>(parameters);
    gradients.forEach((name, g) -> after.put(name, step(name, parameters.get(name), g.data())));
    return after;
  }

  private Tensor step(String name, Tensor parameter, double[] gradient) {
    double[] m = first.computeIfAbsent(name, n -> new double[gradient.length]);
    double[] v = second.computeIfAbsent(name, n -> new double[gradient.length]);
    Tensor after = parameter.copy();
    for (int i = 0; i < gradient.length; i++) {
      after.data()[i] -=
          switch (settings.get("optimizer").getAsString()) {
            case "sgd" -> sgd(m, gradient[i], i);
            case "adam" -> adam(m, v, gradient[i], i);
            default -> throw new IllegalArgumentException(settings.toString());
          };
    }
    return after;
  }

  private double sgd(double[] velocity, double gradient, int i) {
    velocity[i] = number("momentum") * velocity[i] + gradient;
    return number("lr") * velocity[i];
  }

  private double adam(double[] m, double[] v, double gradient, int i) {
    double beta1 = number("beta1");
    double beta2 = number("beta2");
    m[i] = beta1 * m[i] + (1 - beta1) * gradient;
    v[i] = beta2 * v[i] + (1 - beta2) * gradient * gradient;
    double mean = m[i] / (1 - Math.pow(beta1, steps));
    double square = v[i] / (1 - Math.pow(beta2, steps));
    return number("lr") * mean / (Math.sqrt(square) + number("eps"));
  }

  private double number(String name) {
    return settings.get(name).getAsDouble();
  }
}
