package dev.synapt.report;

import java.util.ArrayList;
import java.util.List;

/** A long series in few points: each is the mean of as many neighbours as need be. */
final class Curve {

  private static final int MOST = 400;

  private final List<Point> points = new ArrayList<>();
  private int perPoint = 1;
  private int pending;
  private double x;
  private double y;

  void add(double newX, double newY) {
    x += newX;
    y += newY;
    pending++;
    if (pending == perPoint) {
      points.add(new Point(x / pending, y / pending));
      x = 0;
      y = 0;
      pending = 0;
    }
    if (points.size() == MOST) {
      halve();
    }
  }

  private void halve() {
    List<Point> halved = new ArrayList<>();
    for (int i = 0; i < MOST; i += 2) {
      Point a = points.get(i);
      Point b = points.get(i + 1);
      halved.add(new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2));
    }
    points.clear();
    points.addAll(halved);
    perPoint *= 2;
  }

  /** In the order of the series; the last neighbours make a point of their own. */
  List<Point> points() {
    List<Point> all = new ArrayList<>(points);
    if (pending > 0) {
      all.add(new Point(x / pending, y / pending));
    }
    return all;
  }
}
