package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lane.Index;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sequences, which are images of one row, as the runtime is told of them. */
final class SequencePlace {

  private SequencePlace() {}

  /** Where the first position is, and the floats from one to the next: two arguments. */
  static String of(Kernel kernel, ValueId value) {
    Slot slot = kernel.slot(value);
    int pixel =
        slot.layout() instanceof Layout.Pixels image ? image.stride() : slot.image().pixelStride();
    return start(slot) + ", " + pixel;
  }

  /** Where the first position is. */
  static Index start(Slot slot) {
    int first =
        slot.layout() instanceof Layout.Pixels image ? image.at(0, 0) : slot.image().at(0, 0);
    return Kernel.base(slot).plus(first);
  }

  /** A call that writes an image, whose pixels may be wider than its channels. */
  static KernelCode call(Kernel kernel, ValueId result, String text, Object... arguments) {
    Slot slot = kernel.slot(result);
    List<Stmt> body = new ArrayList<>();
    if (slot.layout() instanceof Layout.Pixels image && image.stride() > image.channels()) {
      body.add(Kernel.zero(slot));
    }
    Object[] texts = Stream.of(arguments).map(Object::toString).toArray();
    body.add(new Stmt.Java(text.formatted(texts)));
    return new KernelCode(kernel.imageForm(slot), body, List.of());
  }
}
