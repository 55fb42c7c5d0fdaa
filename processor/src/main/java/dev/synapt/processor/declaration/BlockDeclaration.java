package dev.synapt.processor.declaration;

import java.util.List;

/**
 * A class that {@code @Repeat} names.
 *
 * @param name the class
 * @param isBlock whether it has {@code @Block}
 * @param recursive whether it is being read already, because it contains itself; it has no fields
 *     then
 * @param fields the fields that are layers or have layer annotations, in source order
 */
public record BlockDeclaration(
    String name, boolean isBlock, boolean recursive, List<FieldDeclaration> fields) {

  public BlockDeclaration {
    fields = List.copyOf(fields);
  }
}
