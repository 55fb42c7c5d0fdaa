package dev.synapt.processor.emit;

import com.palantir.javapoet.CodeBlock;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.SampleNormOp;

/** Writes the operations of normalisation within each sample, see {@link TwinCode}. */
final class SampleNormTwin {

  private final TwinCode twin;

  SampleNormTwin(TwinCode twin) {
    this.twin = twin;
  }

  void add(SampleNormOp op) {
    switch (op) {
      case SampleNormOp.Forward o -> forward(o);
      case SampleNormOp.GradInput o -> gradInput(o);
      case SampleNormOp.GradWeights o -> gradWeights(o);
    }
  }

  private void forward(SampleNormOp.Forward o) {
    CodeBlock gamma = o.affine().map(a -> twin.v(a.gamma())).orElse(TwinCode.NULL);
    CodeBlock beta = o.affine().map(a -> twin.v(a.beta())).orElse(TwinCode.NULL);
    CodeBlock x = twin.v(o.x());
    CodeBlock channels = twin.channels(o.x());
    CodeBlock epsilon = TwinCode.number(o.epsilon());
    put(o.statistics(), "groupStatistics", x, groups(o), channels, epsilon);
    CodeBlock statistics = twin.v(o.statistics());
    put(o.y(), "groupNorm", x, statistics, gamma, beta, groups(o), channels);
  }

  private void gradInput(SampleNormOp.GradInput o) {
    CodeBlock gamma = twin.v(o.gamma());
    CodeBlock x = twin.v(o.x());
    CodeBlock dy = twin.v(o.dy());
    CodeBlock statistics = twin.v(o.statistics());
    CodeBlock groups = groups(o);
    CodeBlock channels = twin.channels(o.x());
    put(o.means(), "groupNormMeans", x, dy, statistics, gamma, groups, channels);
    CodeBlock means = twin.v(o.means());
    put(o.dx(), "groupNormGrad", x, dy, statistics, gamma, means, groups, channels);
  }

  private void gradWeights(SampleNormOp.GradWeights o) {
    CodeBlock x = twin.v(o.x());
    CodeBlock dy = twin.v(o.dy());
    CodeBlock statistics = twin.v(o.statistics());
    CodeBlock groups = groups(o);
    CodeBlock channels = twin.channels(o.x());
    CodeBlock scales = twin.size(o.dgamma());
    put(o.dgamma(), "groupNormGradScale", x, dy, statistics, groups, channels, scales);
    CodeBlock shifts = twin.size(o.dbeta());
    put(o.dbeta(), "groupNormGradShift", x, dy, groups, channels, shifts);
  }

  private void put(ValueId value, String operation, CodeBlock... arguments) {
    twin.put(value, TwinCode.call(operation, arguments));
  }

  /** No groups for normalising each position. */
  private static CodeBlock groups(SampleNormOp o) {
    return CodeBlock.of("$L", o.perPosition() ? 0 : o.groups());
  }
}
