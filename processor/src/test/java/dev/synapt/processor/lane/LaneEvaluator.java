package dev.synapt.processor.lane;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Defines what lane programs mean: one lane after another, each operation of an expression by
 * itself.
 */
final class LaneEvaluator {

  private final Map<String, float[]> arrays;
  private final Map<String, Float> scalars;
  private final Map<String, Integer> integers = new HashMap<>();
  private final Map<String, Float> values = new HashMap<>();

  /** Lane number; -1 outside of lanes. */
  private int lane = -1;

  private LaneEvaluator(Map<String, float[]> arrays, Map<String, Float> scalars) {
    this.arrays = arrays;
    this.scalars = scalars;
  }

  /** Runs a routine on arrays, which it may write to. */
  static void run(
      Routine routine, Map<String, float[]> arrays, Map<String, Float> scalars, int... arguments) {
    LaneEvaluator evaluator = new LaneEvaluator(arrays, scalars);
    for (int i = 0; i < arguments.length; i++) {
      evaluator.integers.put(routine.parameters().get(i), arguments[i]);
    }
    evaluator.run(routine.body());
  }

  private void run(List<Stmt> body) {
    body.forEach(this::run);
  }

  private void run(Stmt statement) {
    switch (statement) {
      case Stmt.For loop -> {
        for (int i = at(loop.from()); i < at(loop.to()); i += loop.step()) {
          integers.put(loop.variable(), i);
          run(loop.body());
        }
      }
      case Stmt.Lanes lanes -> {
        for (int l = 0; l < at(lanes.count()); l++) {
          lane = l;
          run(lanes.body());
        }
        lane = -1;
      }
      case Stmt.Let let -> values.put(let.name(), value(let.value()));
      case Stmt.Set set -> values.put(set.name(), value(set.value()));
      case Stmt.Store store ->
          arrays.get(store.array())[at(store.index()) + lane] = value(store.value());
      case Stmt.LetIndex let -> integers.put(let.name(), at(let.value()));
      case Stmt.Block block -> run(block.body());
      case Stmt.Comment _, Stmt.Fence _ -> {}
      case Stmt.Call _, Stmt.Java _ ->
          throw new UnsupportedOperationException("needs other methods: " + statement);
    }
  }

  private int at(Index index) {
    int at = index.constant();
    for (Index.Term term : index.terms()) {
      at += term.factor() * integers.get(term.variable());
    }
    return at;
  }

  private float value(Expr expr) {
    return switch (expr) {
      case Expr.Load load -> arrays.get(load.array())[at(load.index()) + lane];
      case Expr.Broadcast b -> arrays.get(b.array())[at(b.index())];
      case Expr.Constant c -> c.value();
      case Expr.Scalar s -> scalars.get(s.name());
      case Expr.Ref ref -> values.get(ref.name());
      case Expr.Fma f -> Math.fma(value(f.a()), value(f.b()), value(f.c()));
      case Expr.Binary b -> binary(b.operator(), value(b.a()), value(b.b()));
      case Expr.Sqrt s -> (float) StrictMath.sqrt(value(s.a()));
      case Expr.SelectGreater s ->
          value(s.a()) > value(s.b()) ? value(s.then()) : value(s.otherwise());
      case Expr.SelectEqual s ->
          value(s.a()) == value(s.b()) ? value(s.then()) : value(s.otherwise());
      case Expr.PowerOfTwo p -> {
        int n = Float.floatToRawIntBits(value(p.shifted()));
        yield Float.intBitsToFloat((n << 23) + Float.floatToRawIntBits(1f));
      }
    };
  }

  private static float binary(Expr.Operator operator, float a, float b) {
    return switch (operator) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case MAX -> Math.max(a, b);
      case MIN -> Math.min(a, b);
    };
  }
}
