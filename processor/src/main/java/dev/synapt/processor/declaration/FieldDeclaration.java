package dev.synapt.processor.declaration;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/**
 * A field of a model class.
 *
 * @param name its name
 * @param type its type with its package, as in {@code java.lang.String}
 * @param isLayer whether that type is the marker for layers
 * @param stages its layer annotations, from left to right
 * @param at the field
 */
public record FieldDeclaration(
    String name, String type, boolean isLayer, List<StageDeclaration> stages, SourceRef at) {

  public FieldDeclaration {
    stages = List.copyOf(stages);
  }

  /** Whether its weights stay as they are. */
  public boolean frozen() {
    return stages.stream().anyMatch(StageDeclaration.Frozen.class::isInstance);
  }
}
