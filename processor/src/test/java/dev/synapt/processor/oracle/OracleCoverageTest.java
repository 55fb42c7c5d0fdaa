package dev.synapt.processor.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every case is covered, all but the parts that are listed with a reason, and the list is not
 * longer than it must be.
 */
class OracleCoverageTest {

  private final Map<String, NotCovered.Entry> listed = NotCovered.read();

  @Test
  void everyCaseIsCovered() {
    assertEquals(
        List.of(), cases().filter(test -> !isCovered(test)).map(OracleCase::path).toList());
  }

  @Test
  void partsThatDoNotApplyAreListed() {
    Map<String, NotCovered.Part> parts = new TreeMap<>();
    cases()
        .forEach(test -> {
          if (Penalty.isCase(test)) {
            parts.put(test.path(), NotCovered.Part.VALUE);
          } else if (isWithoutGradients(test)) {
            parts.put(test.path(), NotCovered.Part.GRADIENTS);
          }
        });
    Map<String, NotCovered.Part> inTheList = new TreeMap<>();
    listed.forEach((path, entry) -> inTheList.put(path, entry.part()));
    assertEquals(parts, inTheList);
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
    listed.forEach((path, entry) -> table.append("  without " + entry.text(path)));
    System.out.print(table);
    assertTrue(groups.size() >= 8, table.toString());
  }

  private void count(Map<String, int[]> groups, OracleCase test) {
    int[] counts = groups.computeIfAbsent(test.group(), group -> new int[2]);
    counts[0] += isCovered(test) ? 1 : 0;
    counts[1]++;
  }

  private static Stream<OracleCase> cases() {
    return Stream.concat(OracleCase.layers().stream(), OracleCase.losses().stream());
  }

  private static boolean isCovered(OracleCase test) {
    return CaseNets.of(test).isPresent()
        || LossNets.of(test).isPresent()
        || isSequence(test)
        || Penalty.isCase(test);
  }

  private static boolean isWithoutGradients(OracleCase test) {
    return CaseNets.of(test).filter(CaseNet::inference).isPresent()
        && CaseNets.trained(test).isEmpty();
  }

  private static boolean isSequence(OracleCase test) {
    return test.op().equals("batchnorm_sequence");
  }
}
