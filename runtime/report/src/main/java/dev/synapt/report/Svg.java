package dev.synapt.report;

/** A drawing. Colours come from classes of the page's style, so that they follow its scheme. */
final class Svg {

  private final StringBuilder body = new StringBuilder();

  /**
   * An empty drawing.
   *
   * @param width in units, which are pixels where there is room
   * @param height in units
   * @param label what a reader who cannot see it is told
   */
  Svg(double width, double height, String label) {
    body.append(
        Text.format(
            "<svg viewBox=\"0 0 %s %s\" role=\"img\" aria-label=\"%s\">",
            Text.at(width), Text.at(height), Text.escape(label)));
  }

  Svg line(double x1, double y1, double x2, double y2, String style) {
    return add(
        "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>",
        Text.at(x1), Text.at(y1), Text.at(x2), Text.at(y2), style);
  }

  /** A rectangle that tells something when pointed at. */
  Svg rect(double x, double y, double width, double height, String attributes, String title) {
    return add(
        "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" %s>%s</rect>",
        Text.at(x), Text.at(y), Text.at(width), Text.at(height), attributes, title(title));
  }

  Svg circle(double x, double y, double radius, String style, String title) {
    return add(
        "<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"%s\">%s</circle>",
        Text.at(x), Text.at(y), Text.at(radius), style, title(title));
  }

  Svg path(String commands, String style) {
    return add("<path d=\"%s\" class=\"%s\"/>", commands, style);
  }

  Svg text(double x, double y, String style, String text) {
    return add(
        "<text x=\"%s\" y=\"%s\" class=\"%s\">%s</text>",
        Text.at(x), Text.at(y), style, Text.escape(text));
  }

  private static String title(String title) {
    return title.isEmpty() ? "" : "<title>" + Text.escape(title) + "</title>";
  }

  private Svg add(String format, Object... values) {
    body.append(Text.format(format, values));
    return this;
  }

  String markup() {
    return body + "</svg>";
  }
}
