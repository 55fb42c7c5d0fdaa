package dev.synapt.processor.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;

/** What {@code @SuppressWarnings("synapt:...")} says. */
final class SuppressedWarnings {

  /** What our tags begin with, so that they are not those of the compiler or of another tool. */
  static final String PREFIX = "synapt:";

  private SuppressedWarnings() {}

  /** Whether a tag is suppressed on an element, or on one around it. */
  static boolean covers(Element element, String tag) {
    return Stream.iterate(element, around -> around != null, Element::getEnclosingElement)
        .anyMatch(around -> of(around).contains(PREFIX + tag));
  }

  /** The words of the annotation on an element itself; those of other tools as well. */
  static List<String> of(Element element) {
    return Optional.ofNullable(element.getAnnotation(SuppressWarnings.class))
        .map(annotation -> Arrays.asList(annotation.value()))
        .orElse(List.of());
  }
}
