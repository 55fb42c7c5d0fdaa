package broken;

import dev.synapt.dsl.*;

@Network(input = {2, 8, 8})
final class ReuseShapesDiffer {
  @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME) @Relu Layer a;
  @Reuse("a") Layer b;
  @Dense(units = 16) Layer c;
  @Reuse("c") Layer d;
  @LayerNorm @Relu Layer e;
  @Dense(units = 9) Layer f;
  @Reuse("e") Layer g;
  @Repeat(block = Part.class) Layer h;
  @Dense(units = 7) Layer i;
  @Reuse("h") Layer j;
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer out;

  @Block
  static final class Part {
    @Dense(units = 5) @Relu Layer inner;
  }
}

/* expected:
8:3: error: [ReuseShapesDiffer] b: the weights of a.conv2d are for 2 channels, and 4 channels arrive
    shapes so far: input [2,8,8] -> a [4,8,8]
    fix: bring what arrives to 2 channels, or give b layers of its own
10:3: error: [ReuseShapesDiffer] d: the weights of c.dense are for 256 entries, and 16 entries arrive
    shapes so far: input [2,8,8] -> a [4,8,8] -> b [4,8,8] -> c [16]
    fix: bring what arrives to 256 entries, or give d layers of its own
13:3: error: [ReuseShapesDiffer] g: the weights of e.layernorm are for entries of [16], and entries of [9] arrive
    shapes so far: input [2,8,8] -> a [4,8,8] -> b [4,8,8] -> c [16] -> d [16] -> e [16] -> f [9]
    fix: bring what arrives to entries of [16], or give g layers of its own
16:3: error: [ReuseShapesDiffer] j.0.inner: the weights of h.0.inner.dense are for 9 entries, and 7 entries arrive
    shapes so far: input [2,8,8] -> a [4,8,8] -> b [4,8,8] -> c [16] -> d [16] -> e [16] -> f [9] -> g [9] -> h.0.inner [5] -> i [7]
    fix: bring what arrives to 9 entries, or give j.0.inner layers of its own
*/
