package dev.synapt.processor.lane;

import java.util.ArrayList;
import java.util.List;

/**
 * An array index or loop bound: a constant plus multiples of int variables. Kept in this form so
 * that sums fold and the generated code holds literals only.
 *
 * @param constant the literal part
 * @param terms multiples of variables, in the order they were added
 */
public record Index(int constant, List<Term> terms) {

  /**
   * A multiple of a variable.
   *
   * @param factor never zero
   * @param variable its name in the generated code
   */
  public record Term(int factor, String variable) {}

  public Index {
    terms = List.copyOf(terms);
  }

  /** A literal. */
  public static Index of(int constant) {
    return new Index(constant, List.of());
  }

  /** A variable. */
  public static Index of(String variable) {
    return new Index(0, List.of(new Term(1, variable)));
  }

  /** This plus a literal. */
  public Index plus(int more) {
    return new Index(Math.addExact(constant, more), terms);
  }

  /** This plus a variable. */
  public Index plus(String variable) {
    return plus(of(variable));
  }

  /** This plus a multiple of a variable. */
  public Index plus(int factor, String variable) {
    return plus(of(variable).times(factor));
  }

  /** The sum. */
  public Index plus(Index other) {
    List<Term> sum = new ArrayList<>(terms);
    for (Term term : other.terms) {
      add(sum, term);
    }
    return new Index(Math.addExact(constant, other.constant), sum);
  }

  private static void add(List<Term> sum, Term term) {
    for (int i = 0; i < sum.size(); i++) {
      if (sum.get(i).variable().equals(term.variable())) {
        int factor = Math.addExact(sum.get(i).factor(), term.factor());
        if (factor == 0) {
          sum.remove(i);
        } else {
          sum.set(i, new Term(factor, term.variable()));
        }
        return;
      }
    }
    sum.add(term);
  }

  /** The product with a literal. */
  public Index times(int factor) {
    if (factor == 0) {
      return of(0);
    }
    return new Index(
        Math.multiplyExact(constant, factor),
        terms.stream()
            .map(t -> new Term(Math.multiplyExact(t.factor(), factor), t.variable()))
            .toList());
  }

  /** Whether it is a literal. */
  public boolean isConstant() {
    return terms.isEmpty();
  }

  /** As Java source: {@code in + 16 * x + 480}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Term term : terms) {
      if (!text.isEmpty()) {
        text.append(term.factor() < 0 ? " - " : " + ");
      } else if (term.factor() < 0) {
        text.append('-');
      }
      int factor = Math.abs(term.factor());
      text.append(factor == 1 ? "" : factor + " * ").append(term.variable());
    }
    if (text.isEmpty()) {
      return Integer.toString(constant);
    }
    if (constant != 0) {
      text.append(constant < 0 ? " - " : " + ").append(Math.abs(constant));
    }
    return text.toString();
  }
}
