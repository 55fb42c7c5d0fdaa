package dev.synapt.runtime;

import dev.synapt.runtime.io.SafetensorsReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says how the weights in a file differ from those that a network needs. */
final class WeightsDifferences {

  private static final int LISTED_AT_MOST = 20;

  private WeightsDifferences() {}

  static List<String> ofTensors(List<TensorSpec> wanted, SafetensorsReader reader) {
    List<String> differences = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (TensorSpec spec : wanted) {
      names.add(spec.name());
      differences.addAll(ofTensor(spec, reader));
    }
    for (String name : reader.names()) {
      if (!names.contains(name)) {
        differences.add(name + ": only in the file, " + Arrays.toString(reader.shape(name)));
      }
    }
    return differences;
  }

  /** Whether a file has a tensor of this name and shape. */
  static boolean isSame(TensorSpec spec, SafetensorsReader reader) {
    return ofTensor(spec, reader).isEmpty();
  }

  private static List<String> ofTensor(TensorSpec spec, SafetensorsReader reader) {
    if (!reader.names().contains(spec.name())) {
      return List.of(spec.name() + ": not in the file, wanted " + Arrays.toString(spec.shape()));
    }
    String found = Arrays.toString(reader.shape(spec.name()));
    String wanted = Arrays.toString(spec.shape());
    return found.equals(wanted)
        ? List.of()
        : List.of(spec.name() + ": " + found + " in the file, wanted " + wanted);
  }

  /** Lines of one text that the other lacks. */
  static List<String> ofLines(String wanted, String found) {
    List<String> wantedLines = wanted.lines().map(String::strip).toList();
    List<String> foundLines = found.lines().map(String::strip).toList();
    List<String> differences = new ArrayList<>();
    foundLines.stream()
        .filter(line -> !wantedLines.contains(line))
        .forEach(line -> differences.add("in the file: " + line));
    wantedLines.stream()
        .filter(line -> !foundLines.contains(line))
        .forEach(line -> differences.add("wanted: " + line));
    return differences;
  }

  static String text(List<String> differences) {
    StringBuilder text = new StringBuilder();
    differences.stream().limit(LISTED_AT_MOST).forEach(d -> text.append("\n    ").append(d));
    if (differences.size() > LISTED_AT_MOST) {
      text.append("\n    and ").append(differences.size() - LISTED_AT_MOST).append(" more");
    }
    return text.toString();
  }
}
