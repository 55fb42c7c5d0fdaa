package broken;

import dev.synapt.dsl.*;

@Network(input = {3, 8, 8})
final class ShortcutShapesDiffer {
  @Conv2d(filters = 6, kernel = 3, padding = Padding.SAME) Layer a;
  @Conv2d(filters = 6, kernel = 3, stride = 2, padding = Padding.SAME)
  @Shortcut(from = "a")
  Layer identity;
  @From("a") @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME)
  @Shortcut(from = "a", kind = ShortcutKind.ZERO_PADDING)
  Layer fewer;
  @From("a") @Conv2d(filters = 6, kernel = 3)
  @Shortcut(from = "a", kind = ShortcutKind.PROJECTION)
  Layer smaller;
  @From("a") @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;
}

/* expected:
9:3: error: [LayerNeverRead] identity: no layer reads it, so it would be computed for nothing
    fix: name identity in the @From, @Add, @Concat or the like of a later layer, or remove it
9:20: error: [ShortcutShapesDiffer] identity: cannot add a [6,8,8] to [6,4,4]
    shapes so far: input [3,8,8] -> a [6,8,8] -> identity.conv2d [6,4,4]
    fix: kind = PROJECTION
12:3: error: [LayerNeverRead] fewer: no layer reads it, so it would be computed for nothing
    fix: name fewer in the @From, @Add, @Concat or the like of a later layer, or remove it
12:44: error: [ShortcutShapesDiffer] fewer: cannot add a [6,8,8] to [4,8,8]
    shapes so far: input [3,8,8] -> a [6,8,8] -> identity [?] -> fewer.conv2d [4,8,8]
    fix: kind = PROJECTION
15:3: error: [LayerNeverRead] smaller: no layer reads it, so it would be computed for nothing
    fix: name smaller in the @From, @Add, @Concat or the like of a later layer, or remove it
15:44: error: [ShortcutShapesDiffer] smaller: cannot add a [6,8,8] to [6,6,6]
    shapes so far: input [3,8,8] -> a [6,8,8] -> identity [?] -> fewer [?] -> smaller.conv2d [6,6,6]
    fix: name a layer of [6,6,6], or of a larger image that a stride can reduce to it
*/
