package dev.synapt.processor.graph;

import dev.synapt.dsl.Padding;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.HeadCode;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks the values of one annotation and turns them into the graph's terms. A wrong value is
 * reported and replaced by a harmless one, so that the other values are checked as well.
 */
final class Attributes {

  private static final Size2 ONE = new Size2(1, 1);

  private final String subject;
  private final String annotation;
  private final SourceRef at;
  private final Diagnostics diagnostics;

  /**
   * For one annotation.
   *
   * @param subject the field, or the class, that messages start with
   * @param annotation the annotation as the user writes it, as in {@code @Conv2d}
   * @param at its place
   * @param diagnostics takes what is wrong
   */
  Attributes(String subject, String annotation, SourceRef at, Diagnostics diagnostics) {
    this.subject = subject;
    this.annotation = annotation;
    this.at = at;
    this.diagnostics = diagnostics;
  }

  /** A number of things, at least 1. */
  int count(String attribute, int value) {
    check(attribute, value, Range.AT_LEAST_1);
    return Math.max(1, value);
  }

  /** A number of things, from 1 to the most there may be. */
  int countUpTo(String attribute, int value, int most) {
    if (value > most) {
      outOfRange(attribute, at.value(attribute), "" + value, "at most " + most, most + " or less");
    }
    return Math.min(most, count(attribute, value));
  }

  /** The number of one of {@code count} things, or -1 for none of them. */
  int index(String attribute, int value, int count) {
    if (value >= -1 && value < count) {
      return value;
    }
    String must = "from 0 to " + (count - 1) + ", or -1 for none";
    outOfRange(attribute, at.value(attribute), "" + value, must, "one of them");
    return -1;
  }

  /** A real number within a range. */
  double number(String attribute, double value, Range range) {
    check(attribute, value, range);
    return value;
  }

  /** Real numbers within a range. */
  List<Double> numbers(String attribute, List<Double> written, Range range) {
    written.stream()
        .filter(value -> !range.contains(value))
        .findFirst()
        .ifPresent(
            value -> outOfRange(attribute, at.value(attribute), range.written(value), range));
    return written;
  }

  /** A list that stands for a number that may be left out. */
  List<Integer> atMostOne(String attribute, List<Integer> written) {
    if (written.size() > 1) {
      wrongLength(attribute, written, "1 number");
    }
    return written.subList(0, Math.min(1, written.size()));
  }

  /** Reports a value that does nothing for the loss. */
  void unused(String attribute, boolean written, LossKind loss) {
    if (written) {
      diagnostics.report(
          HeadCode.LOSS_VALUE_UNUSED.at(at.value(attribute), subject, attribute, loss));
    }
  }

  /** One number for all axes, or one for each. */
  List<Integer> axes(String attribute, List<Integer> written, int axes) {
    checkAll(attribute, written, Range.AT_LEAST_1);
    return perAxis(attribute, written.stream().map(v -> Math.max(1, v)).toList(), axes, 1);
  }

  /** As {@link #axes}, of amounts that may be 0. */
  List<Integer> amountsPerAxis(String attribute, List<Integer> written, int axes) {
    checkAll(attribute, written, Range.AT_LEAST_0);
    return perAxis(attribute, written.stream().map(v -> Math.max(0, v)).toList(), axes, 0);
  }

  private List<Integer> perAxis(String attribute, List<Integer> sizes, int axes, int harmless) {
    if (sizes.size() == axes) {
      return sizes;
    }
    if (sizes.size() != 1) {
      wrongLength(attribute, sizes, axes == 1 ? "1 number" : "1 number or " + axes);
      return Collections.nCopies(axes, harmless);
    }
    return Collections.nCopies(axes, sizes.getFirst());
  }

  /**
   * Amounts in front of all axes, then behind them; one for all, or one per axis for both sides.
   */
  List<Integer> amounts(String attribute, List<Integer> written, int axes) {
    checkAll(attribute, written, Range.AT_LEAST_0);
    List<Integer> amounts = written.stream().map(v -> Math.max(0, v)).toList();
    if (amounts.size() == 2 * axes) {
      return amounts;
    }
    List<Integer> side = perAxis(attribute, amounts, axes, 0);
    return Collections.nCopies(2, side).stream().flatMap(List::stream).toList();
  }

