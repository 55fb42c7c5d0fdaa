package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.PositionalOp;

/** Writes the operations of layers over sequences, see {@link TwinCode}. */
final class SequenceTwin {

  private final TwinCode twin;

  SequenceTwin(TwinCode twin) {
    this.twin = twin;
  }

  void add(EmbeddingOp op) {
    switch (op) {
      case EmbeddingOp.Forward o ->
          twin.put(
              o.y(),
              TwinCode.call("embedding", twin.v(o.x()), twin.v(o.w()), twin.channels(o.y())));
      case EmbeddingOp.GradWeights o ->
          twin.put(
              o.dw(),
              TwinCode.call(
                  "embeddingGradWeights",
                  twin.v(o.x()),
                  twin.v(o.dy()),
                  CodeBlock.of("$L", twin.shape(o.dw()).dim(0)),
                  twin.channels(o.dy()),
                  CodeBlock.of("$L", o.padding().orElse(-1))));
    }
  }

  void add(AttentionOp op) {
    CodeBlock sizes =
        CodeBlock.of(
            "new $T($L, $L, $L)",
            TestingApi.ATTENTION,
            op.heads(),
            twin.shape(op.pairs()).dim(2),
            op.causal());
    switch (op) {
      case AttentionOp.Products o ->
          sums("products", o.w(), twin.v(o.a()), twin.v(o.b()), o.scale(), sizes);
      case AttentionOp.Gather o ->
          sums("gather", o.a(), twin.v(o.w()), twin.v(o.b()), o.scale(), sizes);
      case AttentionOp.Spread o ->
          sums("spread", o.b(), twin.v(o.w()), twin.v(o.a()), o.scale(), sizes);
      case AttentionOp.Softmax o -> twin.put(o.y(), TwinCode.call("softmax", twin.v(o.x()), sizes));
      case AttentionOp.SoftmaxGrad o ->
          twin.put(o.dx(), TwinCode.call("softmaxGrad", twin.v(o.y()), twin.v(o.dy()), sizes));
    }
  }

  private void sums(
      String name, ValueId y, CodeBlock a, CodeBlock b, double scale, CodeBlock sizes) {
    twin.put(y, TwinCode.call(name, a, b, TwinCode.number(scale), sizes));
  }

  void add(PositionalOp op) {
    switch (op) {
      case PositionalOp.Sinusoidal o ->
          twin.put(o.y(), TwinCode.call("sinusoidal", twin.v(o.x()), twin.channels(o.x())));
      case PositionalOp.Learned o ->
          twin.put(
              o.y(),
              TwinCode.call("positions", twin.v(o.x()), twin.v(o.w()), twin.channels(o.x())));
      case PositionalOp.GradWeights o ->
          twin.put(
              o.dw(), TwinCode.call("positionsGradWeights", twin.v(o.dy()), twin.channels(o.dy())));
    }
  }
}
