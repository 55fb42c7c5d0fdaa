package dev.synapt.runtime.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Learns a table's columns in one pass. */
final class CsvFitting {

  /** More would be a name or a number of each row rather than a category. */
  private static final int MOST_CATEGORIES = 1000;

  private final CsvFormat format;
  private final Path file;
  private final List<Column> columns = new ArrayList<>();

  CsvFitting(CsvFormat format, Path file) {
    this.format = format;
    this.file = file;
  }

  /** What is known of a column so far. */
  private static final class Column {
    private final String name;
    private final Set<String> values = new TreeSet<>();
    private double sum;
    private long count;
    private boolean decimal = true;

    Column(String name) {
      this.name = name;
    }

    void see(String field) {
      count++;
      if (values.size() <= MOST_CATEGORIES) {
        values.add(field);
      }
      decimal &= CsvColumn.DECIMAL.matcher(field).matches();
      if (decimal) {
        sum += Double.parseDouble(field);
      }
    }
  }

  CsvEncoding fit() throws IOException {
    try (CsvParser parser = new CsvParser(file, format.syntax().delimiter())) {
      List<String> header = parser.record();
      requireHeader(header);
      header.forEach(name -> columns.add(new Column(name)));
      for (List<String> r = parser.record(); r != null; r = parser.record()) {
        CsvEncoding.requireWidth(file, parser.recordLine(), r, header.size());
        see(r);
      }
    }
    List<CsvColumn> encoded = new ArrayList<>();
    for (Column column : columns) {
      encoded.add(encode(column));
    }
    return new CsvEncoding(format, encoded);
  }

  private void requireHeader(List<String> header) throws CsvFormatException {
    if (header == null) {
      throw new CsvFormatException(file, 1, "the file is empty");
    }
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (!names.add(name)) {
        throw new CsvFormatException(file, 1, "two columns are named \"" + name + "\"");
      }
    }
    List<String> wanted = new ArrayList<>(format.targets());
    wanted.addAll(format.kinds().keySet());
    for (String name : wanted) {
      if (!names.contains(name)) {
        throw new CsvFormatException(
            file, 1, "there is no column \"%s\"; there are %s".formatted(name, header));
      }
    }
  }

  private void see(List<String> fields) {
    for (int c = 0; c < fields.size(); c++) {
      if (!format.syntax().isMissing(fields.get(c))) {
        columns.get(c).see(fields.get(c));
      }
    }
  }

  private CsvColumn encode(Column column) throws CsvFormatException {
    CsvFormat.Kind kind = kind(column);
    if (kind == CsvFormat.Kind.IGNORED) {
      return new CsvColumn.Ignored(column.name);
    }
    if (column.count == 0) {
      throw new CsvFormatException(
          file, 1, "column " + column.name + " has no value; ignore(\"" + column.name + "\")");
    }
    if (kind == CsvFormat.Kind.NUMBER) {
      return new CsvColumn.Numeric(column.name, column.sum / column.count);
    }
    if (column.values.size() > MOST_CATEGORIES) {
      throw new CsvFormatException(
          file,
          1,
          "column %s has more than %d different values that are no numbers; ignore(\"%s\")"
              .formatted(column.name, MOST_CATEGORIES, column.name));
    }
    return new CsvColumn.Category(column.name, sorted(column.values));
  }

  private CsvFormat.Kind kind(Column column) {
    if (format.targets().contains(column.name)) {
      return format.hasLabels() ? CsvFormat.Kind.CATEGORY : CsvFormat.Kind.NUMBER;
    }
    CsvFormat.Kind guess = column.decimal ? CsvFormat.Kind.NUMBER : CsvFormat.Kind.CATEGORY;
    return format.kinds().getOrDefault(column.name, guess);
  }

  /** 2 comes before 10. */
  private static List<String> sorted(Set<String> values) {
    boolean whole = values.stream().allMatch(value -> value.matches("[+-]?\\d{1,15}"));
    Comparator<String> byNumber = Comparator.comparingLong(Long::parseLong);
    Comparator<String> byName = Comparator.naturalOrder();
    return values.stream().sorted(whole ? byNumber.thenComparing(byName) : byName).toList();
  }
}
