package dev.synapt.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The layers in the text that a generated class's {@code summary()} gives. */
final class LayerTable {

  /** Name, operation, shape, and numbers where there are some. */
  private static final Pattern ROW =
      Pattern.compile("(\\S+)\\s{2,}(\\S.*?)\\s+\\[([\\d,]+)]\\s*([\\d,]*)\\s*([\\d,]*)");

  private LayerTable() {}

  /**
   * What a field of the model declares.
   *
   * @param name of the field
   * @param operations its stages, in order
   * @param shape of what leaves it
   * @param parameters trained numbers
   */
  record Block(String name, List<String> operations, int[] shape, long parameters) {}

  /** In the order of the table; empty if the text is no such table. */
  static List<Block> blocks(String summary) {
    List<Block> blocks = new ArrayList<>();
    for (String line : summary.lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        add(blocks, row);
      }
    }
    return blocks;
  }

  private static void add(List<Block> blocks, Matcher row) {
    String field = row.group(1).replaceFirst("\\..*", "");
    int[] shape = Arrays.stream(row.group(3).split(",")).mapToInt(Integer::parseInt).toArray();
    boolean same = !blocks.isEmpty() && blocks.getLast().name().equals(field);
    Block former = same ? blocks.removeLast() : new Block(field, List.of(), shape, 0);
    List<String> operations = new ArrayList<>(former.operations());
    operations.add(row.group(2));
    blocks.add(new Block(field, operations, shape, former.parameters() + number(row.group(4))));
  }

  private static long number(String text) {
    return text.isEmpty() ? 0 : Long.parseLong(text.replace(",", ""));
  }
}
