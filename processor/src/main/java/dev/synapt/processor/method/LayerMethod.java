package dev.synapt.processor.method;

import dev.synapt.processor.lane.Stmt;
import java.util.List;

/**
 * What one layer does in one direction and phase.
 *
 * @param name as in {@code forwardConv1}
 * @param doc one sentence
 * @param body its statements
 */
public record LayerMethod(String name, String doc, List<Stmt> body) {

  public LayerMethod {
    body = List.copyOf(body);
  }
}
