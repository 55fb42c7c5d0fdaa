package dev.synapt.processor;

import dev.synapt.processor.diagnostic.CompilationCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.diagnostic.Suggest;
import dev.synapt.processor.lane.Target;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The options of the processor, given as {@code -Asynapt.name=value}.
 *
 * @param dump where the text form of every stage goes: {@code note} for the compiler's messages,
 *     else the name of a folder; empty for nowhere
 * @param inputGradient whether trainers compute the gradient by the network's input too; so when
 *     the option is {@code true} or has no value
 * @param explain whether a page about each model is written beside its generated classes
 * @param graph the language in which each model's graph is written beside its generated classes:
 *     {@code mermaid}, also when the option has no value, or {@code dot}; empty for none
 * @param targets what code is generated for where the Vector API is visible; plain first
 * @param gradientCheck the networks for which gradient checks are generated, by qualified name
 */
record ProcessorOptions(
    Optional<String> dump,
    boolean inputGradient,
    boolean explain,
    Optional<String> graph,
    List<Target> targets,
    List<String> gradientCheck) {

  private static final String PREFIX = "synapt.";
  private static final String DUMP = PREFIX + "dump";
  private static final String INPUT_GRADIENT = PREFIX + "inputGradient";
  private static final String EXPLAIN = PREFIX + "explain";
  private static final String GRAPH = PREFIX + "graph";
  private static final String REGISTERS = PREFIX + "registers";

  /** Names the networks for which gradient checks are generated. */
  static final String GRADIENT_CHECK = PREFIX + "gradientCheck";

  private static final String NOTE = "note";
  private static final String MERMAID = "mermaid";
  private static final List<String> LANGUAGES = List.of("dot", MERMAID);
  private static final List<Target> ALL_TARGETS = List.of(Target.values());

  /** The names of all options, sorted, so that messages are the same in every run. */
  static final SortedSet<String> NAMES =
      Collections.unmodifiableSortedSet(
          new TreeSet<>(List.of(DUMP, EXPLAIN, GRADIENT_CHECK, GRAPH, INPUT_GRADIENT, REGISTERS)));

  /**
   * The options as the user gave them.
   *
   * @param given all options of all processors; those of others are left alone
   * @param diagnostics takes a warning for each option that starts like ours but does not exist,
   *     and an error for each value that cannot be understood
   */
  static ProcessorOptions of(Map<String, String> given, Diagnostics diagnostics) {
    given.keySet().stream()
        .filter(option -> option.startsWith(PREFIX) && !NAMES.contains(option))
        .sorted()
        .forEach(option -> warn(option, diagnostics));
    return new ProcessorOptions(
        value(DUMP, given).map(value -> value.isBlank() ? NOTE : value),
        flag(INPUT_GRADIENT, given, diagnostics),
        flag(EXPLAIN, given, diagnostics),
        value(GRAPH, given).map(value -> language(value, diagnostics)),
        value(REGISTERS, given).map(value -> targets(value, diagnostics)).orElse(ALL_TARGETS),
        value(GRADIENT_CHECK, given).map(ProcessorOptions::names).orElse(List.of()));
  }

  private static List<String> names(String value) {
    return Stream.of(value.split(",")).map(String::strip).distinct().toList();
  }

  private static String language(String value, Diagnostics diagnostics) {
    String language = value.isBlank() ? MERMAID : value;
    if (!LANGUAGES.contains(language)) {
      unknownValue(GRAPH, value, LANGUAGES, diagnostics);
    }
    return language;
  }

  /** Plain code and the vector code for as many registers as the value says. */
  private static List<Target> targets(String value, Diagnostics diagnostics) {
    List<Target> vectors = ALL_TARGETS.stream().filter(Target::isVector).toList();
    Optional<Target> chosen =
        vectors.stream().filter(t -> Integer.toString(t.registers()).equals(value)).findFirst();
    if (chosen.isEmpty()) {
      List<String> registers = vectors.stream().map(t -> Integer.toString(t.registers())).toList();
      unknownValue(REGISTERS, value, registers, diagnostics);
    }
    return chosen.map(target -> List.of(Target.PLAIN, target)).orElse(ALL_TARGETS);
  }

  private static void unknownValue(
      String option, String value, List<String> values, Diagnostics diagnostics) {
    diagnostics.report(
        CompilationCode.OPTION_VALUE_UNKNOWN.at(
            SourceRef.NONE,
            option,
            value,
            Suggest.didYouMean(value, values),
            String.join(" or ", values)));
  }

  private static boolean flag(String option, Map<String, String> given, Diagnostics diagnostics) {
    return value(option, given).map(value -> flag(option, value, diagnostics)).orElse(false);
  }

  /** The value of an option; blank when it is given without one. */
  private static Optional<String> value(String option, Map<String, String> given) {
    return given.containsKey(option)
        ? Optional.of(Optional.ofNullable(given.get(option)).orElse(""))
        : Optional.empty();
  }

  private static boolean flag(String option, String value, Diagnostics diagnostics) {
    if (!value.isBlank() && !value.equals("true") && !value.equals("false")) {
      diagnostics.report(CompilationCode.OPTION_NOT_A_FLAG.at(SourceRef.NONE, option, value));
    }
    return !value.equals("false");
  }

  private static void warn(String option, Diagnostics diagnostics) {
    diagnostics.report(
        CompilationCode.UNKNOWN_OPTION.at(
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
