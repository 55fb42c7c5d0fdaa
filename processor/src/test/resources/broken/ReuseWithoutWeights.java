package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class ReuseWithoutWeights {
  @Conv2d(filters = 2, kernel = 1) Layer a;
  @Relu @MaxPool2d(2) Layer b;
  @Reuse("b") Layer c;
  @Reuse("input") Layer d;
  @Reuse("e") Layer e;
  @Reuse("later") Layer f;
  @Dense(units = 2) Layer later;
  @Reuse("aa") @From("later") Layer g;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:10: error: [ReuseWithoutWeights] c: b has no weights that could be shared
    fix: write the annotations of b once more, or name a field with weights
10:10: error: [ReuseWithoutWeights] d: input has no weights that could be shared
    fix: write the annotations of input once more, or name a field with weights
11:10: error: [LayerReadsItself] e: the layer reads itself
    fix: name an earlier layer
12:10: error: [LayerReadTooEarly] f: later comes later, and a layer reads earlier ones only
    fix: move later in front of f, or name an earlier layer
14:10: error: [LayerUnknown] g: there is no layer aa, did you mean "a"?
    fix: name one of: input, a, b, c, d, e, f, later
14:16: error: [SourceNotFirst] g: @From says what the field reads, and so what @Reuse makes in front of it would be lost
    fix: move @From in front, or to a field of its own
*/
