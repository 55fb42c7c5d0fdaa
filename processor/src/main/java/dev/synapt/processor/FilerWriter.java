package dev.synapt.processor;

import com.palantir.javapoet.JavaFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import javax.annotation.processing.Filer;
import javax.lang.model.element.TypeElement;

/** Hands generated classes to the compiler. */
final class FilerWriter {

  private final Filer filer;

  FilerWriter(Filer filer) {
    this.filer = filer;
  }

  /**
   * Writes one class.
   *
   * @param file the class
   * @param model the user's class, its one originating element
   */
  void write(JavaFile file, TypeElement model) {
    String name =
        file.packageName().isEmpty()
            ? file.typeSpec().name()
            : file.packageName() + "." + file.typeSpec().name();
    try (Writer writer = filer.createSourceFile(name, model).openWriter()) {
      file.writeTo(writer);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + name, e);
    }
  }
}
