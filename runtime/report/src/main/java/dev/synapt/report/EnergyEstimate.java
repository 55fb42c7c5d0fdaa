package dev.synapt.report;

/**
 * What a training's processor time costs in energy and greenhouse gases, by three assumptions. It
 * is an estimate: nothing is measured but the time.
 *
 * @param wattsPerCore what a busy core draws, memory and the rest of the machine included
 * @param overhead by what cooling and supply multiply that (power usage effectiveness)
 * @param gramsPerKilowattHour greenhouse gases of the electricity, in grams of CO2 equivalents
 */
public record EnergyEstimate(double wattsPerCore, double overhead, double gramsPerKilowattHour) {

  /** Server processors: about 250 W for 24 busy cores. */
  private static final double USUAL_WATTS = 10;

  /** The mean of data centres in 2024, by the Uptime Institute's survey. */
  private static final double USUAL_OVERHEAD = 1.56;

  /** The world's mean in 2024, by Ember's Global Electricity Review 2025. */
  private static final double USUAL_GRAMS = 473;

  private static final double JOULES_PER_KILOWATT_HOUR = 3.6e6;

  /** Refuses what is not positive. */
  public EnergyEstimate {
    if (!(wattsPerCore > 0 && overhead >= 1 && gramsPerKilowattHour >= 0)) {
      throw new IllegalArgumentException(
          "watts per core must be positive, overhead 1 or more, grams not negative, not %s, %s, %s"
              .formatted(wattsPerCore, overhead, gramsPerKilowattHour));
    }
  }

  /** For want of figures of one's own: 10 W, 1.56 and 473 g. */
  public static EnergyEstimate usual() {
    return new EnergyEstimate(USUAL_WATTS, USUAL_OVERHEAD, USUAL_GRAMS);
  }

  /**
   * The energy.
   *
   * @param cpuSeconds processor time of all cores together
   * @return kilowatt hours
   */
  public double kilowattHours(double cpuSeconds) {
    return cpuSeconds * wattsPerCore * overhead / JOULES_PER_KILOWATT_HOUR;
  }

  /**
   * The greenhouse gases.
   *
   * @param cpuSeconds processor time of all cores together
   * @return grams of CO2 equivalents
   */
  public double grams(double cpuSeconds) {
    return kilowattHours(cpuSeconds) * gramsPerKilowattHour;
  }
}
