package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class ReuseNotPossible {
  @Conv2d(filters = 2, kernel = 1) Layer a;
  @Add({"a", "input"}) @Conv2d(filters = 2, kernel = 1) Layer b;
  @Reuse("b") Layer c;
  @Conv2d(filters = 2, kernel = 1) @Shortcut(from = "a") Layer d;
  @Reuse("d") Layer e;
  @Repeat(block = Part.class) Layer f;
  @Reuse("f") Layer g;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Conv2d(filters = 2, kernel = 1) @Shortcut(from = Block.INPUT) @Relu Layer inner;
    @Reuse("inner") Layer again;
  }
}

/* expected:
9:10: error: [ReuseNotPossible] c: b cannot be applied to another input, because of its @Add
    fix: put the layers with weights on a field of their own, and reuse that
11:10: error: [ReuseNotPossible] e: d cannot be applied to another input, because of its @Shortcut
    fix: put the layers with weights on a field of their own, and reuse that
19:12: error: [ReuseNotPossible] f.0.again: inner cannot be applied to another input, because of its @Shortcut
    fix: put the layers with weights on a field of their own, and reuse that
*/
