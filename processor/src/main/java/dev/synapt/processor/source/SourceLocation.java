package dev.synapt.processor.source;

import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;

/** A place in terms of the compiler: what {@code Messager} needs to print a line and a caret. */
public final class SourceLocation implements SourceRef {

  private final Element element;
  private final Optional<AnnotationMirror> annotation;
  private final Optional<AnnotationValue> value;
  private final SourceLocation enclosing;
  private final Map<String, SourceLocation> values;
  private final List<SourceLocation> items;
  private final int order;

  private SourceLocation(Element element, int order) {
    this.element = element;
    this.annotation = Optional.empty();
    this.value = Optional.empty();
    this.enclosing = this;
    this.values = Map.of();
    this.items = List.of();
    this.order = order;
  }

  private SourceLocation(Element element, AnnotationMirror annotation, Counter counter) {
    this.element = element;
    this.annotation = Optional.of(annotation);
    this.value = Optional.empty();
    this.enclosing = this;
    this.items = List.of();
    this.order = counter.next();
    this.values =
        annotation.getElementValues().entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().getSimpleName().toString(),
                    entry -> new SourceLocation(this, entry.getValue(), counter)));
  }

  private SourceLocation(SourceLocation enclosing, AnnotationValue value, Counter counter) {
    this.element = enclosing.element;
    this.annotation = enclosing.annotation;
    this.value = Optional.of(value);
    this.enclosing = enclosing;
    this.values = Map.of();
    this.order = counter.next();
    // The compiler has no place for the item of a list of one: it may be written without braces.
    this.items =
        value.getValue() instanceof List<?> list && list.size() > 1
            ? list.stream()
                .map(item -> new SourceLocation(this, (AnnotationValue) item, counter))
                .toList()
            : List.of();
  }

  /** The place of a class, ahead of all places within it. */
  public static SourceLocation of(Element element) {
    return new SourceLocation(element, 0);
  }

  /** Numbers the places of one model in source order. */
  static final class Counter {
    private int next;

    private int next() {
      return next++;
    }

    /** The next place: a class or a field. */
    SourceLocation at(Element element) {
      return new SourceLocation(element, next());
    }

    /** The next place: an annotation, with the values the user wrote. */
    SourceLocation at(Element element, AnnotationMirror annotation) {
      return new SourceLocation(element, annotation, this);
    }
  }

  /** The class or field. */
  public Element element() {
    return element;
  }

  /** The annotation, if the place is one or lies in one. */
  public Optional<AnnotationMirror> annotation() {
    return annotation;
  }

  /** The annotation's value, if the place is one. */
  public Optional<AnnotationValue> value() {
    return value;
  }

  @Override
  public SourceRef value(String attribute) {
    SourceLocation written = values.get(attribute);
    return written == null ? this : written;
  }

  @Override
  public SourceRef item(int index) {
    return items.isEmpty() ? this : items.get(index);
  }

  @Override
  public boolean suppresses(String tag) {
    return SuppressedWarnings.covers(element, tag);
  }

  @Override
  public SourceRef enclosing() {
    return enclosing;
  }

  @Override
  public int order() {
    return order;
  }
}
