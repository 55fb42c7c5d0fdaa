package dev.synapt.processor.lane;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes the body of a {@link Routine} as Java source, for one {@link Target}. */
public final class RoutinePrinter {

  private final Target target;
  private final StringBuilder text = new StringBuilder();
  private int depth;

  private RoutinePrinter(Target target) {
    this.target = target;
  }

  /** Statements without lanes; lines end in {@code \n}. */
  public static String body(List<Stmt> statements) {
    RoutinePrinter printer = new RoutinePrinter(Target.PLAIN);
    statements.forEach(printer::outer);
    return printer.text.toString();
  }

  /** The body, without the method's braces; lines end in {@code \n}. */
  public static String body(Routine routine, Target target) {
    RoutinePrinter printer = new RoutinePrinter(target);
    if (routine.hasLanes()) {
      for (String array : arrays(routine.body())) {
        printer.line("float[] %s = this.%s;".formatted(array, array));
      }
    }
    routine.body().forEach(printer::outer);
    return printer.text.toString();
  }

  private void outer(Stmt statement) {
    switch (statement) {
      case Stmt.Lanes lanes -> lanes(lanes);
      case Stmt.For loop -> {
        open(loop);
        loop.body().forEach(this::outer);
        close();
      }
      case Stmt.Block block -> {
        line("{");
        depth++;
        block.body().forEach(this::outer);
        close();
      }
      default -> scalar(statement);
    }
  }

  private void lanes(Stmt.Lanes lanes) {
    if (target.isVector()) {
      String step = lanes.unroll() == 1 ? "L" : lanes.unroll() + " * L";
      line("for (int l = 0; l < %s; l += %s) {".formatted(lanes.count(), step));
    } else {
      line("for (int l = 0; l < %s; l++) {".formatted(lanes.count()));
    }
    depth++;
    int unroll = target.isVector() ? lanes.unroll() : 1;
    ExprPrinter printer =
        target.isVector()
            ? new VectorExprPrinter(uniform(lanes.body()), unroll)
            : new PlainExprPrinter();
    inner(lanes.body(), printer, unroll);
    close();
  }

  private void inner(List<Stmt> body, ExprPrinter printer, int unroll) {
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.For loop -> {
          open(loop);
          inner(loop.body(), printer, unroll);
          close();
        }
        case Stmt.Let let -> assign(printer.type() + " ", let.name(), let.value(), printer, unroll);
        case Stmt.Set set -> assign("", set.name(), set.value(), printer, unroll);
        case Stmt.Store store -> {
          for (int u = 0; u < unroll; u++) {
            line(printer.store(store, u));
          }
        }
        case Stmt.Lanes nested -> throw new IllegalArgumentException("lanes within lanes");
        default -> scalar(statement);
      }
    }
  }

  private void assign(String type, String name, Expr value, ExprPrinter printer, int unroll) {
    int copies = printer.name(name, 0).equals(printer.name(name, 1)) ? 1 : unroll;
    for (int u = 0; u < copies; u++) {
      line("%s%s = %s;".formatted(type, printer.name(name, u), printer.print(value, u)));
    }
  }

  private void scalar(Stmt statement) {
    switch (statement) {
      case Stmt.LetIndex let -> line("int %s = %s;".formatted(let.name(), let.value()));
      case Stmt.Call call ->
          line(
              "%s(%s);"
                  .formatted(
                      call.routine(),
                      String.join(", ", call.arguments().stream().map(Index::toString).toList())));
      case Stmt.Java java -> java.text().lines().forEach(this::line);
      case Stmt.Comment comment -> line("// " + comment.text());
      case Stmt.Fence fence -> line("%s[0] = %sf;".formatted(fence.array(), fence.number()));
      case Stmt.Let let -> throw outside(let);
      case Stmt.Set set -> throw outside(set);
      case Stmt.Store store -> throw outside(store);
      case Stmt.For loop -> throw outside(loop);
      case Stmt.Lanes lanes -> throw outside(lanes);
      case Stmt.Block block -> throw outside(block);
    }
  }

  private static IllegalArgumentException outside(Stmt statement) {
    return new IllegalArgumentException("not a scalar statement: " + statement);
  }

  private void open(Stmt.For loop) {
    String v = loop.variable();
    String step = loop.step() == 1 ? v + "++" : v + " += " + loop.step();
    line("for (int %s = %s; %s < %s; %s) {".formatted(v, loop.from(), v, loop.to(), step));
    depth++;
  }

  private void close() {
    depth--;
    line("}");
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  /** The names that hold one value for all lanes, however often they are set. */
  static Set<String> uniform(List<Stmt> body) {
    Set<String> uniform = new HashSet<>();
    assignments(body).forEach(a -> uniform.add(a.name()));
    boolean changed = true;
    while (changed) {
      changed =
          assignments(body)
              .anyMatch(a -> !isUniform(a.value(), uniform) && uniform.remove(a.name()));
    }
    return uniform;
  }

  private static Stream<Stmt.Let> assignments(List<Stmt> body) {
    return body.stream()
        .flatMap(s ->
            switch (s) {
              case Stmt.Let let -> Stream.of(let);
              case Stmt.Set set -> Stream.of(new Stmt.Let(set.name(), set.value()));
              case Stmt.For loop -> assignments(loop.body());
              default -> Stream.empty();
            });
  }

  private static boolean isUniform(Expr expr, Set<String> uniform) {
    return switch (expr) {
      case Expr.Load load -> false;
      case Expr.Ref ref -> uniform.contains(ref.name());
      default -> children(expr).stream().allMatch(child -> isUniform(child, uniform));
    };
  }

  private static Set<String> arrays(List<Stmt> body) {
    Set<String> arrays = new TreeSet<>();
    collect(body, arrays);
    return arrays;
  }

  private static void collect(List<Stmt> body, Set<String> arrays) {
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.For loop -> collect(loop.body(), arrays);
        case Stmt.Lanes lanes -> collect(lanes.body(), arrays);
        case Stmt.Let let -> collect(let.value(), arrays);
        case Stmt.Set set -> collect(set.value(), arrays);
        case Stmt.Store store -> {
          arrays.add(store.array());
          collect(store.value(), arrays);
        }
        default -> {
          // no arrays
        }
      }
    }
  }

  private static void collect(Expr expr, Set<String> arrays) {
    switch (expr) {
      case Expr.Load load -> arrays.add(load.array());
      case Expr.Broadcast b -> arrays.add(b.array());
      default -> children(expr).forEach(child -> collect(child, arrays));
    }
  }

  /** The operands of an expression. */
  static List<Expr> children(Expr expr) {
    return switch (expr) {
      case Expr.Load load -> List.of();
      case Expr.Broadcast b -> List.of();
      case Expr.Constant c -> List.of();
      case Expr.Scalar s -> List.of();
      case Expr.Ref ref -> List.of();
      case Expr.Fma f -> List.of(f.a(), f.b(), f.c());
      case Expr.Binary b -> List.of(b.a(), b.b());
      case Expr.Sqrt s -> List.of(s.a());
      case Expr.SelectGreater s -> List.of(s.a(), s.b(), s.then(), s.otherwise());
      case Expr.SelectEqual s -> List.of(s.a(), s.b(), s.then(), s.otherwise());
      case Expr.PowerOfTwo p -> List.of(p.shifted());
    };
  }
}
