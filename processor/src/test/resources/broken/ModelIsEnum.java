package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
enum ModelIsEnum {
  SCORES
}

/* expected:
6:1: error: [ModelClassNotUsable] ModelIsEnum cannot be a network: it is an enum
    fix: declare it as final class ModelIsEnum
*/
