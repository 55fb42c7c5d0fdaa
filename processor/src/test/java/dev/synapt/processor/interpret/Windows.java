package dev.synapt.processor.interpret;

import dev.synapt.processor.graph.Pads;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.lower.Window;

/** Short ways to write windows in tests. */
public final class Windows {

  private static final Size2 ONE = new Size2(1, 1);

  private Windows() {}

  /** A square kernel that moves by one, without padding. */
  public static Window kernel(int size) {
    return new Window(new Size2(size, size), ONE, ONE, Pads.NONE);
  }

  /** A square kernel that moves by one, with the same padding on all sides. */
  public static Window kernel(int size, int pad) {
    return new Window(new Size2(size, size), ONE, ONE, new Pads(pad, pad, pad, pad));
  }

  /** A square pooling window that moves by its own size. */
  public static Window pool(int size) {
    return new Window(new Size2(size, size), new Size2(size, size), ONE, Pads.NONE);
  }
}
