package dev.synapt.processor.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every case is covered or listed with a reason, and the list is not longer than it must be. */
class OracleCoverageTest {

  private final Map<String, NotCovered.Entry> listed = NotCovered.read();

  @Test
  void everyCaseIsCoveredOrListed() {
    Set<String> missing = new LinkedHashSet<>();
    Set<String> partial = new LinkedHashSet<>();
    cases()
        .forEach(test -> {
          if (!isCovered(test)) {
            missing.add(test.path());
          } else if (isPartial(test)) {
            partial.add(test.path());
          }
        });
    assertEquals(missing, listed(NotCovered.Part.CASE));
    assertEquals(partial, listed(NotCovered.Part.GRADIENTS));
  }

  @Test
  void everyNetworkIsCovered() {
    Set<String> expected = new LinkedHashSet<>();
    expected.add("networks/lenet5_full.json");
    for (String name : OracleNetwork.NAMES) {
      for (String part : List.of("arch", "step0", "after5_sgd", "after5_adam")) {
        expected.add("networks/" + name + "." + part + ".json");
      }
    }
    assertEquals(expected, Set.copyOf(OracleArchive.open().paths("networks/")));
  }

  @Test
  void printsWhatIsCovered() {
    Map<String, int[]> groups = new TreeMap<>();
    cases().forEach(test -> count(groups, test));
    StringBuilder table = new StringBuilder("covered  of  group\n");
    groups.forEach((group, n) -> table.append("%7d %3d  %s%n".formatted(n[0], n[1], group)));
    int networks = OracleNetwork.NAMES.size() + 1;
    table.append("%7d %3d  networks%n".formatted(networks, networks));
    reasons().forEach((reason, n) -> table.append("%7d missing: %s%n".formatted(n, reason)));
    System.out.print(table);
    assertTrue(groups.size() >= 8, table.toString());
  }

  private void count(Map<String, int[]> groups, OracleCase test) {
    int[] counts = groups.computeIfAbsent(test.group(), group -> new int[2]);
    counts[0] += isCovered(test) ? 1 : 0;
    counts[1]++;
  }

  private Map<String, Integer> reasons() {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    listed
        .values()
        .forEach(e ->
            reasons.merge(
                e.part().name().toLowerCase(Locale.ROOT) + ", " + e.reason(), 1, Integer::sum));
    return reasons;
  }

  private static Stream<OracleCase> cases() {
    return Stream.concat(OracleCase.layers().stream(), OracleCase.losses().stream());
  }

  private static boolean isCovered(OracleCase test) {
    return CaseNets.of(test).isPresent() || LossNets.of(test).isPresent() || isSequence(test);
  }

  private static boolean isPartial(OracleCase test) {
    return isSequence(test) || CaseNets.of(test).filter(CaseNet::inference).isPresent();
  }

  private static boolean isSequence(OracleCase test) {
    return test.op().equals("batchnorm_sequence");
  }

  private Set<String> listed(NotCovered.Part part) {
    Set<String> paths = new LinkedHashSet<>();
    listed.forEach((path, entry) -> {
      if (entry.part() == part) {
        paths.add(path);
      }
    });
    return paths;
  }
}
