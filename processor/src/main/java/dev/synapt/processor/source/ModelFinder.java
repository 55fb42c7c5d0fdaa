package dev.synapt.processor.source;

import dev.synapt.dsl.Block;
import dev.synapt.dsl.Network;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/** Finds the networks of each round, and those that wait for a later one. */
public final class ModelFinder {

  /** The annotations to be asked for: all of the language. */
  public static final String ANNOTATIONS = Network.class.getPackageName() + ".*";

  private final Elements elements;
  private final Set<String> deferred = new LinkedHashSet<>();

  /** A finder with the compiler's own tools. */
  public ModelFinder(Elements elements) {
    this.elements = elements;
  }

  /** Puts a model off to the next round. */
  public void defer(TypeElement model) {
    deferred.add(model.getQualifiedName().toString());
  }

  /** The models of a round, after those put off in the one before. */
  public List<TypeElement> models(RoundEnvironment round) {
    // Elements do not outlive a round, names do.
    List<TypeElement> waited =
        deferred.stream().map(elements::getTypeElement).filter(Objects::nonNull).toList();
    deferred.clear();
    Set<? extends Element> fresh = round.getElementsAnnotatedWith(Network.class);
    return Stream.concat(waited.stream(), ElementFilter.typesIn(fresh).stream()).toList();
  }

  /**
   * The classes whose fields have layer annotations while {@code @Network} and {@code @Block} are
   * missing.
   *
   * @param annotations the annotations of this round
   * @param round where they stand
   * @return each class once, sorted by name
   */
  public List<TypeElement> strays(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    return annotations.stream()
        .filter(annotation -> StageReader.isStage(annotation.getQualifiedName().toString()))
        .flatMap(annotation -> round.getElementsAnnotatedWith(annotation).stream())
        .map(Element::getEnclosingElement)
        .filter(TypeElement.class::isInstance)
        .map(TypeElement.class::cast)
        .filter(type -> type.getAnnotation(Network.class) == null)
        .filter(type -> type.getAnnotation(Block.class) == null)
        .distinct()
        .sorted(Comparator.comparing(type -> type.getQualifiedName().toString()))
        .toList();
  }
}
