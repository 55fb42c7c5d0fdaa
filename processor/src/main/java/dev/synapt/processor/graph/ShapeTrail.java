package dev.synapt.processor.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * The shapes on the way to a layer, for messages: earlier fields by name with the shape they end
 * with, the field in question stage by stage.
 */
final class ShapeTrail {

  /** Of a longer trail the beginning and the end are shown; 20 steps are about three lines. */
  private static final int LONGEST = 20;

  private record Step(String field, String stage, String shape) {}

  private final List<Step> steps = new ArrayList<>();

  /** Adds a layer with the shape it gives. */
  void add(Layer layer, String shape) {
    steps.add(new Step(layer.field(), layer.name(), shape));
  }

  /** The trail up to a layer of a field, as in {@code input [1,28,28] -> conv1 [6,28,28]}. */
  String to(String field) {
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.field().equals(field)) {
        shown.add(step.stage() + " " + step.shape());
      } else if (i == steps.size() - 1 || !steps.get(i + 1).field().equals(step.field())) {
        shown.add(step.field() + " " + step.shape());
      }
    }
    return String.join(" -> ", shortened(shown));
  }

  private static List<String> shortened(List<String> shown) {
    if (shown.size() <= LONGEST) {
      return shown;
    }
    List<String> ends = new ArrayList<>(shown.subList(0, LONGEST / 2));
    ends.add("...");
    ends.addAll(shown.subList(shown.size() - LONGEST / 2, shown.size()));
    return ends;
  }
}
