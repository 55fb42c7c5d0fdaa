package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class ReuseCycle {
  @Reuse("b") Layer a;
  @Reuse("a") Layer b;
  @Repeat(block = Part.class, times = 2) Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Dense(units = 4) Layer first;
    @Reuse("third") Layer second;
    @Reuse("second") Layer third;
    @Reuse("c") Layer around;
  }
}

@Network(input = 4)
final class ReuseOfReuse {
  @Dense(units = 4) @Relu Layer a;
  @Reuse("a") Layer b;
  @Reuse("b") Layer c;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
7:10: error: [LayerReadTooEarly] a: b comes later, and a layer reads earlier ones only
    fix: move b in front of a, or name an earlier layer
15:12: error: [LayerReadTooEarly] c.0.second: third comes later, and a layer reads earlier ones only
    fix: move third in front of c.0.second, or name an earlier layer
17:12: error: [LayerUnknown] c.0.around: there is no layer c
    fix: name one of: input, first, second, third
*/
