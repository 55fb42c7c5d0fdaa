package dev.synapt.runtime;

import java.util.List;

/** What the predictions of several outputs cost together. */
final class SeveralLosses extends PredictionLoss {

  private final List<PredictionLoss> losses;
  private final List<OutputSpec> outputs;

  SeveralLosses(List<PredictionLoss> losses, List<OutputSpec> outputs) {
    this.losses = List.copyOf(losses);
    this.outputs = List.copyOf(outputs);
  }

  @Override
  public boolean judges(boolean labels) {
    return !labels;
  }

  @Override
  public boolean ofLogarithms() {
    return losses.stream().allMatch(PredictionLoss::ofLogarithms);
  }

  @Override
  public boolean ofLogarithms(int entry) {
    int output = outputs.size() - 1;
    while (entry < outputs.get(output).first()) {
      output--;
    }
    return losses.get(output).ofLogarithms(entry - outputs.get(output).first());
  }

  @Override
  public boolean ofEstimates() {
    return losses.stream().allMatch(PredictionLoss::ofEstimates);
  }

  /** The mean over the batch, for each of its samples. */
  @Override
  public double sum(float[] predictions, int size, Batch batch) {
    double sum = 0;
    for (int i = 0; i < outputs.size(); i++) {
      OutputSpec output = outputs.get(i);
      float[] results = new float[batch.size() * output.size()];
      for (int n = 0; n < batch.size(); n++) {
        System.arraycopy(
            predictions, n * size + output.first(), results, n * output.size(), output.size());
      }
      Batch answers = answers(output, batch);
      double loss = losses.get(i).sum(results, output.size(), answers);
      sum += output.weight() * loss / losses.get(i).weight(output.size(), answers);
    }
    return sum * batch.size();
  }

  private static Batch answers(OutputSpec output, Batch batch) {
    int size = output.targetSize();
    boolean labels = output.labelSpec().isPresent();
    Batch answers =
        labels ? Batch.withLabels(batch.size(), 1, size) : Batch.withTargets(batch.size(), 1, size);
    answers.size(batch.size());
    for (int n = 0; n < batch.size(); n++) {
      for (int i = 0; i < size; i++) {
        float answer = batch.targets()[n * batch.targetSize() + output.firstTarget() + i];
        if (labels) {
          answers.labels()[n * size + i] = (int) answer;
        } else {
          answers.targets()[n * size + i] = answer;
        }
      }
    }
    return answers;
  }

  @Override
  public double weight(int size, Batch batch) {
    return batch.size();
  }
}
