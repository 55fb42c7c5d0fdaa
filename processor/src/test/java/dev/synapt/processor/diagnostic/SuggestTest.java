package dev.synapt.processor.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SuggestTest {

  @ParameterizedTest
  @CsvSource({
    "conv1, conv1, 0",
    "conv1, Conv1, 0",
    "conv1, conv2, 1",
    "conv1, con1, 1",
    "con1, conv1, 1",
    "cnov1, conv1, 1",
    "kitten, sitting, 3",
    "ca, abc, 3",
    "'', abc, 3",
  })
  void countsEdits(String left, String right, int edits) {
    assertEquals(edits, Suggest.distance(left, right));
  }

  @Test
  void theNearestNameWins() {
    List<String> names = List.of("conv2", "conv10", "conv1");
    assertEquals(Optional.of("conv1"), Suggest.nearest("cnv1", names));
  }

  @Test
  void ofEqualsTheFirstWins() {
    assertEquals(Optional.of("fc2"), Suggest.nearest("fc3", List.of("fc2", "fc1")));
  }

  @Test
  void whatIsTooDifferentIsNotSuggested() {
    assertEquals(Optional.empty(), Suggest.nearest("dense", List.of("conv1", "pool1")));
  }

  @Test
  void asksWhetherAnotherNameWasMeant() {
    assertEquals(", did you mean \"fc1\"?", Suggest.didYouMean("fcl", List.of("fc1")));
    assertEquals("", Suggest.didYouMean("conv", List.of("fc1")));
  }
}
