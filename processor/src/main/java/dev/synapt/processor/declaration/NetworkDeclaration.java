package dev.synapt.processor.declaration;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;
import java.util.Optional;

/**
 * A class with {@code @Network}.
 *
 * @param packageName its package; empty for the default package
 * @param name its name; nested classes as {@code Outer.Inner}
 * @param form the kind of class it is
 * @param input the attribute {@code input}; empty when left out
 * @param batch the attribute {@code batch}
 * @param budget what it may cost; empty when no limit is set
 * @param fields the fields that are layers or have layer annotations, in source order
 * @param at the class
 * @param annotation the annotation {@code @Network}
 */
public record NetworkDeclaration(
    String packageName,
    String name,
    ModelClass form,
    List<Integer> input,
    int batch,
    Optional<Budget> budget,
    List<FieldDeclaration> fields,
    SourceRef at,
    SourceRef annotation) {

  public NetworkDeclaration {
    input = List.copyOf(input);
    fields = List.copyOf(fields);
  }
}
