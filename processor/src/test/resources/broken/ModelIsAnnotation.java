package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
@interface ModelIsAnnotation {}

/* expected:
6:2: error: [ModelClassNotUsable] ModelIsAnnotation cannot be a network: it is an annotation
    fix: declare it as final class ModelIsAnnotation
*/
