package dev.synapt.processor.source;

import dev.synapt.dsl.Block;
import dev.synapt.dsl.Layer;
import dev.synapt.dsl.Network;
import dev.synapt.processor.declaration.BlockDeclaration;
import dev.synapt.processor.declaration.Budget;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.ModelClass;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Copies what the user wrote into records: fields in source order, annotations from left to right.
 */
public final class ElementReader {

  private final Elements elements;
  private final Map<TypeElement, BlockDeclaration> blocks = new HashMap<>();

  /** A reader with the compiler's own tools. */
  public ElementReader(Elements elements) {
    this.elements = elements;
  }

  /**
   * The declaration of one network.
   *
   * @param model a class, or another type, with {@code @Network}
   * @return empty when a value or type is not there yet, because it names what another processor
   *     will generate or what does not exist; the compiler reports the latter itself
   */
  public Optional<NetworkDeclaration> read(TypeElement model) {
    try {
      return Optional.of(network(model));
    } catch (AnnotationReader.UnresolvedException notYet) {
      return Optional.empty();
    }
  }

  private NetworkDeclaration network(TypeElement model) {
    blocks.clear();
    SourceLocation.Counter places = new SourceLocation.Counter();
    SourceLocation at = places.at(model);
    AnnotationMirror annotation = annotation(model, Network.class).orElseThrow();
    SourceLocation annotationAt = places.at(model, annotation);
    AnnotationReader values = new AnnotationReader(annotation, elements);
    String packageName = elements.getPackageOf(model).getQualifiedName().toString();
    return new NetworkDeclaration(
        packageName,
        nameIn(packageName, model),
        form(model),
        values.integers("input"),
        values.integer("batch"),
        budget(model, places),
        fields(model, places),
        at,
        annotationAt);
  }

  private static String nameIn(String packageName, TypeElement model) {
    String name = model.getQualifiedName().toString();
    return packageName.isEmpty() ? name : name.substring(packageName.length() + 1);
  }

  private Optional<Budget> budget(TypeElement model, SourceLocation.Counter places) {
    return annotation(model, dev.synapt.dsl.Budget.class)
        .map(annotation -> {
          AnnotationReader values = new AnnotationReader(annotation, elements);
          return new Budget(
              values.count("parameters"),
              values.count("multiplyAdds"),
              values.count("arenaBytes"),
              values.count("trainingArenaBytes"),
              places.at(model, annotation));
        });
  }

  private static Optional<? extends AnnotationMirror> annotation(Element element, Class<?> type) {
    return element.getAnnotationMirrors().stream()
        .filter(mirror -> name(mirror).equals(type.getCanonicalName()))
        .findFirst();
  }

  private static String name(AnnotationMirror annotation) {
    TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
    return type.getQualifiedName().toString();
  }

  private static ModelClass form(TypeElement model) {
    boolean inner =
        model.getNestingKind() == NestingKind.MEMBER
            && !model.getModifiers().contains(Modifier.STATIC);
    return new ModelClass(
        kind(model.getKind()), isPrivate(model), inner, !model.getTypeParameters().isEmpty());
  }

  private static ModelClass.Kind kind(ElementKind kind) {
    return switch (kind) {
      case RECORD -> ModelClass.Kind.RECORD;
      case INTERFACE -> ModelClass.Kind.INTERFACE;
      case ENUM -> ModelClass.Kind.ENUM;
      case ANNOTATION_TYPE -> ModelClass.Kind.ANNOTATION;
      default -> ModelClass.Kind.CLASS;
    };
  }

  private static boolean isPrivate(Element model) {
    return Stream.iterate(model, Element::getEnclosingElement)
        .takeWhile(element -> element.getKind() != ElementKind.PACKAGE)
        .anyMatch(element -> element.getModifiers().contains(Modifier.PRIVATE));
  }

  private List<FieldDeclaration> fields(TypeElement model, SourceLocation.Counter places) {
    return ElementFilter.fieldsIn(model.getEnclosedElements()).stream()
        .map(field -> field(field, places))
        .filter(field -> field.isLayer() || !field.stages().isEmpty())
        .toList();
  }

  private FieldDeclaration field(VariableElement field, SourceLocation.Counter places) {
    SourceLocation at = places.at(field);
    List<StageDeclaration> stages =
        field.getAnnotationMirrors().stream()
            .filter(mirror -> StageReader.isStage(name(mirror)))
            .map(mirror -> stage(field, mirror, places))
            .toList();
    TypeMirror type = field.asType();
    if (type.getKind() == TypeKind.ERROR && !stages.isEmpty()) {
      throw new AnnotationReader.UnresolvedException(type.toString());
    }
    return new FieldDeclaration(
        field.getSimpleName().toString(), type.toString(), isLayer(type), stages, at);
  }

  private StageDeclaration stage(
      VariableElement field, AnnotationMirror mirror, SourceLocation.Counter places) {
    AnnotationReader values = new AnnotationReader(mirror, elements);
    SourceLocation at = places.at(field, mirror);
    return StageReader.isRepeat(name(mirror))
        ? repeat(values, at, places)
        : StageReader.read(name(mirror), values, at);
  }

  private StageDeclaration repeat(
      AnnotationReader values, SourceLocation at, SourceLocation.Counter places) {
    return new TopologyDeclaration.Repeat(
        block(values.type("block"), places),
        values.integer("times"),
        values.integers("first"),
        values.integers("args"),
        at);
  }

  /** Reads each block of a model once, so that its places are the same wherever it is used. */
  private BlockDeclaration block(TypeElement type, SourceLocation.Counter places) {
    String name = type.getSimpleName().toString();
    BlockDeclaration known = blocks.get(type);
    if (known != null) {
      return known;
    }
    boolean isBlock = type.getAnnotation(Block.class) != null;
    blocks.put(type, new BlockDeclaration(name, isBlock, true, List.of()));
    List<FieldDeclaration> fields = isBlock ? fields(type, places) : List.of();
    BlockDeclaration block = new BlockDeclaration(name, isBlock, false, fields);
    blocks.put(type, block);
    return block;
  }

  private static boolean isLayer(TypeMirror type) {
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement())
            .getQualifiedName()
            .contentEquals(Layer.class.getCanonicalName());
  }
}
