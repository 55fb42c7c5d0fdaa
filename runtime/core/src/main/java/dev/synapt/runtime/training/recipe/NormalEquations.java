package dev.synapt.runtime.training.recipe;

/**
 * Linear least squares with several right sides, solved exactly: the samples are summed up to the
 * normal equations, which Cholesky's method solves.
 */
final class NormalEquations {

  /**
   * Of the samples' number, added to the diagonal: columns that follow from others have no weights
   * of their own, and with this they share them. It moves an answer by about as much.
   */
  private static final double RIDGE = 1e-8;

  private final int inputs;
  private final double[] matrix;
  private final double[] sides;
  private long samples;

  NormalEquations(int inputs, int outputs) {
    this.inputs = inputs;
    this.matrix = new double[inputs * inputs];
    this.sides = new double[outputs * inputs];
  }

  /**
   * Adds a sample.
   *
   * @param x {@code [inputs]}, about as large as 1
   * @param y {@code [outputs]}
   */
  void add(double[] x, float[] y) {
    samples++;
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i * inputs + j] += x[i] * x[j];
      }
      for (int o = 0; o < y.length; o++) {
        sides[o * inputs + i] += y[o] * x[i];
      }
    }
  }

  /** The weights {@code [outputs, inputs]} with the least sum of squared errors; once only. */
  double[] solve() {
    for (int i = 0; i < inputs; i++) {
      matrix[i * inputs + i] += RIDGE * samples;
    }
    decompose();
    for (int from = 0; from < sides.length; from += inputs) {
      substitute(from);
    }
    return sides;
  }

  /** Replaces the lower triangle A by L, for which {@code L Lᵀ = A}. */
  private void decompose() {
    for (int i = 0; i < inputs; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i * inputs + j];
        for (int k = 0; k < j; k++) {
          sum -= matrix[i * inputs + k] * matrix[j * inputs + k];
        }
        matrix[i * inputs + j] = i == j ? Math.sqrt(sum) : sum / matrix[j * inputs + j];
      }
    }
  }

  /** Solves for one right side, in its place: first {@code L z = b}, then {@code Lᵀ w = z}. */
  private void substitute(int from) {
    for (int i = 0; i < inputs; i++) {
      double sum = sides[from + i];
      for (int k = 0; k < i; k++) {
        sum -= matrix[i * inputs + k] * sides[from + k];
      }
      sides[from + i] = sum / matrix[i * inputs + i];
    }
    for (int i = inputs - 1; i >= 0; i--) {
      double sum = sides[from + i];
      for (int k = i + 1; k < inputs; k++) {
        sum -= matrix[k * inputs + i] * sides[from + k];
      }
      sides[from + i] = sum / matrix[i * inputs + i];
    }
  }
}
