package dev.synapt.examples.mnist;

import dev.synapt.runtime.training.Evaluation;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows how well a network does on the test images. */
record ResultText(Terminal terminal, MnistData data) {

  void show(Evaluation evaluation) {
    terminal.line("");
    terminal.line(
        String.format(
            Locale.ROOT,
            "Test accuracy %.2f%%: %,d of %,d images are wrong",
            100 * evaluation.accuracy(),
            evaluation.wrong().length,
            data.test().size()));
    terminal.line("");
    terminal.line(evaluation.confusionMatrix().toTable());
    if (!data.classNames().equals(data.test().classNames())) {
      terminal.line(legend(data.classNames()));
    }
  }

  /** In two lines, so that it is no wider than the matrix. */
  private static String legend(List<String> names) {
    int half = names.size() / 2;
    return entries(names, 0, half) + "\n" + entries(names, half, names.size());
  }

  private static String entries(List<String> names, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(c -> c + " " + names.get(c))
        .collect(Collectors.joining(", "));
  }
}
