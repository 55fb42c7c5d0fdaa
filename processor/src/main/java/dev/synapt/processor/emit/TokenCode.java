package dev.synapt.processor.emit;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.OpGraph;
import java.util.Optional;

/** What generated code says of token ids. */
final class TokenCode {

  private TokenCode() {}

  /** How many tokens the inputs are ids of: as many as the smallest table has. */
  static Optional<MethodSpec> vocabulary(CodeRole role, OpGraph graph) {
    return graph.ops().stream()
        .filter(op -> op instanceof EmbeddingOp.Forward && role != CodeRole.BATCH)
        .map(op -> graph.shape(((EmbeddingOp.Forward) op).w()).dim(0))
        .min(Integer::compare)
        .map(tokens ->
            CodeClassEmitter.override("vocabulary", TypeName.INT)
                .addStatement("return $L", tokens)
                .build());
  }
}
