package dev.synapt.processor.method;

import dev.synapt.processor.lane.Stmt;
import java.util.List;

/**
 * What one layer does in one direction and phase.
 *
 * @param name as in {@code forwardConv1}
 * @param doc one sentence
 * @param perImage whether it does one image, {@code (int slice, int image)}, and not a range of slices
 * @param body its statements
 */
public record LayerMethod(String name, String doc, boolean perImage, List<Stmt> body) {

  public LayerMethod {
    body = List.copyOf(body);
  }
}
