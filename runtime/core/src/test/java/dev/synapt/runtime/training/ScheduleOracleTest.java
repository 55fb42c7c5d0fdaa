package dev.synapt.runtime.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import dev.synapt.runtime.testing.Coverage;
import dev.synapt.runtime.testing.Oracle;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Learning rates by step against PyTorch's. */
final class ScheduleOracleTest {

  private static final String ARCHIVE = "schedules.zip";
  private static final Coverage COVERAGE = new Coverage(ARCHIVE, Map.of());

  @TestFactory
  Stream<DynamicTest> followsPyTorch() {
    return Oracle.files(ARCHIVE).keySet().stream()
        .map(file -> DynamicTest.dynamicTest(file, () -> check(file)));
  }

  @AfterAll
  static void everyCaseWasLookedAt() {
    COVERAGE.assertComplete(16);
  }

  private static void check(String file) {
    JsonObject oneCase = Oracle.json(ARCHIVE, file);
    Attributes attributes = new Attributes(oneCase.getAsJsonObject("attrs"));
    double[] wanted = Oracle.doubles(oneCase.getAsJsonObject("lr"));
    double[] got =
        attributes.text("schedule").equals("reduce_on_plateau")
            ? plateau(attributes, oneCase)
            : rates(attributes, wanted.length);
    assertEquals(Set.of(), attributes.unread, "settings that nobody reads");
    assertEquals("scaled", oneCase.get("compare").getAsString());
    double largest = 1e-3;
    for (double rate : wanted) {
      largest = Math.max(largest, rate);
    }
    double tolerance = oneCase.get("tol_f32").getAsDouble() * largest;
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], got[i], tolerance, "step " + i);
    }
    COVERAGE.passed(file);
  }

  private static double[] rates(Attributes attributes, int steps) {
    LearningRateSchedule schedule = schedule(attributes);
    double base = attributes.number(attributes.has("max_lr") ? "max_lr" : "base_lr");
    assertEquals(steps, attributes.number("steps"));
    return LongStream.range(0, steps).mapToDouble(i -> base * schedule.factor(i, steps)).toArray();
  }

  private static LearningRateSchedule schedule(Attributes a) {
    return switch (a.text("schedule")) {
      case "step" -> LearningRateSchedule.step(a.whole("step_size"), a.number("gamma"));
      case "multistep" -> LearningRateSchedule.multiStep(a.number("gamma"), a.list("milestones"));
      case "exponential" -> LearningRateSchedule.exponential(a.number("gamma"));
      case "polynomial" ->
          LearningRateSchedule.polynomial(a.whole("total_steps"), a.number("power"));
      case "linear_decay" ->
          LearningRateSchedule.linear(a.whole("total_steps"), a.number("end_factor"));
      case "cosine" -> LearningRateSchedule.cosine(a.whole("t_max"), a.endFactor());
      case "cosine_restarts" ->
          LearningRateSchedule.cosineRestarts(
              a.whole("t_0"), (int) a.whole("t_mult"), a.endFactor());
      case "warmup_linear" -> a.warmUp(LearningRateSchedule.constant());
      case "warmup_cosine" ->
          a.warmUp(LearningRateSchedule.cosine(a.whole("t_max"), a.endFactor()));
      case "one_cycle" -> oneCycle(a);
      default -> throw new AssertionError("unknown schedule " + a.json);
    };
  }

  private static LearningRateSchedule oneCycle(Attributes a) {
    assertEquals(a.number("steps"), a.number("total_steps"));
    OneCycle cycle =
        OneCycle.withWarmUp(a.number("pct_start"))
            .divisors(a.number("div_factor"), a.number("final_div_factor"));
    return a.text("anneal").equals("linear") ? cycle.linear() : cycle;
  }

  private static double[] plateau(Attributes a, JsonObject oneCase) {
    ReduceOnPlateau any =
        a.text("mode").equals("max") ? ReduceOnPlateau.whenHighest() : ReduceOnPlateau.whenLowest();
    ReduceOnPlateau rule =
        any.factor(a.number("factor"))
            .patience((int) a.whole("patience"))
            .cooldown((int) a.whole("cooldown"))
            .minimumRate(a.number("min_lr"));
    double threshold = a.number("threshold");
    rule =
        a.text("threshold_mode").equals("abs")
            ? rule.absoluteThreshold(threshold)
            : rule.threshold(threshold);
    assertEquals(1e-8, a.number("eps"));
    double[] figures = Oracle.doubles(oneCase.getAsJsonObject("inputs").getAsJsonObject("metric"));
    double[] rates = new double[figures.length];
    ReduceOnPlateau.State state = rule.start(a.number("base_lr"));
    for (int i = 0; i < figures.length; i++) {
      state = rule.next(state, figures[i]);
      rates[i] = state.rate();
    }
    return rates;
  }

  /** Settings of a case; knows which were never read. */
  private static final class Attributes {
    private final JsonObject json;
    private final Set<String> unread;

    Attributes(JsonObject json) {
      this.json = json;
      this.unread = new TreeSet<>(json.keySet());
    }

    boolean has(String name) {
      return json.has(name);
    }

    String text(String name) {
      unread.remove(name);
      return json.get(name).getAsString();
    }

    double number(String name) {
      unread.remove(name);
      return json.get(name).getAsDouble();
    }

    long whole(String name) {
      unread.remove(name);
      return json.get(name).getAsLong();
    }

    long[] list(String name) {
      unread.remove(name);
      return json.getAsJsonArray(name).asList().stream().mapToLong(e -> e.getAsLong()).toArray();
    }

    double endFactor() {
      return number("eta_min") / number("base_lr");
    }

    LearningRateSchedule warmUp(LearningRateSchedule then) {
      return then.afterWarmUp(whole("warmup_steps"), number("start_factor"));
    }
  }
}
