package dev.synapt.processor.source;

import dev.synapt.dsl.Network;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Finds classes with layer annotations that are no network. */
public final class StrayLayers {

  private StrayLayers() {}

  /**
   * The classes whose fields have layer annotations while {@code @Network} is missing.
   *
   * @param annotations the annotations of this round
   * @param round where they stand
   * @return each class once, sorted by name
   */
  public static List<TypeElement> find(
      Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return annotations.stream()
        .filter(annotation -> StageReader.isStage(annotation.getQualifiedName().toString()))
        .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
        .map(Element::getEnclosingElement)
        .filter(TypeElement.class::isInstance)
        .map(TypeElement.class::cast)
        .filter(type -> type.getAnnotation(Network.class) == null)
        .distinct()
        .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
        .toList();
  }
}
