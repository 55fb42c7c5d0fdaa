package dev.synapt.examples.models;

import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.data.SeriesWindows;
import dev.synapt.runtime.metric.RegressionErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

/**
 * Carbon dioxide in the air at Mauna Loa, week by week from March 1958 to December 2001, in parts
 * per million. Weeks without a measurement, 59 of 2,284, lie on a straight line between their
 * neighbours.
 *
 * <p>The concentration rises and rises, so a network that learned from the past has never seen the
 * future's numbers. What it sees and forecasts is how much more there is than 52 weeks before.
 *
 * @param ppm one number a week
 */
record Co2Series(float[] ppm) {

  /** Weeks in a window. */
  static final int PAST = 104;

  /** Weeks to forecast. */
  static final int FUTURE = 26;

  static final LocalDate FIRST_WEEK = LocalDate.of(1958, 3, 29);
  static final LocalDate END = LocalDate.of(2002, 1, 5);

  private static final int YEAR = 52;

  static Co2Series bundled() throws IOException {
    return BundledFile.read("data/co2.csv", Co2Series::read);
  }

  /** Lines {@code yyyymmdd,ppm}, one for each week, behind a header. */
  private static Co2Series read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    float[] ppm = new float[lines.size() - 1];
    for (int i = 0; i < ppm.length; i++) {
      String[] fields = lines.get(i + 1).split(",", -1);
      if (week(LocalDate.parse(fields[0], DateTimeFormatter.BASIC_ISO_DATE)) != i) {
        throw new IOException("%s: line %d is not of the next week".formatted(file, i + 2));
      }
      ppm[i] = fields[1].isEmpty() ? Float.NaN : Float.parseFloat(fields[1]);
    }
    return new Co2Series(interpolated(ppm));
  }

  private static float[] interpolated(float[] ppm) {
    int known = 0;
    for (int i = 1; i < ppm.length; i++) {
      if (!Float.isNaN(ppm[i])) {
        for (int gap = known + 1; gap < i; gap++) {
          ppm[gap] = ppm[known] + (ppm[i] - ppm[known]) * (gap - known) / (i - known);
        }
        known = i;
      }
    }
    return ppm;
  }

  private static int week(LocalDate date) {
    return Math.toIntExact(Math.ceilDiv(ChronoUnit.DAYS.between(FIRST_WEEK, date), 7L));
  }

  /**
   * Windows {@code [2, 104]} with 26 targets: the growth since 52 weeks before, and since the last
   * week; the targets are the growth since 52 weeks before. All weeks to forecast lie in a part of
   * the time, and those before may lie before it; parts that do not overlap have no week to
   * forecast in common.
   *
   * @param from the begin of the part
   * @param to its end, which is no longer part of it
   */
  Dataset between(LocalDate from, LocalDate to) {
    int begin = Math.max(YEAR, week(from) - PAST);
    float[][] growth = new float[2][week(to) - begin];
    for (int i = 0; i < growth[0].length; i++) {
      growth[0][i] = ppm[begin + i] - ppm[begin + i - YEAR];
      growth[1][i] = ppm[begin + i] - ppm[begin + i - 1];
    }
    return SeriesWindows.of(PAST).horizon(FUTURE).target(0).over(growth);
  }

  /**
   * The errors of saying that it stays as it was in the last week before those to forecast.
   *
   * @param from as in {@link #between}, at least {@value #PAST} + 52 weeks behind the first
   * @param to as there
   */
  RegressionErrors errorsOfLastValue(LocalDate from, LocalDate to) {
    RegressionErrors errors = new RegressionErrors();
    float[] said = new float[FUTURE];
    for (int week = week(from); week + FUTURE <= week(to); week++) {
      Arrays.fill(said, ppm[week - 1]);
      errors.add(ppm, week, said, 0, FUTURE);
    }
    return errors;
  }

  /** The same of saying that it will be as 52 weeks before. */
  RegressionErrors errorsOfLastYear(LocalDate from, LocalDate to) {
    RegressionErrors errors = new RegressionErrors();
    for (int week = week(from); week + FUTURE <= week(to); week++) {
      errors.add(ppm, week, ppm, week - YEAR, FUTURE);
    }
    return errors;
  }
}
