package dev.synapt.runtime.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Scans the JSON of a safetensors header on its bytes, so that every complaint names the byte. Only
 * what the format allows is understood: objects, strings, and lists of integers from 0.
 */
final class HeaderScanner {

  private final Path file;
  private final byte[] json;
  private int next;

  HeaderScanner(Path file, byte[] json) {
    this.file = file;
    this.json = json;
  }

  /** The position in the file of what comes next, white space skipped. */
  long position() {
    skipSpace();
    return inFile(next);
  }

  /** Takes a byte that must be the very first. */
  void requireFirst(char wanted) throws SafetensorsFormatException {
    requireThat(json.length > 0, inFile(0), "the header is empty");
    requireThat(json[0] == wanted, inFile(0), "the header does not begin with '" + wanted + "'");
    next = 1;
  }

  /** Takes a byte if it comes next. */
  boolean skip(char wanted) {
    skipSpace();
    if (next < json.length && json[next] == wanted) {
      next++;
      return true;
    }
    return false;
  }

  void require(char wanted) throws SafetensorsFormatException {
    if (!skip(wanted)) {
      throw wrong(inFile(next), "expected '" + wanted + "', but found " + found());
    }
  }

  /** Takes a comma (true) or the end of a list (false). */
  boolean commaOr(char end) throws SafetensorsFormatException {
    if (skip(',')) {
      return true;
    }
    require(end);
    return false;
  }

  /** Only padding may follow. */
  void requireEnd() throws SafetensorsFormatException {
    skipSpace();
    if (next != json.length) {
      throw wrong(inFile(next), "expected nothing more, but found " + found());
    }
  }

  String string() throws SafetensorsFormatException {
    require('"');
    StringBuilder text = new StringBuilder();
    int runBegin = next;
    while (true) {
      skipPlainText();
      text.append(decode(runBegin, next));
      if (next < json.length && json[next] == '"') {
        next++;
        return requireWholeCharacters(text.toString());
      }
      if (next == json.length || json[next++] != '\\') {
        throw wrong(inFile(next), "the string that ends here has no closing '\"'");
      }
      text.append(escaped());
      runBegin = next;
    }
  }

  private void skipPlainText() {
    while (next < json.length
        && json[next] != '"'
        && json[next] != '\\'
        && (json[next] & 0xff) >= ' ') {
      next++;
    }
  }

  /** An escape can name half of a surrogate pair, which is no character. */
  private String requireWholeCharacters(String text) throws SafetensorsFormatException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw wrong(inFile(next), "the string that ends here has half of a surrogate pair");
    }
    return text;
  }

  private String decode(int from, int to) throws SafetensorsFormatException {
    try {
      // A new decoder reports malformed input instead of replacing it.
      ByteBuffer bytes = ByteBuffer.wrap(json, from, to - from);
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw wrong(inFile(from), "the text that begins here is not valid UTF-8");
    }
  }

  private char escaped() throws SafetensorsFormatException {
    char c = next < json.length ? (char) (json[next] & 0xff) : 0;
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      next++;
      return "\"\\/\b\f\n\r\t".charAt(plain);
    }
    if (c != 'u') {
      throw wrong(inFile(next), "expected an escaped character, but found " + found());
    }
    int code = 0;
    for (int i = 1; i <= 4; i++) {
      int digit = next + i < json.length ? Character.digit(json[next + i], 16) : -1;
      requireThat(digit >= 0, inFile(next), "\\u is not followed by four hexadecimal digits");
      code = code * 16 + digit;
    }
    next += 5;
    return (char) code;
  }

  /** A list of integers, each 0 or more. */
  long[] integers() throws SafetensorsFormatException {
    require('[');
    long[] list = new long[4];
    int count = 0;
    for (boolean more = !skip(']'); more; more = commaOr(']')) {
      list = count == list.length ? Arrays.copyOf(list, 2 * count) : list;
      list[count++] = integer();
    }
    return Arrays.copyOf(list, count);
  }

  private long integer() throws SafetensorsFormatException {
    skipSpace();
    int begin = next;
    long value = 0;
    while (next < json.length && json[next] >= '0' && json[next] <= '9') {
      int digit = json[next++] - '0';
      requireThat(
          value <= (Long.MAX_VALUE - digit) / 10, inFile(begin), "the integer is too large");
      value = value * 10 + digit;
    }
    boolean ends = next == json.length || "+-.eE".indexOf(json[next]) < 0;
    boolean leadingZero = next - begin > 1 && json[begin] == '0';
    if (next == begin || !ends || leadingZero) {
      throw wrong(inFile(begin), "expected an integer of 0 or more, but found " + found());
    }
    return value;
  }

  void requireThat(boolean condition, long position, String complaint)
      throws SafetensorsFormatException {
    if (!condition) {
      throw wrong(position, complaint);
    }
  }

  SafetensorsFormatException wrong(long position, String reason) {
    return new SafetensorsFormatException(file, position, reason);
  }

  private String found() {
    if (next >= json.length) {
      return "the end of the header";
    }
    int c = json[next] & 0xff;
    return c > ' ' && c < 0x7f ? "'" + (char) c + "'" : String.format("byte 0x%02x", c);
  }

  private void skipSpace() {
    while (next < json.length && " \t\r\n".indexOf(json[next]) >= 0) {
      next++;
    }
  }

  private static long inFile(int position) {
    return (long) Long.BYTES + position;
  }
}
