package dev.synapt.runtime.data;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** What becomes of one column's fields. */
sealed interface CsvColumn {

  /** Its name in the header. */
  String name();

  /** How many numbers a field becomes. */
  int width();

  /** A decimal number; Java's own parser also takes {@code NaN}, {@code 1f} and {@code 0x1p3}. */
  Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?");

  /** A field that is not what its column holds. */
  final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String reason) {
      super(reason);
    }
  }

  /** Writes a field's numbers to {@code row[at] ...}. */
  void encode(String field, float[] row, int at) throws Mistake;

  /** Writes the numbers of a field that is missing. */
  void encodeMissing(float[] row, int at);

  /** A feature as it is. */
  record Numeric(String name, double mean) implements CsvColumn {

    @Override
    public int width() {
      return 1;
    }

    @Override
    public void encode(String field, float[] row, int at) throws Mistake {
      float value = DECIMAL.matcher(field).matches() ? Float.parseFloat(field) : Float.NaN;
      if (!Float.isFinite(value)) {
        throw new Mistake(
            "column " + name + ": \"" + field + "\" is not a number that fits a float");
      }
      row[at] = value;
    }

    @Override
    public void encodeMissing(float[] row, int at) {
      row[at] = (float) mean;
    }
  }

  /** One feature for each value. */
  record Category(String name, List<String> values) implements CsvColumn {

    @Override
    public int width() {
      return values.size();
    }

    @Override
    public void encode(String field, float[] row, int at) throws Mistake {
      encodeMissing(row, at);
      row[at + index(field)] = 1;
    }

    int index(String field) throws Mistake {
      int index = values.indexOf(field);
      if (index < 0) {
        throw new Mistake(
            "column %s: \"%s\" is none of the %d values that were there when the table was fitted"
                .formatted(name, field, values.size()));
      }
      return index;
    }

    @Override
    public void encodeMissing(float[] row, int at) {
      Arrays.fill(row, at, at + values.size(), 0f);
    }
  }

  /** Left out. */
  record Ignored(String name) implements CsvColumn {

    @Override
    public int width() {
      return 0;
    }

    @Override
    public void encode(String field, float[] row, int at) {}

    @Override
    public void encodeMissing(float[] row, int at) {}
  }
}
