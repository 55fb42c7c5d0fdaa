package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.oracle.NotCovered;
import dev.synapt.processor.oracle.OracleCase;
import dev.synapt.processor.oracle.OracleNetwork;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All of PyTorch's cases are asked of generated code; parts that do not apply are listed with a
 * reason.
 */
final class GeneratedCoverageTest {

  private final Set<String> covered =
      Stream.of(
              OracleCases.layers(),
              OracleCases.masks(),
              OracleCases.sequences(),
              OracleCases.penalties(),
              OracleCases.losses())
          .flatMap(cases -> cases.map(OracleCase::path))
          .collect(Collectors.toCollection(TreeSet::new));

  private static Stream<OracleCase> all() {
    return Stream.concat(OracleCase.layers().stream(), OracleCase.losses().stream());
  }

  @Test
  void everyCaseIsCovered() {
    assertEquals(
        List.of(), all().map(OracleCase::path).filter(path -> !covered.contains(path)).toList());
  }

  @Test
  void printsWhatIsCovered() {
    Map<String, int[]> groups = new TreeMap<>();
    all()
        .forEach(test -> {
          int[] counts = groups.computeIfAbsent(test.group(), group -> new int[2]);
          counts[0] += covered.contains(test.path()) ? 1 : 0;
          counts[1]++;
        });
    int networks = OracleNetwork.NAMES.size() + 1;
    groups.put("networks", new int[] {networks, networks});
    StringBuilder table = new StringBuilder("generated code: covered  of  group\n");
    groups.forEach((group, n) -> table.append("%23d %3d  %s%n".formatted(n[0], n[1], group)));
    NotCovered.read().forEach((path, entry) -> table.append("  without " + entry.text(path)));
    System.out.print(table);
    assertTrue(groups.size() >= 9, table.toString());
  }
}
