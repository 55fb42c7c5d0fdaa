package dev.synapt.runtime.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How to make samples of a table in a file of comma-separated values. The first line has the names
 * of the columns. Immutable.
 *
 * <pre>{@code
 * CsvEncoding encoding = CsvFormat.target("price").category("zip").ignore("id").fit(trainFile);
 * Dataset train = encoding.read(trainFile);
 * Dataset test = encoding.read(testFile);
 * }</pre>
 *
 * <p>A column whose values are all numbers is a feature; any other column becomes as many features
 * as it has different values, one of which is 1 in a sample and the others 0 (one-hot).
 */
public final class CsvFormat {

  /** What happens to samples in which a value is missing. */
  public enum Missing {
    /** The file is refused, with the line. */
    REFUSE,
    /** The sample is left out. */
    DROP,
    /**
     * A number is taken as the mean of its column in the file that was fitted; of a category all
     * features are 0. Samples without target or label are refused.
     */
    MEAN
  }

  /** What a column is taken for. */
  enum Kind {
    NUMBER,
    CATEGORY,
    IGNORED
  }

  /**
   * The lexical part.
   *
   * @param delimiter between fields
   * @param missingTexts fields that mean that there is no value
   * @param missing what to do then
   */
  record Syntax(char delimiter, Set<String> missingTexts, Missing missing) {
    private static final Syntax USUAL =
        new Syntax(',', Set.of("", "NA", "N/A", "NaN", "nan", "null", "?"), Missing.REFUSE);

    boolean isMissing(String field) {
      return missingTexts.contains(field);
    }
  }

  private final List<String> targets;
  private final boolean labels;
  private final Map<String, Kind> kinds;
  private final Syntax syntax;

  private CsvFormat(List<String> targets, boolean labels, Map<String, Kind> kinds, Syntax syntax) {
    this.targets = targets;
    this.labels = labels;
    this.kinds = kinds;
    this.syntax = syntax;
  }

  /**
   * A table with numbers to be predicted.
   *
   * @param columns their names, in the order of the network's outputs
   * @return the format
   */
  public static CsvFormat target(String... columns) {
    if (columns.length == 0) {
      throw new IllegalArgumentException("a target needs at least one column");
    }
    return new CsvFormat(List.of(columns), false, Map.of(), Syntax.USUAL);
  }

  /**
   * A table with a class to be predicted. Classes are numbered in the order of their names, or of
   * their values if all are whole numbers.
   *
   * @param column its name
   * @return the format
   */
  public static CsvFormat label(String column) {
    return new CsvFormat(List.of(column), true, Map.of(), Syntax.USUAL);
  }

  /**
   * The same with columns that hold numbers: anything else in them is refused.
   *
   * @param columns their names
   * @return the changed copy
   */
  public CsvFormat number(String... columns) {
    return with(Kind.NUMBER, columns);
  }

  /**
   * The same with columns of categories, even if they look like numbers.
   *
   * @param columns their names
   * @return the changed copy
   */
  public CsvFormat category(String... columns) {
    return with(Kind.CATEGORY, columns);
  }

  /**
   * The same without some columns.
   *
   * @param columns their names
   * @return the changed copy
   */
  public CsvFormat ignore(String... columns) {
    return with(Kind.IGNORED, columns);
  }

  private CsvFormat with(Kind kind, String... columns) {
    Map<String, Kind> changed = new LinkedHashMap<>(kinds);
    for (String column : columns) {
      if (targets.contains(column)) {
        throw new IllegalArgumentException("\"" + column + "\" is to be predicted already");
      }
      changed.put(column, kind);
    }
    return new CsvFormat(targets, labels, changed, syntax);
  }

  /**
   * The same with another delimiter; a comma unless set.
   *
   * @param character for example {@code ';'} or a tab
   * @return the changed copy
   */
  public CsvFormat delimiter(char character) {
    if (character == '"' || character == '\n' || character == '\r') {
      throw new IllegalArgumentException("quotes and line ends cannot be delimiters");
    }
    return with(new Syntax(character, syntax.missingTexts, syntax.missing));
  }

  /**
   * The same with other marks for a value that is missing; unless set, nothing, {@code NA}, {@code
   * N/A}, {@code NaN}, {@code nan}, {@code null} and {@code ?}.
   *
   * @param texts whole fields
   * @return the changed copy
   */
  public CsvFormat missingTexts(String... texts) {
    return with(new Syntax(syntax.delimiter, Set.of(texts), syntax.missing));
  }

  /**
   * The same with another way to deal with missing values; {@link Missing#REFUSE} unless set.
   *
   * @param rule what to do
   * @return the changed copy
   */
  public CsvFormat whenMissing(Missing rule) {
    return with(
        new Syntax(syntax.delimiter, syntax.missingTexts, Objects.requireNonNull(rule, "rule")));
  }

  private CsvFormat with(Syntax changed) {
    return new CsvFormat(targets, labels, kinds, changed);
  }

  /**
   * Reads a file to learn its columns: which are numbers, which categories there are, the means.
   *
   * @param file of the training data: what is learned from it serves for all other files
   * @return the encoding
   * @throws CsvFormatException if the file is malformed
   * @throws IOException if it cannot be read
   */
  public CsvEncoding fit(Path file) throws IOException {
    return new CsvFitting(this, file).fit();
  }

  List<String> targets() {
    return targets;
  }

  boolean hasLabels() {
    return labels;
  }

  Map<String, Kind> kinds() {
    return kinds;
  }

  Syntax syntax() {
    return syntax;
  }
}
