package dev.synapt.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Curves over one axis. */
final class LineChart {

  private static final double WIDTH = 560;
  private static final double HEIGHT = 250;
  private static final double LEFT = 52;
  private static final double RIGHT = 14;
  private static final double TOP = 30;
  private static final double BOTTOM = 38;
  private static final int TICKS = 5;
  private static final double LETTER = 7.2;
  private static final double NEARLY = 0.02;

  private record Series(String name, String style, List<Point> points, boolean dots) {}

  private final String label;
  private final String axis;
  private final DoubleUnaryOperator shown;
  private final String unit;
  private final List<Series> series = new ArrayList<>();
  private boolean logarithmicX;
  private boolean logarithmicY;
  private boolean fromZero;

  /**
   * An empty chart.
   *
   * @param label what is drawn
   * @param axis what the horizontal axis counts
   * @param factor by what numbers are multiplied when they are shown
   * @param unit follows them
   */
  LineChart(String label, String axis, double factor, String unit) {
    this.label = label;
    this.axis = axis;
    this.shown = value -> factor * value;
    this.unit = unit;
  }

  /** A curve; points that are not finite are left out. */
  LineChart curve(String name, String style, List<Point> points, boolean dots) {
    List<Point> finite =
        points.stream().filter(p -> Double.isFinite(p.y()) && Double.isFinite(p.x())).toList();
    if (!finite.isEmpty()) {
      series.add(new Series(name, style, finite, dots));
    }
    return this;
  }

  /** Equal factors are equal distances upwards, if all numbers are positive. */
  LineChart logarithmicY() {
    logarithmicY = all().allMatch(p -> p.y() > 0);
    return this;
  }

  /** Equal factors are equal distances to the right, if all numbers are positive. */
  LineChart logarithmicX() {
    logarithmicX = all().allMatch(p -> p.x() > 0);
    return this;
  }

  LineChart fromZero() {
    fromZero = true;
    return this;
  }

  private Stream<Point> all() {
    return series.stream().flatMap(s -> s.points().stream());
  }

  private double least(ToDoubleFunction<Point> of) {
    return all().mapToDouble(of).min().orElse(0);
  }

  private double most(ToDoubleFunction<Point> of) {
    return all().mapToDouble(of).max().orElse(1);
  }

  /** A whole number that is nearly reached, as by means over the last steps, is the end. */
  private double end() {
    double most = most(Point::x);
    double whole = Math.ceil(most);
    return logarithmicX || whole - most > NEARLY * most ? most : whole;
  }

  String markup() {
    if (series.isEmpty()) {
      return "<p class=\"soft\">No figures: " + Text.escape(label) + "</p>";
    }
    Scale x = Scale.of(least(Point::x), end(), LEFT, WIDTH - RIGHT, logarithmicX);
    double bottom = fromZero ? Math.min(0, least(Point::y)) : least(Point::y);
    Scale y = Scale.of(bottom, most(Point::y), HEIGHT - BOTTOM, TOP, logarithmicY).rounded(TICKS);
    Svg svg = new Svg(WIDTH, HEIGHT, label);
    axes(svg, x, y);
    legend(svg);
    for (Series s : series) {
      svg.path(commands(s, x, y), "curve " + s.style());
    }
    series.stream().filter(Series::dots).forEach(s -> dots(svg, s, x, y));
    return svg.markup();
  }

  private void axes(Svg svg, Scale x, Scale y) {
    for (double tick : y.ticks(TICKS)) {
      svg.line(LEFT, y.at(tick), WIDTH - RIGHT, y.at(tick), "grid");
      svg.text(LEFT - 8, y.at(tick) + 4, "tick end", text(tick));
    }
    for (double tick : x.ticks(8)) {
      svg.line(x.at(tick), HEIGHT - BOTTOM, x.at(tick), HEIGHT - BOTTOM + 4, "axis");
      svg.text(x.at(tick), HEIGHT - BOTTOM + 17, "tick middle", Text.number(tick));
    }
    svg.line(LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM, "axis");
    svg.text(WIDTH - RIGHT, HEIGHT - 4, "tick end", axis);
  }

  private String text(double value) {
    return Text.number(shown.applyAsDouble(value)) + unit;
  }

  private void legend(Svg svg) {
    double x = LEFT;
    for (Series s : series) {
      svg.line(x, 12, x + 18, 12, "curve " + s.style());
      svg.text(x + 24, 16, "tick", s.name());
      x += 24 + LETTER * s.name().length() + 14;
    }
  }

  private static String commands(Series s, Scale x, Scale y) {
    StringBuilder commands = new StringBuilder();
    for (Point p : s.points()) {
      commands
          .append(commands.isEmpty() ? "M" : "L")
          .append(Text.at(x.at(p.x())))
          .append(' ')
          .append(Text.at(y.at(p.y())));
    }
    return commands.toString();
  }

  private void dots(Svg svg, Series s, Scale x, Scale y) {
    for (Point p : s.points()) {
      String title = s.name() + ", " + axis + " " + Text.number(p.x()) + ": " + text(p.y());
      svg.circle(x.at(p.x()), y.at(p.y()), 3.2, "dot " + s.style(), title);
    }
  }
}
