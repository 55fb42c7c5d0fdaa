package dev.synapt.runtime.training;

import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;

/**
 * The schedules that {@link LearningRateSchedule} makes. Powers and cosines are {@link
 * StrictMath}'s: the same bits on every machine.
 */
final class Schedules {

  /** The length of schedules that last as long as the training. */
  static final long WHOLE = 0;

  private Schedules() {}

  static long checkedLength(long length) {
    if (length < 1) {
      throw new IllegalArgumentException("the length must be at least 1 step, but is " + length);
    }
    return length;
  }

  private static void requireFactor(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + " must be in [0, 1], but is " + value);
    }
  }

  private static void requirePositive(String name, double value) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be positive and finite, but is " + value);
    }
  }

  private static double halfCosine(double part, double endFactor) {
    return endFactor + (1 - endFactor) * (1 + StrictMath.cos(Math.PI * part)) / 2;
  }

  private static double part(long step, long length, long steps) {
    long over = length == WHOLE ? steps : length;
    return (double) Math.min(step, over) / over;
  }

  record Constant() implements LearningRateSchedule {
    @Override
    public double factor(long step, long steps) {
      return 1;
    }
  }

  record Step(long length, double gamma) implements LearningRateSchedule {
    Step {
      checkedLength(length);
      requirePositive("gamma", gamma);
    }

    @Override
    public double factor(long step, long steps) {
      long whole = step / length;
      return StrictMath.pow(gamma, (double) whole);
    }
  }

  record MultiStep(double gamma, List<Long> milestones) implements LearningRateSchedule {
    static MultiStep of(double gamma, long... milestones) {
      requirePositive("gamma", gamma);
      long before = -1;
      for (long milestone : milestones) {
        if (milestone <= before) {
          throw new IllegalArgumentException(
              "milestones must ascend from 0, but " + milestone + " follows " + before);
        }
        before = milestone;
      }
      return new MultiStep(gamma, LongStream.of(milestones).boxed().toList());
    }

    @Override
    public double factor(long step, long steps) {
      int reached = 0;
      while (reached < milestones.size() && milestones.get(reached) <= step) {
        reached++;
      }
      return StrictMath.pow(gamma, reached);
    }
  }

  record Exponential(double gamma) implements LearningRateSchedule {
    Exponential {
      requirePositive("gamma", gamma);
    }

    @Override
    public double factor(long step, long steps) {
      return StrictMath.pow(gamma, (double) step);
    }
  }

  record Polynomial(long length, double power, double endFactor) implements LearningRateSchedule {
    Polynomial {
      requirePositive("power", power);
      requireFactor("end factor", endFactor);
    }

    @Override
    public double factor(long step, long steps) {
      double left = StrictMath.pow(1 - part(step, length, steps), power);
      return endFactor + (1 - endFactor) * left;
    }
  }

  record Cosine(long length, double endFactor) implements LearningRateSchedule {
    Cosine {
      requireFactor("end factor", endFactor);
    }

    @Override
    public double factor(long step, long steps) {
      return halfCosine(part(step, length, steps), endFactor);
    }
  }

  record CosineRestarts(long first, int multiplier, double endFactor)
      implements LearningRateSchedule {
    CosineRestarts {
      checkedLength(first);
      requireFactor("end factor", endFactor);
      if (multiplier < 1) {
        throw new IllegalArgumentException("multiplier must be at least 1, but is " + multiplier);
      }
    }

    @Override
    public double factor(long step, long steps) {
      if (multiplier == 1) {
        return halfCosine((double) (step % first) / first, endFactor);
      }
      long period = first;
      long since = step;
      while (since >= period) {
        since -= period;
        period *= multiplier;
      }
      return halfCosine((double) since / period, endFactor);
    }
  }

  record WarmUp(long length, double startFactor, LearningRateSchedule then)
      implements LearningRateSchedule {
    WarmUp {
      checkedLength(length);
      requireFactor("start factor", startFactor);
      Objects.requireNonNull(then, "schedule");
    }

    @Override
    public double factor(long step, long steps) {
      return step < length
          ? startFactor + (1 - startFactor) * step / length
          : then.factor(step - length, Math.max(1, steps - length));
    }

    @Override
    public double momentum(long step, long steps, double momentum) {
      return step < length
          ? momentum
          : then.momentum(step - length, Math.max(1, steps - length), momentum);
    }

    @Override
    public LearningRateSchedule inSteps(long stepsPerEpoch) {
      return new WarmUp(length, startFactor, then.inSteps(stepsPerEpoch));
    }
  }

  record WarmUpShare(double share, LearningRateSchedule then) implements LearningRateSchedule {
    WarmUpShare {
      if (!(share >= 0 && share < 1)) {
        throw new IllegalArgumentException("warm-up must be in [0, 1), but is " + share);
      }
      Objects.requireNonNull(then, "schedule");
    }

    private long length(long steps) {
      return (long) (share * steps);
    }

    @Override
    public double factor(long step, long steps) {
      long rising = length(steps);
      return step < rising ? (step + 1.0) / rising : then.factor(step - rising, steps - rising);
    }

    @Override
    public double momentum(long step, long steps, double momentum) {
      long rising = length(steps);
      return step < rising ? momentum : then.momentum(step - rising, steps - rising, momentum);
    }

    @Override
    public LearningRateSchedule inSteps(long stepsPerEpoch) {
      return new WarmUpShare(share, then.inSteps(stepsPerEpoch));
    }
  }

  /** Counts epochs, so it cannot be asked before it knows how long they are. */
  record ByEpoch(LearningRateSchedule schedule) implements LearningRateSchedule {
    ByEpoch {
      Objects.requireNonNull(schedule, "schedule");
    }

    @Override
    public double factor(long step, long steps) {
      throw new IllegalStateException(
          this + " counts epochs; ask inSteps(stepsPerEpoch) for one that counts steps");
    }

    @Override
    public double momentum(long step, long steps, double momentum) {
      return factor(step, steps);
    }

    @Override
    public LearningRateSchedule byEpoch() {
      return this;
    }

    @Override
    public LearningRateSchedule inSteps(long stepsPerEpoch) {
      return new OfEpochs(schedule.inSteps(1), checkedLength(stepsPerEpoch));
    }
  }

  /** Asks another schedule by the number of the epoch. */
  record OfEpochs(LearningRateSchedule schedule, long stepsPerEpoch)
      implements LearningRateSchedule {
    @Override
    public double factor(long step, long steps) {
      return schedule.factor(step / stepsPerEpoch, Math.ceilDiv(steps, stepsPerEpoch));
    }

    @Override
    public double momentum(long step, long steps, double momentum) {
      return schedule.momentum(step / stepsPerEpoch, Math.ceilDiv(steps, stepsPerEpoch), momentum);
    }
  }
}
