package dev.synapt.processor.lower;

import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.ValueId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges neighbours that one pass over memory can do. Each rule is small, named and applied
 * wherever it fits; none changes what is computed, so the fused and the unfused graph agree to the
 * last bit.
 */
public final class Fusion {

  /** One way of merging operations. */
  public enum Rule {
    /**
     * ReLU before max pooling: the pooling kernel compares with zero once per window instead of
     * once per entry.
     */
    RELU_INTO_MAX_POOL {
      @Override
      OpGraph apply(OpGraph graph) {
        return reluIntoMaxPool(graph);
      }
    },
    /**
     * ReLU after dense, convolution, batch normalisation or a sum of layers: applied while the
     * results are still in registers.
     */
    RELU_INTO_PRODUCER {
      @Override
      OpGraph apply(OpGraph graph) {
        return reluIntoProducer(graph);
      }
    },
    /** The gradient of ReLU after a dense layer's gradient: zeroed while still in registers. */
    RELU_GRADIENT_INTO_DENSE {
      @Override
      OpGraph apply(OpGraph graph) {
        return reluGradientIntoDense(graph);
      }
    },
    /**
     * The gradient of ReLU in front of batch norm's gradients: both see zeros where ReLU's result
     * is not above zero.
     */
    RELU_GRADIENT_INTO_BATCH_NORM {
      @Override
      OpGraph apply(OpGraph graph) {
        return reluGradientIntoBatchNorm(graph);
      }
    };

    abstract OpGraph apply(OpGraph graph);
  }

  private Fusion() {}

  /** Applies every rule, in the order of {@link Rule}. */
  public static OpGraph run(OpGraph graph) {
    return run(graph, List.of(Rule.values()));
  }

  /** Applies the rules given. */
  public static OpGraph run(OpGraph graph, List<Rule> rules) {
    OpGraph result = graph;
    for (Rule rule : rules) {
      result = rule.apply(result);
    }
    return result;
  }

  private static OpGraph reluIntoMaxPool(OpGraph graph) {
    OpGraph result = graph;
    for (Op op : graph.ops()) {
      if (op instanceof Op.MaxPool pool
          && graph.definition(pool.x()).orElse(null) instanceof Op.Activate relu
          && relu.function().equals(Activation.RELU)) {
        List<Op> others = new ArrayList<>(graph.readers(relu.y()));
        others.remove(pool);
        Optional<Op.ActivateGrad> gradient = onlyReluGradient(others);
        if (others.isEmpty() || gradient.isPresent()) {
          result = mergePool(result, relu, pool, gradient);
        }
      }
    }
    return result;
  }

  private static Optional<Op.ActivateGrad> onlyReluGradient(List<Op> readers) {
    return readers.size() == 1 && readers.getFirst() instanceof Op.ActivateGrad gradient
        ? Optional.of(gradient)
        : Optional.empty();
  }

  private static OpGraph mergePool(
      OpGraph graph, Op.Activate relu, Op.MaxPool pool, Optional<Op.ActivateGrad> gradient) {
    List<Op> ops = new ArrayList<>(graph.ops());
    ops.remove(relu);
    Op fused =
        new Op.MaxPool(pool.origin(), relu.x(), pool.window(), true, pool.y(), pool.winner());
    ops.set(ops.indexOf(pool), fused);
    gradient.ifPresent(g -> {
      Op.MaxPoolGrad scatter = (Op.MaxPoolGrad) graph.definition(g.dy()).orElseThrow();
      ops.set(
          ops.indexOf(scatter),
          new Op.MaxPoolGrad(
              scatter.origin(), scatter.dy(), scatter.winner(), scatter.window(), g.dx()));
      ops.remove(g);
    });
    return graph.withOps(ops);
  }

