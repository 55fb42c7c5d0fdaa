package dev.synapt.processor.oracle;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.DropoutMask;
import dev.synapt.processor.interpret.Tensor;
import java.util.Map;

/**
 * A layer's case as a network: the layer as the field {@code layer}, then a squared error, summed.
 * Shapes may differ from the case's where the order of the entries is the same: a sequence is an
 * image of height 1, leading axes of a dense layer's input are one batch.
 *
 * @param net the network
 * @param x the batch
 * @param weights every tensor of the weights, by our names
 * @param names the case's names of trained tensors and statistics, as in {@code bias}, to ours
 * @param inference whether the case is about the network as it infers
 * @param mask what dropout keeps
 * @param wanted what must come out
 */
public record CaseNet(
    TypedGraph net,
    Tensor x,
    Map<String, Tensor> weights,
    Map<String, String> names,
    boolean inference,
    DropoutMask mask,
    Wanted wanted) {

  /**
   * The results of a case in the shapes of its network.
   *
   * @param y the output
   * @param upstream the gradient that arrives there
   * @param gradients by the batch, {@code x}, and by the tensors that the case names
   */
  public record Wanted(Tensor y, Tensor upstream, Map<String, Tensor> gradients) {

    /** What the case says. */
    static Wanted of(OracleCase test) {
      return new Wanted(test.outputs().get("y"), test.upstream().get("y"), test.grads());
    }

    /** What a case of several batches says of inference after them. */
    static Wanted ofInference(OracleCase test) {
      return new Wanted(
          test.outputs().get("y_eval"),
          test.upstream().get("y_eval"),
          Map.of("x", test.grads().get("x_eval")));
    }

    /** The same with other gradients. */
    Wanted gradients(Map<String, Tensor> others) {
      return new Wanted(y, upstream, others);
    }
  }
}
