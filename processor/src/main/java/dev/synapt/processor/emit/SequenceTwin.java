package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
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
              o.dw(),
              TwinCode.call("positionsGradWeights", twin.v(o.dy()), twin.channels(o.dy())));
    }
  }
}
