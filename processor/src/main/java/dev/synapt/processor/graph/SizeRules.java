package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.diagnostic.SourceRef;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/** Keeps every array within what an array of Java can hold. */
final class SizeRules {

  private static final BigInteger LONGEST = BigInteger.valueOf(Integer.MAX_VALUE);

  private SizeRules() {}

  /** The shape of a layer's output; empty when a batch of it does not fit into an array. */
  static Optional<Shape> output(Layer layer, int batch, ShapeReport report, long... sizes) {
    BigInteger count = product(sizes).multiply(BigInteger.valueOf(batch));
    if (isTooLong(count)) {
      String what = "a batch of " + batch + " outputs " + text(sizes) + " takes";
      String fix = "smaller sizes, or a smaller batch";
      report.add(ShapeCode.TOO_MANY_ELEMENTS, layer.at(), layer.field(), what, count, fix);
      return Optional.empty();
    }
    return Optional.of(Shape.of(Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray()));
  }

  /**
   * Whether places in a padded image, sixteen samples side by side, are numbers of an array; if
   * not, that is reported.
   */
  static boolean paddedImage(Layer layer, SourceRef at, ImageWindow window, ShapeReport report) {
    BigInteger count = product(new long[] {16, window.rows().padded(), window.columns().padded()});
    if (isTooLong(count)) {
      String what =
          "a slice of 16 padded images of %dx%d takes"
              .formatted(window.rows().padded(), window.columns().padded());
      String fix = "a smaller window, or less padding";
      report.add(ShapeCode.TOO_MANY_ELEMENTS, at, layer.field(), what, count, fix);
    }
    return !isTooLong(count);
  }

  /** Reports a weight tensor that does not fit into an array. */
  static void weight(Layer layer, ShapeReport report, long... sizes) {
    BigInteger count = product(sizes);
    if (isTooLong(count)) {
      String what = "its weight " + text(sizes) + " takes";
      report.add(
          ShapeCode.TOO_MANY_ELEMENTS,
          layer.at(),
          layer.field(),
          what,
          count,
          "a smaller layer, or a smaller input to it");
    }
  }

  /** Reports parameters that do not fit into one array, in which they lie back to back. */
  static void parameters(TypedGraph graph, Diagnostics diagnostics) {
    long count =
        graph.graph().layers().stream().mapToLong(layer -> ParameterCount.of(layer, graph)).sum();
    if (count > Integer.MAX_VALUE) {
      LayerGraph layers = graph.graph();
      diagnostics.report(
          ShapeCode.TOO_MANY_ELEMENTS.at(
              layers.at(), layers.name(), "all parameters together take", count, "smaller layers"));
    }
  }

  private static boolean isTooLong(BigInteger count) {
    return count.compareTo(LONGEST) > 0;
  }

  private static BigInteger product(long[] sizes) {
    return Arrays.stream(sizes)
        .mapToObj(BigInteger::valueOf)
        .reduce(BigInteger.ONE, BigInteger::multiply);
  }

  private static String text(long[] sizes) {
    return Arrays.toString(sizes).replace(" ", "");
  }
}
