package dev.synapt.processor.method;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts the bytes of code that javac makes of the statements that kernels consist of: loops, int
 * and float arithmetic, arrays, calls. Where an instruction has a short form for the first
 * variables or constants, the long one is counted.
 */
final class BytecodeCounter {

  private static final Set<String> VECTOR_CALLS =
      Set.of(
          "add",
          "blend",
          "broadcast",
          "compare",
          "div",
          "fma",
          "fromArray",
          "intoArray",
          "lanewise",
          "max",
          "min",
          "mul",
          "reinterpretAsFloats",
          "reinterpretAsInts",
          "sqrt",
          "sub",
          "zero");

  private static final Set<String> SMALL_FLOATS = Set.of("0f", "1f", "2f");
  private static final Set<String> VARIABLE_TYPES =
      Set.of("int", "float", "double", "long", "FloatVector");

  private static final int CALL = 3;
  private static final int FIELD = 3;
  private static final int JUMP = 3;
  private static final int LOCAL = 2;
  private static final int THIS = 1;

  private final Set<String> locals = new HashSet<>();

  /** Those of the statements that are being counted. */
  private List<String> tokens = List.of();

  /** For each brace that is open, whether it is that of a loop over lanes. */
  private final List<Boolean> open = new ArrayList<>();

  private int bytecodes = 1;
  private int vectorCalls;
  private boolean loops;
  private boolean lanesFollow;

  /**
   * Counts from the final return on.
   *
   * @param parameters of the method
   */
  BytecodeCounter(List<String> parameters) {
    locals.addAll(parameters);
  }

  /** Counts statements. */
  void read(String text) {
    tokens = Tokens.of(text);
    for (int i = 0; i < tokens.size(); i++) {
      bytecodes += cost(i);
    }
  }

  int bytecodes() {
    return bytecodes;
  }

  int vectorCalls() {
    return vectorCalls;
  }

  boolean loops() {
    return loops;
  }

  private String at(int index) {
    return index >= 0 && index < tokens.size() ? tokens.get(index) : "";
  }

  private int cost(int i) {
    String token = at(i);
    char first = token.charAt(0);
    if (Character.isDigit(first)) {
      return literal(token);
    }
    if (Character.isJavaIdentifierStart(first)) {
      return word(i);
    }
    return switch (token) {
      case "=" -> LOCAL;
      case "+=", "-=", "*=", "/=" -> LOCAL + 1;
      case "++", "--" -> CALL;
      case "/" -> 2; // with a conversion before it
      case "+", "-", "*", "%", "<<", ">>", ">>>", "]" -> 1;
      case "<", ">", "<=", ">=", "==", "!=" -> JUMP + 1;
      case "?", "&&", "||" -> JUMP;
      case "{" -> {
        open.add(lanesFollow);
        lanesFollow = false;
        yield 0;
      }
      case "}" -> {
        open.removeLast();
        yield 0;
      }
      default -> 0;
    };
  }

  /** Constants above a byte are counted as if they were in the second half of a full pool. */
  private static int literal(String token) {
    if (token.length() == 1 || SMALL_FLOATS.contains(token)) {
      return 1;
    }
    boolean octet = token.length() <= 3 && token.chars().allMatch(Character::isDigit);
    return octet && Integer.parseInt(token) <= Byte.MAX_VALUE ? 2 : 3;
  }

  private int word(int i) {
    String token = at(i);
    String next = at(i + 1);
    return switch (token) {
      case "for" -> {
        startLoop(i);
        yield JUMP;
      }
      case "int", "float", "double", "long" -> next.equals(")") ? 1 : 0;
      case "if", "new", "return", "final" -> 0;
      case "else" -> JUMP;
      case "this" -> THIS;
      default -> name(i, token, next);
    };
  }

  private void startLoop(int i) {
    loops |= open.contains(true);
    lanesFollow = at(i + 3).equals("l");
  }

  private int name(int i, String token, String next) {
    boolean qualified = at(i - 1).equals(".");
    if (next.equals("(")) {
      return call(i, token, qualified);
    }
    if (qualified) {
      return FIELD;
    }
    if (Character.isUpperCase(token.charAt(0))) {
      return isConstant(token) ? FIELD : 0;
    }
    if (isDeclared(i)) {
      locals.add(token);
      return 0;
    }
    if (next.equals("=")) {
      return 0;
    }
    return locals.contains(token) ? LOCAL : THIS + FIELD;
  }

  private int call(int i, String token, boolean qualified) {
    if (!qualified) {
      return THIS + CALL;
    }
    if (VECTOR_CALLS.contains(token) && !at(i - 2).equals("Math")) {
      vectorCalls++;
    }
    return CALL;
  }

  /**
   * The species and its length; other names in capitals are classes, before a dot or a variable.
   */
  private static boolean isConstant(String token) {
    return token.length() == 1;
  }

  /** Whether a type stands before a name: {@code int s}, {@code float[] values}. */
  private boolean isDeclared(int i) {
    String before = at(i - 1).equals("]") ? at(i - 3) : at(i - 1);
    boolean array = at(i - 1).equals("]") && at(i - 2).equals("[");
    return VARIABLE_TYPES.contains(before) && (array || !at(i - 1).equals("]"));
  }
}
