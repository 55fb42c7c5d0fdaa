package dev.synapt.processor.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random lane programs give the same bits as their definition, printed as plain Java and as vector
 * code of every register width. A NaN counts as equal to any other: which one an operation gives is
 * left open by the language.
 */
final class LaneProgramTest {

  private static final int PROGRAMS = 10;
  private static final int FLOATS = 64;
  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_NORMAL,
    Float.MAX_VALUE
  };

  @ParameterizedTest
  @CsvSource({
    "PLAIN, SPECIES_128",
    "VECTOR_R16, SPECIES_128",
    "VECTOR_R16, SPECIES_256",
    "VECTOR_R32, SPECIES_128",
    "VECTOR_R32, SPECIES_256",
    "VECTOR_R32, SPECIES_512"
  })
  void everyPathGivesTheBitsOfTheDefinition(Target target, String species) {
    for (int seed = 1; seed <= PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Routine program = new Program(random).routine();
      float[] a = floats(random);
      float[] expected = new float[5 * FLOATS];
      float[] actual = expected.clone();
      LaneEvaluator.run(program, Map.of("a", a, "b", expected), Map.of(), 3);
      CompiledRoutine.of(program, target, species, "a", "b").with("a", a).with("b", actual).run(3);
      String text = RoutinePrinter.body(program, target);
      assertEquals(bits(expected), bits(actual), () -> species + "\n" + text);
    }
  }

  private static float[] floats(SplittableRandom random) {
    float[] floats = new float[2 * FLOATS];
    for (int i = 0; i < floats.length; i++) {
      floats[i] =
          random.nextInt(3) == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) random.nextDouble(-4, 4);
    }
    return floats;
  }

  private static List<String> bits(float[] floats) {
    List<String> bits = new ArrayList<>();
    for (float value : floats) {
      bits.add(Integer.toHexString(Float.floatToIntBits(value)));
    }
    return bits;
  }

  /** Draws a program with names, loops and every kind of expression. */
  private static final class Program {

    private final SplittableRandom random;
    private final List<String> names = new ArrayList<>();

    Program(SplittableRandom random) {
      this.random = random;
    }

    Routine routine() {
      List<Stmt> body = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        body.add(let(random.nextBoolean() ? leaf() : expression(2)));
      }
      List<Stmt> loop = new ArrayList<>();
      String sum = names.getLast();
      loop.add(new Stmt.Set(sum, expression(2)));
      loop.add(
          new Stmt.Set(
              names.getFirst(),
              new Expr.Fma(
                  new Expr.Load("a", Index.of("k").plus(5)),
                  new Expr.Broadcast("a", Index.of("k").times(2)),
                  Expr.ref(names.getFirst()))));
      body.add(new Stmt.For("k", Index.of(0), Index.of("n"), 1, loop));
      for (int i = 0; i < names.size(); i++) {
        body.add(new Stmt.Store("b", Index.of(i * FLOATS), Expr.ref(names.get(i))));
      }
      body.add(new Stmt.Store("b", Index.of(names.size() * FLOATS), expression(3)));
      int unroll = 1 << random.nextInt(3);
      int count = 16 * unroll;
      return new Routine(
          "program", "", List.of("n"), List.of(new Stmt.Lanes(Index.of(count), unroll, body)));
    }

    private Stmt let(Expr value) {
      String name = "v" + names.size();
      names.add(name);
      return new Stmt.Let(name, value);
    }

    private Expr leaf() {
      return switch (random.nextInt(names.isEmpty() ? 4 : 6)) {
        case 0 -> new Expr.Load("a", Index.of(random.nextInt(FLOATS)));
        case 1 -> new Expr.Broadcast("a", Index.of(random.nextInt(FLOATS)));
        case 2 -> new Expr.Constant(SPECIAL[random.nextInt(SPECIAL.length)]);
        case 3 -> new Expr.Constant((float) random.nextDouble(-2, 2));
        default -> Expr.ref(names.get(random.nextInt(names.size())));
      };
    }

    private Expr expression(int depth) {
      if (depth == 0) {
        return leaf();
      }
      return switch (random.nextInt(6)) {
        case 0 -> new Expr.Fma(next(depth), next(depth), next(depth));
        case 1 -> new Expr.Sqrt(next(depth));
        case 2 -> new Expr.SelectGreater(next(depth), next(depth), next(depth), next(depth));
        case 3 -> new Expr.SelectEqual(next(depth), next(depth), next(depth), next(depth));
        case 4 -> new Expr.PowerOfTwo(new Expr.Load("a", Index.of(random.nextInt(FLOATS))));
        default -> new Expr.Binary(operator(), next(depth), next(depth));
      };
    }

    private Expr next(int depth) {
      return expression(random.nextInt(depth));
    }

    private Expr.Operator operator() {
      List<Expr.Operator> all = Arrays.asList(Expr.Operator.values());
      return all.get(random.nextInt(all.size()));
    }
  }
}
