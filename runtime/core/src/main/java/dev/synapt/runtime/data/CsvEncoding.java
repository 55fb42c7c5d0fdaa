package dev.synapt.runtime.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the fields of a table become numbers, learned from one file by {@link CsvFormat#fit}. The
 * order of columns may differ from file to file.
 */
public final class CsvEncoding {

  private final CsvFormat format;
  private final List<CsvColumn> columns;
  private final int featureCount;

  CsvEncoding(CsvFormat format, List<CsvColumn> columns) {
    this.format = format;
    this.columns = List.copyOf(columns);
    this.featureCount = features().stream().mapToInt(CsvColumn::width).sum();
    if (featureCount == 0) {
      throw new IllegalArgumentException("the table has no column to predict from");
    }
  }

  /** Columns to predict from, in the order of the file that was fitted. */
  private List<CsvColumn> features() {
    return columns.stream().filter(c -> !format.targets().contains(c.name())).toList();
  }

  private CsvColumn column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  /**
   * Names of the features: a column's name, or {@code column=value} for each value of a category.
   *
   * @return in the order of the inputs
   */
  public List<String> featureNames() {
    List<String> names = new ArrayList<>();
    for (CsvColumn column : features()) {
      switch (column) {
        case CsvColumn.Numeric numeric -> names.add(numeric.name());
        case CsvColumn.Category category ->
            category.values().forEach(value -> names.add(category.name() + "=" + value));
        case CsvColumn.Ignored ignored -> {}
      }
    }
    return names;
  }

  /**
   * Names of the classes, by label.
   *
   * @return empty if the target is a number
   */
  public List<String> classNames() {
    return column(format.targets().getFirst()) instanceof CsvColumn.Category category
        ? category.values()
        : List.of();
  }

  /**
   * Reads a table.
   *
   * @param file with at least the columns of the file that was fitted, in any order
   * @return its samples; the shape is the number of {@link #featureNames()}
   * @throws CsvFormatException if the file is malformed, or has values that were not there when the
   *     encoding was fitted
   * @throws IOException if it cannot be read
   */
  public Dataset read(Path file) throws IOException {
    try (CsvParser parser = new CsvParser(file, format.syntax().delimiter())) {
      CsvRows rows = new CsvRows(this, file, parser.record());
      for (List<String> r = parser.record(); r != null; r = parser.record()) {
        rows.add(parser.recordLine(), r);
      }
      return rows.dataset();
    }
  }

  /**
   * The features of one sample, to predict from.
   *
   * @param fields a field for each column; others are not looked at
   * @return a new array
   * @throws IllegalArgumentException if one is missing or cannot be understood
   */
  public float[] encode(Map<String, String> fields) {
    float[] row = new float[featureCount];
    int at = 0;
    for (CsvColumn column : features()) {
      String field = fields.getOrDefault(column.name(), "");
      try {
        encode(column, field, row, at);
      } catch (CsvColumn.Mistake e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
      at += column.width();
    }
    return row;
  }

  void encode(CsvColumn column, String field, float[] row, int at) throws CsvColumn.Mistake {
    boolean missing = format.syntax().isMissing(field) && column.width() > 0;
    if (missing && format.syntax().missing() != CsvFormat.Missing.MEAN) {
      throw new CsvColumn.Mistake("column " + column.name() + ": the value is missing");
    }
    if (missing) {
      column.encodeMissing(row, at);
    } else {
      column.encode(field, row, at);
    }
  }

  static void requireWidth(Path file, long line, List<String> fields, int width)
      throws CsvFormatException {
    if (fields.size() != width) {
      throw new CsvFormatException(
          file, line, "%d fields, but the header has %d".formatted(fields.size(), width));
    }
  }

  CsvFormat format() {
    return format;
  }

  List<CsvColumn> columns() {
    return columns;
  }

  int featureCount() {
    return featureCount;
  }
}
