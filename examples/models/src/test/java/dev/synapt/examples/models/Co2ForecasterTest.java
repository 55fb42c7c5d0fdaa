package dev.synapt.examples.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.examples.models.TrainingOptions.Plan;
import dev.synapt.runtime.data.Dataset;
import dev.synapt.runtime.training.TrainingListener;
import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class Co2ForecasterTest {

  @Test
  void aFewEpochsBeatTodayAndLastYear() throws IOException {
    Co2Experiment result =
        Co2Experiment.run(Co2Series.bundled(), new Plan(10, 1, 1), new TrainingListener() {});
    assertTrue(result.lastYear() < result.lastValue() / 2, result::toString);
    assertTrue(result.lastGrowth() < result.lastYear() / 2, result::toString);
    assertTrue(result.network() < 0.8 * result.lastGrowth(), result::toString);
  }

  @Test
  void windowsKeepTheOrderOfTime() throws IOException {
    Co2Series series = Co2Series.bundled();
    float[] ppm = series.ppm();
    assertEquals(2_284, ppm.length);
    assertEquals(316.1f, ppm[0]);
    assertEquals((316.9f + 317.5f) / 2, ppm[6], 1e-4, "the week between two measured ones");
    LocalDate from = LocalDate.of(1990, 6, 2);
    Dataset year = series.between(from, from.plusWeeks(52));
    assertArrayEquals(new int[] {2, Co2Series.PAST}, year.shape());
    assertEquals(52 - Co2Series.FUTURE + 1, year.size());
    int first = 1_679;
    assertEquals(from, Co2Series.FIRST_WEEK.plusWeeks(first));
    float[] growth = year.targets(0);
    float[] past = year.input(0);
    for (int i = 0; i < growth.length; i++) {
      assertEquals(ppm[first + i] - ppm[first + i - 52], growth[i]);
    }
    assertEquals(ppm[first - 1] - ppm[first - 53], past[Co2Series.PAST - 1]);
    assertEquals(ppm[first - 1] - ppm[first - 2], past[2 * Co2Series.PAST - 1]);
  }

  @Test
  void baselinesAreThoseOfTheWeeks() throws IOException {
    Co2Series series = Co2Series.bundled();
    LocalDate from = LocalDate.of(1990, 6, 2);
    LocalDate to = from.plusWeeks(Co2Series.FUTURE);
    double squares = 0;
    double lastYear = 0;
    for (int i = 1_679; i < 1_679 + Co2Series.FUTURE; i++) {
      squares += Math.pow(series.ppm()[i] - series.ppm()[1_678], 2) / Co2Series.FUTURE;
      lastYear += Math.pow(series.ppm()[i] - series.ppm()[i - 52], 2) / Co2Series.FUTURE;
    }
    assertEquals(squares, series.errorsOfLastValue(from, to).mse(), 1e-4);
    assertEquals(lastYear, series.errorsOfLastYear(from, to).mse(), 1e-4);
  }
}