  /** Reports padding that is both computed and set. */
  void checkPadding(Padding padding, List<Integer> pad) {
    if (padding != Padding.VALID) {
      diagnostics.report(
          ShapeCode.PADDING_AND_PAD.at(at.value("pad"), subject, padding, written(pad)));
    }
  }

  /** Reports causal padding where time is not the only axis. */
  void causal() {
    diagnostics.report(ShapeCode.CAUSAL_PADDING.at(at.value("padding"), subject, annotation));
  }

  /** A shape of 1 to 4 sizes. */
  Shape shape(String attribute, List<Integer> sizes) {
    if (sizes.isEmpty() || sizes.size() > 4) {
      wrongLength(attribute, sizes, "1 to 4 sizes, as in {features} or {channels, height, width}");
      return Shape.of(1);
    }
    checkAll(attribute, sizes, Range.AT_LEAST_1);
    return new Shape(sizes.stream().map(size -> Math.max(1, size)).toList());
  }

  /** One number for both axes, or one for each. */
  Size2 pair(String attribute, List<Integer> sizes) {
    if (sizes.isEmpty() || sizes.size() > 2) {
      wrongLength(attribute, sizes, "1 number for both axes or 2 for height and width");
      return ONE;
    }
    checkAll(attribute, sizes, Range.AT_LEAST_1);
    return new Size2(Math.max(1, sizes.getFirst()), Math.max(1, sizes.getLast()));
  }

  /** The padding as far as it can be known without the image. */
  Pads pads(Padding padding, List<Integer> pad) {
    if (pad.isEmpty()) {
      return switch (padding) {
        case VALID -> Pads.NONE;
        case SAME -> Pads.SAME;
        case CAUSAL -> {
          causal();
          yield Pads.NONE;
        }
      };
    }
    checkPadding(padding, pad);
    return explicit(pad);
  }

  private Pads explicit(List<Integer> pad) {
    checkAll("pad", pad, Range.AT_LEAST_0);
    List<Integer> p = pad.stream().map(amount -> Math.max(0, amount)).toList();
    return switch (p.size()) {
      case 1 -> new Pads(p.get(0), p.get(0), p.get(0), p.get(0));
      case 2 -> new Pads(p.get(0), p.get(1), p.get(0), p.get(1));
      case 4 -> new Pads(p.get(0), p.get(1), p.get(2), p.get(3));
      default -> {
        wrongLength("pad", pad, "1, 2 {rows, columns} or 4 {top, left, bottom, right} numbers");
        yield Pads.NONE;
      }
    };
  }

  /** Points at the first of the values that is out of range. */
  private void checkAll(String attribute, List<Integer> values, Range range) {
    for (int i = 0; i < values.size(); i++) {
      if (!range.contains(values.get(i))) {
        outOfRange(attribute, at.value(attribute).item(i), written(values), range);
        return;
      }
    }
  }

  private void check(String attribute, double value, Range range) {
    if (!range.contains(value)) {
      outOfRange(attribute, at.value(attribute), range.written(value), range);
    }
  }

  private void outOfRange(String attribute, SourceRef place, String value, Range range) {
    outOfRange(attribute, place, value, range.must(), range.example());
  }

  private void outOfRange(
      String attribute, SourceRef place, String value, String must, String example) {
    String written =
        attribute.equals("value") ? annotation + "(" + value + ")" : attribute + " = " + value;
    diagnostics.report(ShapeCode.VALUE_OUT_OF_RANGE.at(place, subject, written, must, example));
  }

  private void wrongLength(String attribute, List<Integer> values, String allowed) {
    String what = attribute.equals("value") ? annotation : attribute;
    String count = values.size() == 1 ? "1 number" : values.size() + " numbers";
    diagnostics.report(
        ShapeCode.ARRAY_LENGTH.at(at.value(attribute), subject, what, count, allowed));
  }

  private static String written(List<Integer> values) {
    return values.size() == 1 ? String.valueOf(values.getFirst()) : braces(values);
  }

  private static String braces(List<Integer> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
  }
}
