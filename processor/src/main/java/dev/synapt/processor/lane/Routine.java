package dev.synapt.processor.lane;

import java.util.List;

/**
 * A method of generated code.
 *
 * @param name the method's name
 * @param doc one sentence of Javadoc: formula and shapes
 * @param parameters its int parameters
 * @param body its statements
 */
public record Routine(String name, String doc, List<String> parameters, List<Stmt> body) {

  public Routine {
    parameters = List.copyOf(parameters);
    body = List.copyOf(body);
  }

  /** Whether it computes on lanes itself, so that vector code replaces it. */
  public boolean hasLanes() {
    return hasLanes(body);
  }

  private static boolean hasLanes(List<Stmt> statements) {
    return statements.stream()
        .anyMatch(s -> s instanceof Stmt.Lanes || (s instanceof Stmt.For f && hasLanes(f.body())));
  }
}
