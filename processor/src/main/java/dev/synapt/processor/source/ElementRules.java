package dev.synapt.processor.source;

import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Network;
import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.LintCode;
import dev.synapt.processor.diagnostic.Severity;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.diagnostic.StructureCode;
import dev.synapt.processor.diagnostic.Suggest;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;

/** Mistakes around a model that are gone once it is copied into records. */
public final class ElementRules {

  private static final List<String> WARNINGS =
      DiagnosticCode.all().stream()
          .filter(code -> code.severity() == Severity.WARNING)
          .map(DiagnosticCode::tag)
          .sorted()
          .toList();

  private final TypeElement model;
  private final Diagnostics diagnostics;
  private final SourceLocation.Counter places = new SourceLocation.Counter();

  private ElementRules(TypeElement model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  /**
   * Reports layers that a superclass declares, which would be ignored silently, and tags in
   * {@code @SuppressWarnings} that do not exist.
   */
  public static void check(TypeElement model, Diagnostics diagnostics) {
    new ElementRules(model, diagnostics).check();
  }

  private void check() {
    SourceLocation at = places.at(model);
    checkSuperclass(at);
    checkTags(model);
    model.getEnclosedElements().forEach(this::checkTags);
  }

  private void checkSuperclass(SourceLocation at) {
    superclasses()
        .filter(type -> type.getAnnotation(Network.class) == null)
        .flatMap(type -> ElementFilter.fieldsIn(type.getEnclosedElements()).stream())
        .filter(ElementRules::isLayer)
        .findFirst()
        .ifPresent(field ->
            diagnostics.report(
                StructureCode.LAYERS_INHERITED.at(
                    at,
                    model.getSimpleName(),
                    field.getSimpleName(),
                    field.getEnclosingElement().getSimpleName())));
  }

  private Stream<TypeElement> superclasses() {
    return Stream.iterate(superclass(model), Objects::nonNull, ElementRules::superclass);
  }

  private static TypeElement superclass(TypeElement type) {
    return type.getSuperclass() instanceof DeclaredType declared
        ? (TypeElement) declared.asElement()
        : null;
  }

  private static boolean isLayer(VariableElement field) {
    return field.asType().toString().equals(Layer.class.getCanonicalName());
  }

  private void checkTags(Element element) {
    element.getAnnotationMirrors().stream()
        .filter(ElementRules::isSuppression)
        .forEach(annotation -> checkTags(element, places.at(element, annotation)));
  }

  private static boolean isSuppression(AnnotationMirror annotation) {
    return annotation
        .getAnnotationType()
        .toString()
        .equals(SuppressWarnings.class.getCanonicalName());
  }

  private void checkTags(Element element, SourceLocation annotation) {
    List<String> words = SuppressedWarnings.of(element);
    SourceRef value = annotation.value("value");
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).startsWith(SuppressedWarnings.PREFIX)) {
        checkTag(words.get(i).substring(SuppressedWarnings.PREFIX.length()), value.item(i));
      }
    }
  }

  private void checkTag(String tag, SourceRef at) {
    if (!WARNINGS.contains(tag)) {
      diagnostics.report(
          LintCode.UNKNOWN_WARNING_TAG.at(at, tag, Suggest.didYouMean(tag, WARNINGS)));
    }
  }
}
