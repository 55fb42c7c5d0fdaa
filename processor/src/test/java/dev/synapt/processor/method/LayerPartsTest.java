package dev.synapt.processor.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Steps are numbers here: their cost. */
final class LayerPartsTest {

  private static List<List<Integer>> parts(int limit, Integer... costs) {
    return LayerParts.of(
        List.of(costs), part -> part.stream().mapToInt(Integer::intValue).sum() <= limit);
  }

  @Test
  void whatFitsIsOneMethod() {
    assertEquals(List.of(List.of(3, 3, 4)), parts(10, 3, 3, 4));
    assertEquals(List.of(List.of(1)), parts(10, 1));
  }

  @Test
  void whatDoesNotFitIsCutWhereItMust() {
    assertEquals(List.of(List.of(3, 3), List.of(5, 4), List.of(2)), parts(10, 3, 3, 5, 4, 2));
  }

  @Test
  void aStepThatIsTooLargeStandsAlone() {
    assertEquals(List.of(List.of(1), List.of(50), List.of(2, 3)), parts(10, 1, 50, 2, 3));
    assertEquals(List.of(List.of(50)), parts(10, 50));
  }

  @Test
  void nothingIsLostAndNothingExceedsTheLimit() {
    SplittableRandom random = new SplittableRandom(5);
    for (int round = 0; round < 500; round++) {
      Integer[] costs = random.ints(1 + random.nextInt(12), 1, 9).boxed().toArray(Integer[]::new);
      List<List<Integer>> parts = parts(10, costs);
      List<Integer> all = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        all.addAll(parts.get(i));
        int sum = parts.get(i).stream().mapToInt(Integer::intValue).sum();
        assertTrue(sum <= 10, parts::toString);
        if (i > 0) {
          assertTrue(sumWithFirst(parts.get(i - 1), parts.get(i)) > 10, parts::toString);
        }
      }
      assertEquals(List.of(costs), all);
    }
  }

  private static int sumWithFirst(List<Integer> part, List<Integer> next) {
    return part.stream().mapToInt(Integer::intValue).sum() + next.getFirst();
  }
}
