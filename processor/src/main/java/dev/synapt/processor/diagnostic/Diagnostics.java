package dev.synapt.processor.diagnostic;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what the stages find wrong with one model. Stages report and go on, so that one compile
 * shows every mistake; nothing is printed here.
 */
public final class Diagnostics {

  private final Set<Diagnostic> found = new LinkedHashSet<>();

  /**
   * Adds a diagnostic; the same one twice counts once, and so does a mistake in a block that is
   * repeated. A warning that is suppressed where it points at is not added.
   */
  public void report(Diagnostic diagnostic) {
    DiagnosticCode code = diagnostic.code();
    boolean heard = code.severity() == Severity.ERROR || !diagnostic.at().suppresses(code.tag());
    if (heard && found.stream().noneMatch(earlier -> isRepeated(earlier, diagnostic))) {
      found.add(diagnostic);
    }
  }

  /** Whether both are the same mistake at the same place, of two fields that a block became. */
  private static boolean isRepeated(Diagnostic earlier, Diagnostic later) {
    return !later.at().equals(SourceRef.NONE)
        && earlier.code() == later.code()
        && earlier.at().equals(later.at())
        && later.subject().contains(".")
        && !earlier.subject().equals(later.subject())
        && inBlock(earlier.subject()).equals(inBlock(later.subject()));
  }

  /** A field's name in its block: {@code c1} of {@code stage2.0.c1}. */
  private static String inBlock(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Whether the model must not be compiled further. */
  public boolean hasErrors() {
    return found.stream().anyMatch(Diagnostics::isError);
  }

  /**
   * Whether an error was reported at an annotation or at one of its values. What follows from such
   * an annotation is not to be trusted, and not to be complained about either.
   */
  public boolean hasErrorIn(SourceRef annotation) {
    return !annotation.equals(SourceRef.NONE)
        && found.stream().anyMatch(d -> isError(d) && isIn(d.at(), annotation));
  }

  /** All diagnostics in the order of the places they point at. */
  public List<Diagnostic> sorted() {
    return found.stream().sorted(Comparator.comparingInt(d -> d.at().order())).toList();
  }

  private static boolean isIn(SourceRef place, SourceRef around) {
    return place.equals(around)
        || (!place.enclosing().equals(place) && isIn(place.enclosing(), around));
  }

  private static boolean isError(Diagnostic diagnostic) {
    return diagnostic.code().severity() == Severity.ERROR;
  }
}
