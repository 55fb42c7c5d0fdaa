package dev.synapt.processor.source;

import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.SourceRef;
import java.lang.annotation.Annotation;
import java.util.function.BiFunction;

/**
 * A layer annotation and how it is read.
 *
 * @param annotation the annotation
 * @param read makes its record
 */
record StageEntry(
    Class<? extends Annotation> annotation,
    BiFunction<AnnotationReader, SourceRef, StageDeclaration> read) {}
