package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class NotInABlock {
  @Repeat(block = Part.class, times = 3) Layer a;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Input(shape = 4) Layer in;
    @Dense(units = 4) @Output(loss = Loss.MSE) Layer b;
    Layer c;
  }
}

/* expected:
12:5: error: [NotInABlock] in: @Input stands in a block, Part, which has neither input nor output
    fix: move @Input to a field of the network
13:23: error: [NotInABlock] b: @Output stands in a block, Part, which has neither input nor output
    fix: move @Output to a field of the network
14:11: error: [LayerWithoutAnnotation] c: nothing says what this layer does
    fix: put an annotation such as @Dense or @Conv2d on it, or remove the field
*/
