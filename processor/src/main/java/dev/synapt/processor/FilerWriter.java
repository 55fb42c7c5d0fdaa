package dev.synapt.processor;

import com.palantir.javapoet.JavaFile;
import dev.synapt.processor.diagnostic.CompilationCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.source.SourceLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;

/** Hands generated classes to the compiler. */
final class FilerWriter {

  private final Filer filer;

  FilerWriter(Filer filer) {
    this.filer = filer;
  }

  /**
   * Writes the classes of a model, or what stands in for them if another class has one of their
   * names.
   *
   * @param files the classes
   * @param standIns what is written in case of a clash
   * @param model the user's class, their one originating element
   * @param diagnostics takes an error for a clash
   * @throws UncheckedIOException if a file cannot be written
   */
  void write(
      List<JavaFile> files, List<JavaFile> standIns, TypeElement model, Diagnostics diagnostics) {
    // By name: a class is equal to another if its text is, which would be put together for it.
    Map<String, JavaFileObject> created = new HashMap<>();
    files.forEach(file -> create(file, model).ifPresent(target -> created.put(name(file), target)));
    if (created.size() == files.size()) {
      files.forEach(file -> write(file.toString(), created.get(name(file))));
      return;
    }
    String taken =
        files.stream()
            .filter(file -> !created.containsKey(name(file)))
            .map(file -> file.typeSpec().name())
            .collect(Collectors.joining(", "));
    diagnostics.report(
        CompilationCode.GENERATED_NAME_TAKEN.at(
            SourceLocation.of(model), model.getSimpleName(), taken));
    created.forEach((name, target) -> write(standIn(name, standIns), target));
  }

  /** A class without a stand-in is used by other generated classes only: an empty file will do. */
  private static String standIn(String name, List<JavaFile> standIns) {
    return standIns.stream()
        .filter(other -> name(other).equals(name))
        .map(JavaFile::toString)
        .findFirst()
        .orElse("");
  }

  /**
   * Writes a text beside the generated sources.
   *
   * @param packageName where the model is
   * @param name the file, with its ending
   * @param model the user's class, its one originating element
   * @throws UncheckedIOException if it cannot be written
   */
  void writeText(String packageName, String name, String text, TypeElement model) {
    try (Writer writer =
        filer
            .createResource(StandardLocation.SOURCE_OUTPUT, packageName, name, model)
            .openWriter()) {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes those classes of which there is none yet, of whatever origin. */
  void writeMissing(List<JavaFile> files, TypeElement model) {
    files.forEach(file -> create(file, model).ifPresent(target -> write(file.toString(), target)));
  }

  /** A file for a class; empty when there is such a class. */
  private Optional<JavaFileObject> create(JavaFile file, TypeElement model) {
    try {
      return Optional.of(filer.createSourceFile(name(file), model));
    } catch (FilerException taken) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(String text, JavaFileObject target) {
    try (Writer writer = target.openWriter()) {
      writer.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(JavaFile file) {
    String name = file.typeSpec().name();
    return file.packageName().isEmpty() ? name : file.packageName() + "." + name;
  }
}
