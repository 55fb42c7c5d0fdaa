package dev.synapt.processor;

import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.diagnostic.Suggest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of the processor, given as {@code -Asynapt.name=value}.
 *
 * @param dump where the text form of every stage goes: {@code note} for the compiler's messages,
 *     else the name of a folder; empty for nowhere
 * @param inputGradient whether trainers compute the gradient by the network's input too
 */
record ProcessorOptions(Optional<String> dump, boolean inputGradient) {

  private static final String PREFIX = "synapt.";
  private static final String DUMP = PREFIX + "dump";
  private static final String INPUT_GRADIENT = PREFIX + "inputGradient";
  private static final String NOTE = "note";

  /** The names of all options. */
  static final Set<String> NAMES = Set.of(DUMP, INPUT_GRADIENT);

  /**
   * The options as the user gave them.
   *
   * @param given all options of all processors; those of others are left alone
   * @param diagnostics takes a warning for each option that starts like ours but does not exist
   */
  static ProcessorOptions of(Map<String, String> given, Diagnostics diagnostics) {
    given.keySet().stream()
        .filter(option -> option.startsWith(PREFIX) && !NAMES.contains(option))
        .sorted()
        .forEach(option -> warn(option, diagnostics));
    return new ProcessorOptions(
        given.containsKey(DUMP)
            ? Optional.of(Optional.ofNullable(given.get(DUMP)).orElse(NOTE))
            : Optional.empty(),
        Boolean.parseBoolean(given.get(INPUT_GRADIENT)));
  }

  private static void warn(String option, Diagnostics diagnostics) {
    diagnostics.report(
        DiagnosticCode.UNKNOWN_OPTION.at(
            SourceRef.NONE, option, Suggest.didYouMean(option, NAMES), String.join(", ", NAMES)));
  }

  /**
   * Whether the stages are shown among the compiler's messages; so too when the option has no
   * value.
   */
  boolean dumpsToNotes() {
    return dump.filter(NOTE::equals).isPresent();
  }

  /** The folder that the stages are written to. */
  Optional<Path> dumpFolder() {
    return dump.filter(value -> !value.equals(NOTE)).map(Path::of);
  }
}
