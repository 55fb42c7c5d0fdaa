package broken;

import dev.synapt.dsl.*;

@Network
final class InputOnTwoFields {
  @Input(shape = 4) Layer features;
  @Input(shape = {1, 8, 8}) Layer image;
  @Input(shape = {1, 0}) @Relu Layer sequence;
  @From("image") @Dense(units = 2) Layer seen;
  @Add({"seen", "features"}) @Dense(units = 2) @Output(loss = Loss.MSE) Layer scores;
}

/* expected:
9:22: error: [ValueOutOfRange] sequence: shape = {1, 0} is out of range, it must be at least 1
    fix: write 1 or more
9:26: error: [InputNotAlone] sequence: @Relu stands on the field of the @Input
    fix: move @Relu to a field of its own behind sequence
11:17: error: [AddShapesDiffer] scores: cannot add seen [2] and features [4] (axis 0)
    shapes so far: features [4] -> image [1,8,8] -> sequence [?] -> seen [2]
    fix: insert @Dense(units = 2) after features
*/
