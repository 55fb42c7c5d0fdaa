package dev.synapt.processor.method;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Stmt;
import java.util.List;
import java.util.Optional;

/**
 * What one layer does in one direction and phase.
 *
 * @param name as in {@code forwardConv1}
 * @param doc one sentence
 * @param perImage whether it does one image, {@code (int slice, int image)}, and not a range of
 *     slices
 * @param together whether all slices are to pass through it before the next method, even where
 *     slices otherwise pass one by one: it reads more weights than a second-level cache holds
 * @param body its statements
 * @param result the value that its last step leaves; empty for what only moves values in or out
 */
public record LayerMethod(
    String name,
    String doc,
    boolean perImage,
    boolean together,
    List<Stmt> body,
    Optional<ValueId> result) {

  public LayerMethod {
    body = List.copyOf(body);
  }

  /** A method that moves values in or out. */
  public LayerMethod(String name, String doc, boolean perImage, List<Stmt> body) {
    this(name, doc, perImage, false, body, Optional.empty());
  }
}
