package dev.synapt.runtime.kernel;

/** Predicts many samples one after another: stands in for code that does them side by side. */
public final class BatchOfSingles extends BatchCode {

  private static final int CAPACITY = 32;

  private final InferenceCode code;
  private final int inputSize;
  private final int outputSize;
  private final float[] results;

  /**
   * @param code of one sample
   * @param inputSize floats of a sample
   * @param outputSize floats of a result
   */
  public BatchOfSingles(InferenceCode code, int inputSize, int outputSize) {
    super(code.weights(), CAPACITY, code.weightFloats(), 0);
    this.code = code;
    this.inputSize = inputSize;
    this.outputSize = outputSize;
    this.results = new float[CAPACITY * outputSize];
  }

  @Override
  protected void forward(int from, int to) {
    for (int n = SLICE * from; n < Math.min(SLICE * to, samples); n++) {
      code.predict(inputs, firstInput + n * inputSize, results, n * outputSize);
    }
  }

  @Override
  public void outputs(float[] rows, int first) {
    System.arraycopy(results, 0, rows, first, samples * outputSize);
  }

  @Override
  public TensorLayout[] layouts() {
    return code.layouts();
  }

  @Override
  public BatchCode share() {
    return new BatchOfSingles(code.share(), inputSize, outputSize);
  }
}
