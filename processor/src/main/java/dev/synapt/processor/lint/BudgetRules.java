package dev.synapt.processor.lint;

import dev.synapt.processor.declaration.Budget;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.LintCode;
import dev.synapt.processor.summary.NetworkSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Compares what a network costs with what it may cost. */
public final class BudgetRules {

  /** So many layers are named: those behind them hardly ever matter. */
  private static final int SHOWN = 5;

  private final NetworkSummary summary;
  private final Budget budget;
  private final Diagnostics diagnostics;

  private BudgetRules(NetworkSummary summary, Budget budget, Diagnostics diagnostics) {
    this.summary = summary;
    this.budget = budget;
    this.diagnostics = diagnostics;
  }

  /** Reports each limit that is exceeded, with the layers that cost most. */
  public static void check(NetworkSummary summary, Budget budget, Diagnostics diagnostics) {
    BudgetRules rules = new BudgetRules(summary, budget, diagnostics);
    rules.check(
        "parameters", "parameters", budget.parameters(), summary.parameters(), r -> r.parameters());
    rules.check(
        "multiplyAdds",
        "multiply-adds for one prediction",
        budget.multiplyAdds(),
        summary.multiplyAdds(),
        r -> r.multiplyAdds());
    rules.check(
        "arenaBytes",
        "bytes to predict",
        budget.arenaBytes(),
        summary.networkBytes(),
        r -> summary.inference().layer(r.layer()).total());
    rules.check(
        "trainingArenaBytes",
        "bytes to train",
        budget.trainingArenaBytes(),
        summary.trainerBytes(),
        r -> summary.training().layer(r.layer()).total());
  }

  private void check(
      String attribute,
      String unit,
      long limit,
      long actual,
      ToLongFunction<NetworkSummary.Row> cost) {
    if (actual > limit) {
      diagnostics.report(
          LintCode.BUDGET_EXCEEDED.at(
              budget.at().value(attribute),
              summary.name(),
              number(actual),
              unit,
              number(actual - limit),
              number(limit),
              table(actual, cost)));
    }
  }

  private String table(long total, ToLongFunction<NetworkSummary.Row> cost) {
    List<NetworkSummary.Row> rows =
        summary.rows().stream()
            .filter(row -> cost.applyAsLong(row) > 0)
            .sorted(Comparator.comparingLong(cost).reversed())
            .limit(SHOWN)
            .toList();
    int name = rows.stream().mapToInt(row -> row.layer().length()).max().orElse(1);
    int digits = rows.stream().mapToInt(r -> number(cost.applyAsLong(r)).length()).max().orElse(1);
    StringBuilder table = new StringBuilder();
    for (NetworkSummary.Row row : rows) {
      long value = cost.applyAsLong(row);
      String format = "\n      %-" + name + "s  %" + digits + "s  %4.1f %%";
      table.append(
          String.format(Locale.ROOT, format, row.layer(), number(value), 100.0 * value / total));
    }
    return table.toString();
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