  private static OpGraph reluIntoProducer(OpGraph graph) {
    List<Op> ops = new ArrayList<>();
    for (Op op : graph.ops()) {
      Optional<Op.Activate> relu = onlyRelu(graph, op);
      if (op instanceof Op.Dense d && relu.isPresent()) {
        ops.add(
            new Op.Dense(
                d.origin(), d.x(), d.w(), d.b(), Optional.of(Activation.RELU), relu.get().y()));
      } else if (op instanceof Op.Conv2d c && relu.isPresent()) {
        ops.add(
            new Op.Conv2d(
                c.origin(),
                c.x(),
                c.w(),
                c.b(),
                c.window(),
                Optional.of(Activation.RELU),
                relu.get().y()));
      } else if (op instanceof Op.BatchNormApply n && relu.isPresent()) {
        ops.add(
            new Op.BatchNormApply(
                n.origin(),
                n.x(),
                n.mean(),
                n.inverse(),
                n.gamma(),
                n.beta(),
                Optional.of(Activation.RELU),
                relu.get().y()));
      } else if (op instanceof TopologyOp.Add a && relu.isPresent()) {
        ops.add(
            new TopologyOp.Add(
                a.origin(), a.inputs(), Optional.of(Activation.RELU), relu.get().y()));
      } else if (!isMergedRelu(graph, op)) {
        ops.add(op);
      }
    }
    return graph.withOps(ops);
  }

  /**
   * The ReLU that is the only reader of what a dense layer, convolution, batch norm or sum defines.
   */
  private static Optional<Op.Activate> onlyRelu(OpGraph graph, Op producer) {
    boolean merges =
        producer instanceof Op.Dense
            || producer instanceof Op.Conv2d
            || producer instanceof Op.BatchNormApply
            || producer instanceof TopologyOp.Add;
    if (!merges) {
      return Optional.empty();
    }
    List<Op> readers = graph.readers(producer.outputs().getFirst());
    return readers.size() == 1
            && readers.getFirst() instanceof Op.Activate a
            && a.function().equals(Activation.RELU)
        ? Optional.of(a)
        : Optional.empty();
  }

  private static boolean isMergedRelu(OpGraph graph, Op op) {
    return op instanceof Op.Activate a
        && graph.definition(a.x()).flatMap(p -> onlyRelu(graph, p)).isPresent();
  }

  private static OpGraph reluGradientIntoDense(OpGraph graph) {
    List<Op> ops = new ArrayList<>(graph.ops());
    for (Op op : graph.ops()) {
      if (op instanceof Op.ActivateGrad relu
          && relu.function().equals(Activation.RELU)
          && graph.definition(relu.dy()).orElse(null) instanceof Op.DenseGradInput dense
          && dense.gate().isEmpty()
          && readOnce(graph, dense.dx())) {
        ops.set(
            ops.indexOf(dense),
            new Op.DenseGradInput(
                dense.origin(), dense.dy(), dense.w(), Optional.of(relu.saved()), relu.dx()));
        ops.remove(relu);
      }
    }
    return graph.withOps(ops);
  }

  private static OpGraph reluGradientIntoBatchNorm(OpGraph graph) {
    List<Op> ops = new ArrayList<>(graph.ops());
    for (Op op : graph.ops()) {
      if (op instanceof Op.ActivateGrad relu
          && relu.function().equals(Activation.RELU)
          && isReadByBatchNormOnly(graph, relu.dx())) {
        graph
            .readers(relu.dx())
            .forEach(reader -> ops.set(ops.indexOf(reader), gated(reader, relu)));
        ops.remove(relu);
      }
    }
    return graph.withOps(ops);
  }

  private static boolean isReadByBatchNormOnly(OpGraph graph, ValueId dy) {
    List<Op> readers = graph.readers(dy);
    return !readers.isEmpty()
        && !dy.equals(graph.inputGradient().orElse(null))
        && readers.stream()
            .allMatch(op ->
                op instanceof Op.BatchNormGradParameters || op instanceof Op.BatchNormGradInput);
  }

  private static Op gated(Op reader, Op.ActivateGrad relu) {
    return switch (reader) {
      case Op.BatchNormGradParameters p ->
          new Op.BatchNormGradParameters(
              p.origin(),
              p.x(),
              relu.dy(),
              p.mean(),
              p.inverse(),
              Optional.of(relu.saved()),
              p.dgamma(),
              p.dbeta());
      case Op.BatchNormGradInput g ->
          new Op.BatchNormGradInput(
              g.origin(),
              g.x(),
              relu.dy(),
              g.mean(),
              g.inverse(),
              g.gamma(),
              g.dgamma(),
              g.dbeta(),
              Optional.of(relu.saved()),
              g.dx());
      default -> throw new IllegalArgumentException("not batch norm: " + reader);
    };
  }

  private static boolean readOnce(OpGraph graph, ValueId value) {
    return graph.readers(value).size() == 1 && !value.equals(graph.inputGradient().orElse(null));
  }
}
