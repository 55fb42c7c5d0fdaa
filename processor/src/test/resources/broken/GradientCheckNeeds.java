// options: -Asynapt.gradientCheck=broken.GradientCheckNeeds
// class path: runtime
package broken;

import dev.synapt.dsl.*;

@Network(input = 4)
final class GradientCheckNeeds {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer result;
}

/* expected:
error: [GradientCheckNeeds] GradientCheckNeeds: its gradient check needs dev.synapt.testing.GradientCheck, which is not on the class path
    fix: add dev.synapt:synapt-testing to the dependencies of the tests
error: [GradientCheckNeeds] GradientCheckNeeds: its gradient check needs org.junit.jupiter.api.TestFactory, which is not on the class path
    fix: add org.junit.jupiter:junit-jupiter-api to the dependencies of the tests
*/
