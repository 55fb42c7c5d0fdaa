package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.diagnostic.StructureCode;
import dev.synapt.processor.diagnostic.Suggest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The names that layers of one class may give: its input, and those of its fields so far. */
final class Scope {

  private final List<String> declared;
  private final Map<String, ValueId> values = new LinkedHashMap<>();
  private final Map<String, FieldDeclaration> fields = new LinkedHashMap<>();
  private final Diagnostics diagnostics;

  /** The scope of a class with these fields, none of which is there yet. */
  Scope(List<FieldDeclaration> fields, Diagnostics diagnostics) {
    this.declared = fields.stream().map(FieldDeclaration::name).toList();
    this.diagnostics = diagnostics;
  }

  /** Gives a value a name. */
  void define(String name, ValueId value) {
    values.put(name, value);
  }

  /** Remembers what the field of a name does, under its path in the network. */
  void define(String name, FieldDeclaration field) {
    fields.put(name, field);
  }

  /** The field of a name; empty for the input. */
  Optional<FieldDeclaration> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /**
   * The value of a name; empty when there is none, which is reported.
   *
   * @param name what the user wrote
   * @param field the field that reads it, as the class calls it
   * @param path the same field within the network
   * @param at where the name stands
   */
  Optional<ValueId> value(String name, String field, String path, SourceRef at) {
    if (name.equals(field)) {
      diagnostics.report(StructureCode.LAYER_READS_ITSELF.at(at, path));
      return Optional.empty();
    }
    if (!values.containsKey(name)) {
      diagnostics.report(
          declared.contains(name)
              ? StructureCode.LAYER_READ_TOO_EARLY.at(at, path, name)
              : StructureCode.LAYER_UNKNOWN.at(
                  at,
                  path,
                  name,
                  Suggest.didYouMean(name, values.keySet()),
                  String.join(", ", values.keySet())));
    }
    return Optional.ofNullable(values.get(name));
  }
}
