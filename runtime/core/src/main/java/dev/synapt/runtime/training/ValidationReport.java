package dev.synapt.runtime.training;

/**
 * The figures of one validation: at the end of an epoch, or in between if asked for.
 *
 * @param epoch the current epoch, from 1
 * @param step how many steps of the epoch were done
 * @param steps how many steps were done over all epochs
 * @param loss see {@link Evaluation#loss()}
 * @param accuracy see {@link Evaluation#accuracy()}; not a number without labels
 * @param monitored the figure that weights are judged by, see {@link Monitor}
 * @param best whether it is the best so far
 * @param seconds that the validation took
 */
public record ValidationReport(
    int epoch,
    int step,
    long steps,
    double loss,
    double accuracy,
    double monitored,
    boolean best,
    double seconds) {}
