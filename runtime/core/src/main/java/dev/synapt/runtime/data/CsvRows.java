package dev.synapt.runtime.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Collects the rows of a table as numbers. */
final class CsvRows {

  private static final int FIRST_ROWS = 256;

  private final CsvEncoding encoding;
  private final Path file;
  private final int width;
  private final int[] places;
  private final CsvColumn[] columns;
  private final int featureCount;
  private final int targetCount;
  private float[] inputs;
  private float[] targets;
  private int[] labels;
  private int rows;

  /** Finds the columns in the header of this file; null if there is none. */
  CsvRows(CsvEncoding encoding, Path file, List<String> header) throws IOException {
    if (header == null) {
      throw new CsvFormatException(file, 1, "the file is empty");
    }
    this.encoding = encoding;
    this.file = file;
    this.width = header.size();
    this.columns = encoding.columns().toArray(CsvColumn[]::new);
    this.places = new int[columns.length];
    for (int c = 0; c < columns.length; c++) {
      places[c] = header.indexOf(columns[c].name());
      if (places[c] < 0 && columns[c].width() > 0) {
        throw new CsvFormatException(
            file, 1, "there is no column \"" + columns[c].name() + "\"; there are " + header);
      }
    }
    this.featureCount = encoding.featureCount();
    this.targetCount = encoding.format().targets().size();
    this.inputs = new float[FIRST_ROWS * featureCount];
    this.targets = new float[FIRST_ROWS * targetCount];
    this.labels = new int[FIRST_ROWS];
  }

  void add(long line, List<String> fields) throws IOException {
    CsvEncoding.requireWidth(file, line, fields, width);
    if (isDropped(fields)) {
      return;
    }
    grow();
    try {
      encode(fields);
      rows++;
    } catch (CsvColumn.Mistake e) {
      throw new CsvFormatException(file, line, e.getMessage());
    }
  }

  private boolean isDropped(List<String> fields) {
    CsvFormat.Syntax syntax = encoding.format().syntax();
    if (syntax.missing() != CsvFormat.Missing.DROP) {
      return false;
    }
    for (int c = 0; c < columns.length; c++) {
      if (columns[c].width() > 0 && syntax.isMissing(fields.get(places[c]))) {
        return true;
      }
    }
    return false;
  }

  private void grow() {
    if (rows == labels.length) {
      labels = Arrays.copyOf(labels, Math.multiplyExact(2, rows));
      inputs = Arrays.copyOf(inputs, Math.multiplyExact(labels.length, featureCount));
      targets = Arrays.copyOf(targets, Math.multiplyExact(labels.length, targetCount));
    }
  }

  private void encode(List<String> fields) throws CsvColumn.Mistake {
    int at = rows * featureCount;
    for (int c = 0; c < columns.length; c++) {
      int target = encoding.format().targets().indexOf(columns[c].name());
      if (target >= 0) {
        encodeTarget(columns[c], fields.get(places[c]), target);
      } else if (columns[c].width() > 0) {
        encoding.encode(columns[c], fields.get(places[c]), inputs, at);
        at += columns[c].width();
      }
    }
  }

  private void encodeTarget(CsvColumn column, String field, int target) throws CsvColumn.Mistake {
    if (encoding.format().syntax().isMissing(field)) {
      throw new CsvColumn.Mistake("column " + column.name() + ": the value to predict is missing");
    }
    if (column instanceof CsvColumn.Category category) {
      labels[rows] = category.index(field);
    } else {
      column.encode(field, targets, rows * targetCount + target);
    }
  }

  Dataset dataset() {
    Samples samples = new FloatSamples(Arrays.copyOf(inputs, rows * featureCount), featureCount);
    int[] shape = {featureCount};
    if (encoding.format().hasLabels()) {
      Answers answers = Answers.owningLabels(Arrays.copyOf(labels, rows));
      return Dataset.whole(samples, answers, shape).withClassNames(encoding.classNames());
    }
    float[] numbers = Arrays.copyOf(targets, rows * targetCount);
    return Dataset.whole(samples, Answers.owningTargets(numbers, targetCount), shape);
  }
}
