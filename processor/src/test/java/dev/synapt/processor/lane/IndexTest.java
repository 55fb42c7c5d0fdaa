package dev.synapt.processor.lane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class IndexTest {

  @Test
  void printsAsJavaWouldBeWritten() {
    assertEquals("0", Index.of(0).toString());
    assertEquals("-3", Index.of(-3).toString());
    assertEquals("n", Index.of("n").toString());
    assertEquals("-n", Index.of("n").times(-1).toString());
    assertEquals("16 * n + k + 480", Index.of(480).plus(16, "n").plus("k").toString());
    assertEquals("n - 2 * k - 7", Index.of("n").plus(-2, "k").plus(-7).toString());
    assertEquals("-2 * k + 7", Index.of(7).plus(-2, "k").toString());
  }

  @Test
  void multiplesOfOneVariableAreAdded() {
    assertEquals("5 * n", Index.of("n").plus(4, "n").toString());
    assertEquals("k", Index.of("n").plus("k").plus(-1, "n").toString());
    assertEquals("3", Index.of("n").plus(3).plus(Index.of("n").times(-1)).toString());
  }

  @Test
  void timesZeroIsZero() {
    assertEquals(Index.of(0), Index.of(5).plus(2, "n").times(0));
  }

  @Test
  void onlyLiteralsAreConstant() {
    assertTrue(Index.of(4).isConstant());
    assertFalse(Index.of("n").isConstant());
    assertTrue(Index.of("n").plus(-1, "n").isConstant());
  }

  @Test
  void whatNoArrayHasIsRefused() {
    Index most = Index.of(Integer.MAX_VALUE);
    assertThrows(ArithmeticException.class, () -> most.plus(1));
    assertThrows(ArithmeticException.class, () -> most.plus(Index.of(1)));
    assertThrows(ArithmeticException.class, () -> most.times(2));
    Index term = Index.of("n").times(Integer.MAX_VALUE);
    assertThrows(ArithmeticException.class, () -> term.times(2));
    assertThrows(ArithmeticException.class, () -> term.plus("n"));
  }

  /** Sums and products of random indices, and their text, have the value that arithmetic gives. */
  @Test
  void isLinear() {
    for (int seed = 1; seed <= 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<String, Integer> variables = new LinkedHashMap<>();
      for (String name : new String[] {"in", "x", "y", "slice"}) {
        variables.put(name, random.nextInt(-50, 50));
      }
      Index a = index(random, variables);
      Index b = index(random, variables);
      int factor = random.nextInt(-4, 5);
      assertValue(value(a, variables) + value(b, variables), a.plus(b), variables);
      assertValue(value(a, variables) * factor, a.times(factor), variables);
    }
  }

  private static Index index(SplittableRandom random, Map<String, Integer> variables) {
    Index index = Index.of(random.nextInt(-100, 100));
    for (int i = random.nextInt(5); i > 0; i--) {
      String variable =
          variables.keySet().stream()
              .skip(random.nextInt(variables.size()))
              .findFirst()
              .orElseThrow();
      index = index.plus(random.nextInt(-3, 4), variable);
    }
    return index;
  }

  private static int value(Index index, Map<String, Integer> variables) {
    int value = index.constant();
    for (Index.Term term : index.terms()) {
      assertFalse(term.factor() == 0, "a term that is always zero");
      value += term.factor() * variables.get(term.variable());
    }
    return value;
  }

  private static void assertValue(int expected, Index index, Map<String, Integer> variables) {
    assertEquals(expected, value(index, variables), index::toString);
    assertEquals(expected, valueOfText(index.toString(), variables), index::toString);
  }

  /** The value of a sum of products as Java computes it. */
  private static int valueOfText(String text, Map<String, Integer> variables) {
    int sum = 0;
    int sign = 1;
    for (String token : text.replace(" * ", "*").split(" ")) {
      switch (token) {
        case "+" -> sign = 1;
        case "-" -> sign = -1;
        default -> sum += sign * product(token, variables);
      }
    }
    return sum;
  }

  private static int product(String text, Map<String, Integer> variables) {
    boolean negative = text.startsWith("-");
    int product = negative ? -1 : 1;
    for (String factor : text.substring(negative ? 1 : 0).split("\\*")) {
      product *= variables.containsKey(factor) ? variables.get(factor) : Integer.parseInt(factor);
    }
    return product;
  }
}
