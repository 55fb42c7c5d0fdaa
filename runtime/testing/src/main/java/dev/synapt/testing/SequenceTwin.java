package dev.synapt.testing;

/** The operations of layers over sequences. */
abstract class SequenceTwin {

  /** How many samples a pass has. */
  int samples;

  SequenceTwin() {}

  /** Products of all positions with all others. */
  protected final double[] products(double[] a, double[] b, double scale, Attention sizes) {
    return sizes.products(a, b, scale, samples);
  }

  /** For each position a weighted sum of all of them. */
  protected final double[] gather(double[] w, double[] b, double scale, Attention sizes) {
    return sizes.gather(w, b, scale);
  }

  /** Its transpose. */
  protected final double[] spread(double[] w, double[] a, double scale, Attention sizes) {
    return sizes.spread(w, a, scale);
  }

  /** Probabilities over all positions, for each position. */
  protected final double[] softmax(double[] x, Attention sizes) {
    return sizes.softmax(x);
  }

  /** Its gradient. */
  protected final double[] softmaxGrad(double[] y, double[] dy, Attention sizes) {
    return sizes.softmaxGrad(y, dy);
  }

  /** Rows of {@code w} for token ids. */
  protected final double[] embedding(double[] ids, double[] w, int dimension) {
    return Sequences.embedding(ids, w, samples, dimension);
  }

  /** Its gradient by w; none for the row of the padding. */
  protected final double[] embeddingGradWeights(
      double[] ids, double[] dy, int vocabulary, int dimension, int padding) {
    double[] dw = new double[vocabulary * dimension];
    return Sequences.embeddingGradWeights(ids, dy, samples, dimension, dw, padding);
  }

  /** {@code x} and waves that tell positions apart. */
  protected final double[] sinusoidal(double[] x, int channels) {
    return positions(x, Sequences.waves(x.length / (samples * channels), channels), channels);
  }

  /** {@code x} and a vector for each position, {@code w [positions][channels]}. */
  protected final double[] positions(double[] x, double[] w, int channels) {
    return Sequences.plus(x, w, channels);
  }

  /** Its gradient by w. */
  protected final double[] positionsGradWeights(double[] dy, int channels) {
    return Sequences.gradWeights(dy, samples, channels);
  }
}
