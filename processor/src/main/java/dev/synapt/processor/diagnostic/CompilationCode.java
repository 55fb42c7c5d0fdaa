package dev.synapt.processor.diagnostic;

import static dev.synapt.processor.diagnostic.Wording.error;
import static dev.synapt.processor.diagnostic.Wording.warning;

/** What keeps a sound network from being compiled or written, and options that there are not. */
public enum CompilationCode implements DiagnosticCode {
  /** Arguments: model, generated classes. */
  GENERATED_NAME_TAKEN(
      error(
          "GeneratedNameTaken",
          "%1$s: there is already what is to be generated: %2$s",
          "rename the one or the other; keep files generated earlier out of the sources")),
  /** Arguments: option, question whether another one was meant, the options there are. */
  UNKNOWN_OPTION(warning("UnknownOption", "there is no option %1$s%2$s", "use one of: %3$s")),
  /** Arguments: option, value. */
  OPTION_NOT_A_FLAG(
      error(
          "OptionNotAFlag",
          "option %1$s has the value \"%2$s\", which is neither true nor false",
          "write -A%1$s=true, or leave the option out")),
  /** Arguments: option, value, question whether another one was meant, the values there are. */
  OPTION_VALUE_UNKNOWN(
      error(
          "OptionValueUnknown",
          "option %1$s has the value \"%2$s\", which it does not know%3$s",
          "write %4$s")),
  /** Arguments: name, option. */
  GRADIENT_CHECK_OF_NO_NETWORK(
      error(
          "GradientCheckOfNoNetwork",
          "option %2$s names %1$s, and there is no network of that name",
          "name classes with @Network in full, as in -A%2$s=com.example.Digits, separated by commas")),
  /** Arguments: model, missing class, where it is from. */
  GRADIENT_CHECK_NEEDS(
      error(
          "GradientCheckNeeds",
          "%1$s: its gradient check needs %2$s, which is not on the class path",
          "add %3$s to the dependencies of the tests")),
  /** Arguments: model. */
  VECTOR_API_NOT_VISIBLE(
      warning(
          "VectorApiNotVisible",
          "%1$s: the Vector API is not visible to the compiler, so only plain code, many times slower,"
              + " is generated",
          "compile with --release 25")),
  /** Arguments: model, folder, failure. */
  DUMP_NOT_WRITTEN(
      warning(
          "DumpNotWritten",
          "the stages of %1$s cannot be written to \"%2$s\": %3$s",
          "name a folder that can be written, or write -Asynapt.dump=note")),
  /** Arguments: model, failure. */
  CLASS_NOT_WRITTEN(
      error(
          "ClassNotWritten",
          "the classes of %1$s cannot be written: %2$s",
          "make the folder of generated sources writable and free some space")),
  /** Arguments: model, failure. */
  INTERNAL_FAILURE(
      error(
          "InternalFailure",
          "%1$s could not be compiled: %2$s",
          "this is a mistake in Synapt, not in your code: please report it with the source of %1$s"));

  private final Wording wording;

  CompilationCode(Wording wording) {
    this.wording = wording;
  }

  @Override
  public Wording wording() {
    return wording;
  }
}
