package dev.synapt.runtime;

import dev.synapt.runtime.kernel.TrainingCode;
import java.util.List;

/**
 * Takes the answers of a batch apart: a block for each output, as the generated code reads them,
 * with room for whole slices. Blocks begin at the output's first column times the samples there is
 * room for.
 */
final class SeveralTargets {

  private final List<OutputSpec> outputs;
  private final int columns;
  private final int room;
  private final int[] labels;
  private final float[] targets;

  SeveralTargets(List<OutputSpec> outputs, int batchSize) {
    this.outputs = List.copyOf(outputs);
    this.columns = outputs.stream().mapToInt(OutputSpec::targetSize).sum();
    this.room = Math.ceilDiv(batchSize, TrainingCode.SLICE) * TrainingCode.SLICE;
    this.labels = new int[Math.multiplyExact(room, columns)];
    this.targets = new float[labels.length];
  }

  /** In the order of their columns; none for a network with one output. */
  List<OutputSpec> outputs() {
    return outputs;
  }

  /** Which of the outputs has a name. */
  int index(String output) {
    List<String> names = outputs.stream().map(OutputSpec::name).toList();
    if (!names.contains(output)) {
      throw new IllegalArgumentException(
          names.isEmpty()
              ? "the network has one output; ask for it without a name"
              : "there is no output \"" + output + "\"; " + Suggestion.of(output, names));
    }
    return names.indexOf(output);
  }

  /** Answers of a sample. */
  int columns() {
    return columns;
  }

  int[] labels() {
    return labels;
  }

  float[] targets() {
    return targets;
  }

  /** Fails if something is no label that should be one. */
  void take(Batch batch) {
    for (int i = 0; i < outputs.size(); i++) { // without an iterator: a step allocates nothing
      take(outputs.get(i), batch);
    }
  }

  private void take(OutputSpec output, Batch batch) {
    int size = output.targetSize();
    int block = output.firstTarget() * room;
    for (int n = 0; n < batch.size(); n++) {
      int row = n * columns + output.firstTarget();
      for (int i = 0; i < size; i++) {
        float answer = batch.targets()[row + i];
        int to = block + n * size + i;
        targets[to] = answer;
        if (output.labelSpec().isPresent()) {
          labels[to] = label(output, answer, n);
        }
      }
    }
  }

  private static int label(OutputSpec output, float answer, int sample) {
    int label = (int) answer;
    if (label != answer || !output.labelSpec().orElseThrow().allows(label)) {
      throw new IllegalArgumentException(
          "%s of output %s, sample %d, is not one of its labels 0 to %d"
              .formatted(
                  answer, output.name(), sample, output.labelSpec().orElseThrow().classes() - 1));
    }
    return label;
  }
}
