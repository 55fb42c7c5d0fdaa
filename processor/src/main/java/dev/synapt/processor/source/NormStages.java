package dev.synapt.processor.source;

import dev.synapt.dsl.GroupNorm;
import dev.synapt.dsl.InstanceNorm;
import dev.synapt.dsl.LayerNorm;
import dev.synapt.dsl.NormExtent;
import dev.synapt.processor.declaration.NormDeclaration;
import java.util.stream.Stream;

/** The annotations of normalisations within each sample. */
final class NormStages {

  private NormStages() {}

  static Stream<StageEntry> entries() {
    return Stream.of(
        new StageEntry(
            LayerNorm.class,
            (v, at) ->
                new NormDeclaration.LayerNorm(
                    v.constant("over", NormExtent.class),
                    v.number("epsilon"),
                    v.flag("affine"),
                    at)),
        new StageEntry(
            GroupNorm.class,
            (v, at) ->
                new NormDeclaration.GroupNorm(
                    v.integer("groups"), v.number("epsilon"), v.flag("affine"), at)),
        new StageEntry(
            InstanceNorm.class,
            (v, at) ->
                new NormDeclaration.InstanceNorm(v.number("epsilon"), v.flag("affine"), at)));
  }
}
