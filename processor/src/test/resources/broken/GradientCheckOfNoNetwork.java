// options: -Asynapt.gradientCheck=broken.Missing,broken.NoNetwork
package broken;

import dev.synapt.dsl.*;

final class NoNetwork {}

@Network(input = 4)
final class GradientCheckOfNoNetwork {
  @Dense(units = 2) @Output(loss = Loss.MSE) Layer result;
}

/* expected:
error: [GradientCheckOfNoNetwork] option synapt.gradientCheck names broken.Missing, and there is no network of that name
    fix: name classes with @Network in full, as in -Asynapt.gradientCheck=com.example.Digits, separated by commas
error: [GradientCheckOfNoNetwork] option synapt.gradientCheck names broken.NoNetwork, and there is no network of that name
    fix: name classes with @Network in full, as in -Asynapt.gradientCheck=com.example.Digits, separated by commas
*/
