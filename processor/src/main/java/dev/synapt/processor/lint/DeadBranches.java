package dev.synapt.processor.lint;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.LintCode;
import dev.synapt.processor.graph.Layer;
import dev.synapt.processor.graph.LogSoftmax;
import dev.synapt.processor.graph.TopologyLayer;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Warns of layers that would never learn, because the gradient that gets to them is always 0. */
final class DeadBranches {

  /**
   * Where a gradient ends.
   *
   * @param layer behind which there is one, and in front of which there is none
   * @param reason why
   * @param fix what to write instead; empty where weights start as zeros that should not
   */
  private record End(Layer layer, String reason, String fix) {}

  private final TypedGraph graph;
  private final Neighbours neighbours;
  private final Diagnostics diagnostics;
  private final ZeroFlow flow;

  DeadBranches(TypedGraph graph, Neighbours neighbours, Diagnostics diagnostics) {
    this.graph = graph;
    this.neighbours = neighbours;
    this.diagnostics = diagnostics;
    this.flow = ZeroFlow.of(graph);
  }

  void check() {
    Set<Layer> told = new HashSet<>();
    for (Layer layer : graph.graph().layers()) {
      end(layer)
          .ifPresent(end -> {
            Set<Layer> dead = dead(layer);
            dead.removeAll(told);
            if (told.addAll(dead)) {
              report(end, dead);
            }
          });
    }
  }

  private void report(End end, Set<Layer> dead) {
    String names = dead.stream().map(Layer::name).collect(Collectors.joining(", "));
    diagnostics.report(
        LintCode.DEAD_BRANCH.at(
            end.layer().at(),
            end.layer().field(),
            end.reason(),
            names + (dead.size() == 1 ? " never learns" : " never learn"),
            end.fix().isEmpty() ? otherInit(dead, end.layer()) : end.fix()));
  }

  /** Zeros at the end are fine, as in a last layer, but for those in front of them. */
  private static String otherInit(Set<Layer> dead, Layer end) {
    List<String> fields =
        dead.stream()
            .filter(layer -> !layer.equals(end))
            .filter(layer -> LinearLayer.of(layer).filter(LinearLayer::startsAsZeros).isPresent())
            .map(Layer::field)
            .toList();
    return "an init other than ZEROS for "
        + (fields.isEmpty() ? end.field() : String.join(", ", fields));
  }

  /** The layers around an end that never learn, in the graph's order. */
  private Set<Layer> dead(Layer end) {
    Set<ValueId> before = new HashSet<>(List.of(end.output()));
    Set<Layer> around = new HashSet<>(neighbours.behind(end));
    for (Layer layer : graph.graph().layers().reversed()) {
      if (before.contains(layer.output())) {
        around.add(layer);
        before.addAll(layer.inputs());
      }
    }
    return graph.graph().layers().stream()
        .filter(around::contains)
        .filter(flow::neverLearns)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Optional<End> end(Layer layer) {
    return layer.inputs().stream()
        .filter(input -> flow.endsBetween(layer, input))
        .findFirst()
        .map(input -> end(layer, input));
  }

  private End end(Layer layer, ValueId input) {
    String from = graph.graph().layers().get(input.index()).name();
    return switch (layer) {
      case Layer.Activate a ->
          new End(a, "nothing but 0 arrives at %s, whose slope there is 0".formatted(a.name()), "");
      case Layer.Softmax s -> new End(s, "a softmax of one channel is always 1", "more channels");
      case LogSoftmax s -> new End(s, "a log-softmax of one channel is always 0", "more channels");
      case TopologyLayer.MaxUnpool u ->
          new End(
              u,
              "of %s it takes positions and no numbers".formatted(from),
              "a layer that reads the numbers of %s too".formatted(from));
      case TopologyLayer.Merge m ->
          new End(m, "what %s is multiplied by is always 0".formatted(from), "");
      case Layer.Output o -> new End(o, "all class weights are 0", "a class weight greater than 0");
      default ->
          new End(
              layer,
              "the weights of %s start at 0, and stay there because 0 arrives"
                  .formatted(layer.name()),
              "");
    };
  }
}
