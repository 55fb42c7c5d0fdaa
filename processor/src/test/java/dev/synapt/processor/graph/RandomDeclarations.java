package dev.synapt.processor.graph;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Reduction;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Declarations from a seed: mostly sensible, with a wrong, absurd or missing value now and then.
 */
final class RandomDeclarations {

  private static final int[] ABSURD = {0, -1, -7, Integer.MIN_VALUE, Integer.MAX_VALUE, 1 << 20};

  private final Declared declared = new Declared();
  private final Random random;
  private final double mistakes;

  /**
   * From a seed.
   *
   * @param mistakes the share of values that are absurd and of annotations at a wrong place
   */
  RandomDeclarations(long seed, double mistakes) {
    this.random = new Random(seed);
    this.mistakes = mistakes;
  }

  NetworkDeclaration network() {
    boolean inputField = random.nextInt(4) == 0;
    List<FieldDeclaration> fields = new ArrayList<>();
    if (inputField != mistake()) {
      fields.add(declared.field("in", new StageDeclaration.Input(inputShape(), declared.place())));
    }
    int layers = 1 + random.nextInt(5);
    for (int i = 0; i < layers; i++) {
      fields.add(declared.field("x" + i, body()));
    }
    fields.add(mistake() ? declared.field("y") : declared.field("y", end()));
    if (mistake()) {
      Collections.swap(fields, 0, random.nextInt(fields.size()));
    }
    List<Integer> input = inputField != mistake() ? List.of() : inputShape();
    return declared.network(input, number(64), fields.toArray(FieldDeclaration[]::new));
  }

  private List<Integer> inputShape() {
    return random.nextInt(3) == 0
        ? List.of(number(20))
        : List.of(number(3), number(24), number(24));
  }

  private StageDeclaration[] body() {
    List<StageDeclaration> stages = new ArrayList<>();
    stages.add(random.nextBoolean() ? conv() : random.nextInt(3) == 0 ? dense() : pool());
    if (random.nextBoolean()) {
      stages.add(new StageDeclaration.BatchNorm(real(1e-5), real(0.1), declared.place()));
    }
    stages.add(random.nextBoolean() ? declared.relu() : declared.tanh());
    if (random.nextInt(4) == 0) {
      stages.add(declared.dropout(real(0.3)));
    }
    if (mistake()) {
      Collections.shuffle(stages, random);
      stages.add(mistake() ? declared.softmax() : declared.output(Loss.MSE));
    }
    return stages.toArray(StageDeclaration[]::new);
  }

  private StageDeclaration[] end() {
    String[] labels = random.nextInt(4) == 0 ? new String[] {"a", "b", "c"} : new String[0];
    Loss loss = oneOf(Loss.values());
    Reduction reduction = oneOf(Reduction.values());
    StageDeclaration output =
        new StageDeclaration.Output(loss, reduction, List.of(labels), declared.place());
    return new StageDeclaration[] {dense(), output};
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private StageDeclaration dense() {
    Init init = oneOf(Init.values());
    return new StageDeclaration.Dense(number(8), random.nextBoolean(), init, declared.place());
  }

  private StageDeclaration conv() {
    return new StageDeclaration.Conv2d(
        number(6),
        numbers(4),
        numbers(2),
        numbers(2),
        padding(),
        pad(),
        random.nextBoolean(),
        Init.DEFAULT,
        declared.place());
  }

  private StageDeclaration pool() {
    List<Integer> stride = random.nextBoolean() ? List.of() : numbers(3);
    return random.nextBoolean()
        ? new StageDeclaration.MaxPool2d(numbers(3), stride, padding(), pad(), declared.place())
        : new StageDeclaration.AvgPool2d(numbers(3), stride, padding(), pad(), declared.place());
  }

  private Padding padding() {
    return random.nextBoolean() ? Padding.SAME : Padding.VALID;
  }

  private List<Integer> pad() {
    return mistake() ? List.of(number(2) - 1, number(2) - 1) : List.of();
  }

  private List<Integer> numbers(int most) {
    if (mistake()) {
      return Collections.nCopies(random.nextInt(5), number(most));
    }
    return random.nextBoolean() ? List.of(number(most)) : List.of(number(most), number(most));
  }

  private int number(int most) {
    return mistake() ? ABSURD[random.nextInt(ABSURD.length)] : 1 + random.nextInt(most);
  }

  private double real(double sensible) {
    return mistake() ? random.nextGaussian() * 2 : sensible;
  }

  private boolean mistake() {
    return random.nextDouble() < mistakes;
  }
}
