package dev.synapt.processor.source;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/** The values of one annotation by name, defaults included, as Java types. */
final class AnnotationReader {

  /** Something that is not there yet: another processor may still generate it. */
  static final class UnresolvedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnresolvedException(String name) {
      super(name);
    }
  }

  private final Map<String, AnnotationValue> values;

  AnnotationReader(AnnotationMirror annotation, Elements elements) {
    values =
        elements.getElementValuesWithDefaults(annotation).entrySet().stream()
            .collect(
                Collectors.toMap(e -> e.getKey().getSimpleName().toString(), Map.Entry::getValue));
  }

  int integer(String attribute) {
    return read(attribute, Integer.class);
  }

  long count(String attribute) {
    return read(attribute, Long.class);
  }

  double number(String attribute) {
    return read(attribute, Double.class);
  }

  boolean flag(String attribute) {
    return read(attribute, Boolean.class);
  }

  <E extends Enum<E>> E constant(String attribute, Class<E> type) {
    VariableElement constant = read(attribute, VariableElement.class);
    return Enum.valueOf(type, constant.getSimpleName().toString());
  }

  String text(String attribute) {
    return read(attribute, String.class);
  }

  /** The class that a class literal names. */
  TypeElement type(String attribute) {
    TypeMirror type = read(attribute, TypeMirror.class);
    if (!(type instanceof DeclaredType declared) || type.getKind() == TypeKind.ERROR) {
      throw new UnresolvedException(attribute);
    }
    return (TypeElement) declared.asElement();
  }

  List<Integer> integers(String attribute) {
    return list(attribute, Integer.class);
  }

  List<Double> numbers(String attribute) {
    return list(attribute, Double.class);
  }

  List<String> strings(String attribute) {
    return list(attribute, String.class);
  }

  private <T> List<T> list(String attribute, Class<T> type) {
    List<?> items = read(attribute, List.class);
    return items.stream()
        .map(item -> cast(attribute, ((AnnotationValue) item).getValue(), type))
        .toList();
  }

  private <T> T read(String attribute, Class<T> type) {
    AnnotationValue value = values.get(attribute);
    return cast(attribute, value == null ? null : value.getValue(), type);
  }

  /** The compiler gives an error type or a text in place of a value that it cannot resolve. */
  private static <T> T cast(String attribute, Object value, Class<T> type) {
    if (!type.isInstance(value)) {
      throw new UnresolvedException(attribute);
    }
    return type.cast(value);
  }
}
