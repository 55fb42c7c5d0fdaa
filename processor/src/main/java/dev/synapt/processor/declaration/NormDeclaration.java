package dev.synapt.processor.declaration;

import dev.synapt.dsl.NormExtent;
import dev.synapt.processor.diagnostic.SourceRef;

/** A normalisation within each sample. */
public sealed interface NormDeclaration extends StageDeclaration.Family {

  /** What is added to the variance. */
  double epsilon();

  /** Whether there are learned scales and shifts. */
  boolean affine();

  /** Over all entries, or the channels of each position. */
  record LayerNorm(NormExtent over, double epsilon, boolean affine, SourceRef at)
      implements NormDeclaration {}

  /** Over groups of channels. */
  record GroupNorm(int groups, double epsilon, boolean affine, SourceRef at)
      implements NormDeclaration {}

  /** Over each channel. */
  record InstanceNorm(double epsilon, boolean affine, SourceRef at) implements NormDeclaration {}
}
