package dev.synapt.processor.source;

import dev.synapt.dsl.Celu;
import dev.synapt.dsl.Elu;
import dev.synapt.dsl.Gelu;
import dev.synapt.dsl.HardSigmoid;
import dev.synapt.dsl.HardSwish;
import dev.synapt.dsl.HardTanh;
import dev.synapt.dsl.LeakyRelu;
import dev.synapt.dsl.LogSigmoid;
import dev.synapt.dsl.LogSoftmax;
import dev.synapt.dsl.Mish;
import dev.synapt.dsl.PRelu;
import dev.synapt.dsl.Relu6;
import dev.synapt.dsl.Selu;
import dev.synapt.dsl.Silu;
import dev.synapt.dsl.Softplus;
import dev.synapt.dsl.Softsign;
import dev.synapt.processor.declaration.ActivationDeclaration;
import java.util.stream.Stream;

/** The annotations of activation functions. */
final class ActivationStages {

  private ActivationStages() {}

  static Stream<StageEntry> entries() {
    return Stream.of(
        new StageEntry(
            Celu.class, (v, at) -> new ActivationDeclaration.Celu(v.number("alpha"), at)),
        new StageEntry(Elu.class, (v, at) -> new ActivationDeclaration.Elu(v.number("alpha"), at)),
        new StageEntry(
            Gelu.class, (v, at) -> new ActivationDeclaration.Gelu(v.flag("approximate"), at)),
        new StageEntry(HardSigmoid.class, (v, at) -> new ActivationDeclaration.HardSigmoid(at)),
        new StageEntry(HardSwish.class, (v, at) -> new ActivationDeclaration.HardSwish(at)),
        new StageEntry(HardTanh.class, (v, at) -> new ActivationDeclaration.HardTanh(at)),
        new StageEntry(
            LeakyRelu.class, (v, at) -> new ActivationDeclaration.LeakyRelu(v.number("slope"), at)),
        new StageEntry(LogSigmoid.class, (v, at) -> new ActivationDeclaration.LogSigmoid(at)),
        new StageEntry(LogSoftmax.class, (v, at) -> new ActivationDeclaration.LogSoftmax(at)),
        new StageEntry(Mish.class, (v, at) -> new ActivationDeclaration.Mish(at)),
        new StageEntry(
            PRelu.class, (v, at) -> new ActivationDeclaration.PRelu(v.flag("shared"), at)),
        new StageEntry(Relu6.class, (v, at) -> new ActivationDeclaration.Relu6(at)),
        new StageEntry(Selu.class, (v, at) -> new ActivationDeclaration.Selu(at)),
        new StageEntry(Silu.class, (v, at) -> new ActivationDeclaration.Silu(at)),
        new StageEntry(
            Softplus.class, (v, at) -> new ActivationDeclaration.Softplus(v.number("beta"), at)),
        new StageEntry(Softsign.class, (v, at) -> new ActivationDeclaration.Softsign(at)));
  }
}
