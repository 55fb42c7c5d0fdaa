package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.ModelClass;
import dev.synapt.processor.declaration.ModelClass.Kind;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.StructureCode;

/**
 * Says which classes can be networks: those whose fields are layers and which generated code can
 * name.
 */
final class ModelClassRules {

  private ModelClassRules() {}

  /**
   * Reports each reason why the class cannot be a network.
   *
   * @return whether its fields can be layers all the same, and deserve a look
   */
  static boolean check(NetworkDeclaration network, Diagnostics diagnostics) {
    ModelClass form = network.form();
    if (form.kind() != Kind.CLASS) {
      reject(network, diagnostics, word(form.kind()), "declare it as final class %s");
    }
    if (form.isPrivate()) {
      reject(
          network,
          diagnostics,
          "private or inside a private class, where generated code cannot name it",
          "remove the word private");
    }
    if (form.inner() && form.kind() == Kind.CLASS) {
      reject(network, diagnostics, "an inner class", "declare it as static final class %s");
    }
    if (form.generic()) {
      reject(network, diagnostics, "generic", "remove the type parameters of %s");
    }
    return form.kind() == Kind.CLASS;
  }

  private static String word(Kind kind) {
    return switch (kind) {
      case CLASS -> "a class";
      case RECORD -> "a record";
      case INTERFACE -> "an interface";
      case ENUM -> "an enum";
      case ANNOTATION -> "an annotation";
    };
  }

  private static void reject(
      NetworkDeclaration network, Diagnostics diagnostics, String reason, String fix) {
    String simpleName = network.name().substring(network.name().lastIndexOf('.') + 1);
    diagnostics.report(
        StructureCode.MODEL_CLASS_NOT_USABLE.at(
            network.at(), network.name(), reason, fix.formatted(simpleName)));
  }
}
