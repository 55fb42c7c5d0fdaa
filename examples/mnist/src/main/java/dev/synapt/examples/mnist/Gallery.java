package dev.synapt.examples.mnist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws wrongly classified images side by side, each with a caption. */
final class Gallery {

  private static final String GAP = "   ";

  private final MnistData data;
  private final DigitArt art;
  private final int columns;

  /**
   * Prepares to draw test images.
   *
   * @param columns how many characters fit into a line
   */
  Gallery(MnistData data, DigitArt art, int columns) {
    this.data = data;
    this.art = art;
    this.columns = columns;
  }

  /** As lines of text; rows of images are divided by an empty line. */
  List<String> draw(List<Mistake> mistakes) {
    List<List<String>> cells = cells(mistakes);
    int width = cells.stream().mapToInt(cell -> cell.getFirst().length()).max().orElse(1);
    int perRow = Math.max(1, (columns - 1 + GAP.length()) / (width + GAP.length()));
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < cells.size(); from += perRow) {
      if (from > 0) {
        lines.add("");
      }
      lines.addAll(sideBySide(cells.subList(from, Math.min(from + perRow, cells.size()))));
    }
    return lines;
  }

  /** The lines of each image, all of one width. */
  private List<List<String>> cells(List<Mistake> mistakes) {
    List<float[]> images = mistakes.stream().map(m -> data.test().input(m.image())).toList();
    DigitArt.Frame frame = DigitArt.Frame.around(images, MnistData.SIDE);
    List<List<String>> cells = new ArrayList<>();
    int width = frame.width();
    for (int i = 0; i < images.size(); i++) {
      List<String> cell = new ArrayList<>(caption(mistakes.get(i)));
      cell.addAll(art.draw(images.get(i), MnistData.SIDE, frame));
      width = Math.max(width, cell.stream().mapToInt(String::length).max().orElse(0));
      cells.add(cell);
    }
    int common = width;
    cells.forEach(cell -> cell.replaceAll(line -> line + " ".repeat(common - line.length())));
    return cells;
  }

  private List<String> caption(Mistake mistake) {
    List<String> names = data.classNames();
    return List.of(
        "test image " + mistake.image() + ": " + names.get(mistake.label()),
        String.format(
            Locale.ROOT,
            "taken for %s (%.1f%%)",
            names.get(mistake.predicted()),
            100 * mistake.probability()));
  }

  private static List<String> sideBySide(List<List<String>> cells) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < cells.getFirst().size(); i++) {
      int line = i;
      List<String> parts = cells.stream().map(cell -> cell.get(line)).toList();
      lines.add(String.join(GAP, parts).stripTrailing());
    }
    return lines;
  }
}
