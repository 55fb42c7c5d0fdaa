package dev.synapt.processor;

import dev.synapt.processor.diagnostic.CompilationCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.annotation.processing.Messager;
import javax.tools.Diagnostic.Kind;

/**
 * Writes the text form of every stage where the option says: among the compiler's messages, or to
 * files such as {@code FOLDER/demo.LeNet5/01-declaration.txt}.
 */
final class StageDump {

  private final ProcessorOptions options;
  private final Messager messager;

  StageDump(ProcessorOptions options, Messager messager) {
    this.options = options;
    this.messager = messager;
  }

  /**
   * What to tell the stages of a model to.
   *
   * @param packageName the model's package; empty for the default package
   * @param name the model's class
   * @param diagnostics takes a warning if a file cannot be written
   */
  StageListener of(String packageName, String name, Diagnostics diagnostics) {
    String model = packageName.isEmpty() ? name : packageName + "." + name;
    if (options.dumpsToNotes()) {
      return (stage, text) ->
          messager.printMessage(Kind.NOTE, model + " " + stage + "\n" + text.get());
    }
    return options
        .dumpFolder()
        .<StageListener>map(folder -> new FolderDump(folder, model, diagnostics))
        .orElse(StageListener.NONE);
  }

  /** Writes a file for each stage, until one cannot be written. */
  private static final class FolderDump implements StageListener {
    private final Path folder;
    private final String model;
    private final Diagnostics diagnostics;
    private boolean failed;

    FolderDump(Path folder, String model, Diagnostics diagnostics) {
      this.folder = folder;
      this.model = model;
      this.diagnostics = diagnostics;
    }

    @Override
    public void done(Stage stage, Supplier<String> text) {
      if (failed) {
        return;
      }
      Path file = folder.resolve(model).resolve(stage + ".txt");
      try {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text.get());
      } catch (IOException e) {
        failed = true;
        diagnostics.report(
            CompilationCode.DUMP_NOT_WRITTEN.at(
                SourceRef.NONE, model, folder, e.getClass().getSimpleName()));
      }
    }
  }
}
