package dev.synapt.runtime.data;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of an npy file: a Python dictionary with exactly {@code descr}, {@code fortran_order}
 * and {@code shape}.
 */
record NpyHeader(NpyType type, ByteOrder order, boolean columnMajor, int[] shape) {

  private static final String STRING = "'([^'\\\\]*)'";
  private static final Pattern DESCR = entry("descr", STRING);
  private static final Pattern FORTRAN_ORDER = entry("fortran_order", "(True|False)");
  private static final Pattern SHAPE = entry("shape", "\\(([-0-9L, ]*)\\)");
  private static final Pattern WHOLE =
      Pattern.compile(
          "\\{\\s*(?:'(?:descr|fortran_order|shape)'\\s*:\\s*"
              + "(?:'[^'\\\\]*'|True|False|\\([-0-9L, ]*\\))\\s*,?\\s*){3}\\}\\s*");

  private static Pattern entry(String name, String value) {
    return Pattern.compile("'" + name + "'\\s*:\\s*" + value);
  }

  /** What is wrong with a header. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String reason) {
      super(reason);
    }
  }

  static NpyHeader parse(String text) throws Mistake {
    if (text.contains("'descr': [")) {
      throw new Mistake("arrays of records are not read: " + text.strip());
    }
    if (!WHOLE.matcher(text).matches()) {
      throw new Mistake("this is no header of an npy file: " + text.strip());
    }
    String descr = value(DESCR, text, "descr");
    return new NpyHeader(
        type(descr),
        descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        value(FORTRAN_ORDER, text, "fortran_order").equals("True"),
        shape(value(SHAPE, text, "shape")));
  }

  private static String value(Pattern pattern, String text, String name) throws Mistake {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new Mistake("the header has no " + name + ": " + text.strip());
    }
    return matcher.group(1);
  }

  private static NpyType type(String descr) throws Mistake {
    if (descr.contains("O")) {
      throw new Mistake(
          "type '"
              + descr
              + "' means pickled Python objects, which are not read: they could run"
              + " any program");
    }
    NpyType type =
        descr.matches("[<>|=].*") && !descr.startsWith("=")
            ? NpyType.ofCode(descr.substring(1))
            : null;
    if (type == null || (type.bytes() > 1 && descr.startsWith("|"))) {
      throw new Mistake("unknown element type '" + descr + "'");
    }
    return type;
  }

  private static int[] shape(String text) throws Mistake {
    String[] parts =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(p -> !p.isEmpty())
            .toArray(String[]::new);
    int[] shape = new int[parts.length];
    for (int axis = 0; axis < shape.length; axis++) {
      if (!parts[axis].matches("\\d{1,10}L?")
          || Long.parseLong(parts[axis].replace("L", "")) > Integer.MAX_VALUE) {
        throw new Mistake("dimension " + axis + " is " + parts[axis] + " in shape (" + text + ")");
      }
      shape[axis] = Integer.parseInt(parts[axis].replace("L", ""));
    }
    return shape;
  }

  /** Bytes of all elements; {@link Long#MAX_VALUE} if there are more. */
  long bytes() {
    if (Arrays.stream(shape).anyMatch(dimension -> dimension == 0)) {
      return 0;
    }
    long bytes = type.bytes();
    for (int dimension : shape) {
      bytes = bytes > Long.MAX_VALUE / dimension ? Long.MAX_VALUE : bytes * dimension;
    }
    return bytes;
  }
}
