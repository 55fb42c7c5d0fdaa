package dev.synapt.processor.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lane.Expr;
import dev.synapt.processor.lane.Routine;
import dev.synapt.processor.lane.Stmt;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.OpClasses;
import dev.synapt.processor.plan.Domain;
import dev.synapt.processor.plan.Planned;
import dev.synapt.processor.plan.Step;
import dev.synapt.processor.plan.TestNets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class KernelSelectionTest {

  private static List<TypedGraph> networks() {
    return Stream.concat(
            Stream.concat(TestNets.all().stream(), Stream.of(imageSoftmax(), normOfInput())),
            IntStream.rangeClosed(1, 80).mapToObj(RandomNets::net))
        .toList();
  }

  private static TypedGraph imageSoftmax() {
    return NetBuilder.input("ImageSoftmax", 16, Shape.of(3, 4, 4))
        .field("a")
        .conv2d(2, Windows.kernel(2), true)
        .softmax()
        .output(LossKind.MSE, LossReduction.MEAN);
  }

  /** There are no weights in front that could take the normalisation. */
  private static TypedGraph normOfInput() {
    return NetBuilder.input("NormOfInput", 16, Shape.of(40))
        .field("a")
        .batchNorm(1e-5, 0.1)
        .field("b")
        .dense(3, true)
        .output(LossKind.MSE, LossReduction.MEAN);
  }

  private static List<Planned> plans() {
    List<Planned> plans = new ArrayList<>();
    for (TypedGraph net : networks()) {
      plans.add(Planned.training(net, true));
      plans.add(Planned.inference(net));
      plans.add(Planned.batch(net));
    }
    return plans;
  }

  private static KernelSelection selection(Planned plan, Target target) {
    return new KernelSelection(new Kernel(plan.graph(), plan.memory(), target));
  }

  /**
   * Each operation, on rows and on images, in training and, where it occurs there, in inference.
   */
  @Test
  void everyOperationHasAKernel() {
    Set<String> training = new HashSet<>();
    Set<String> inference = new HashSet<>();
    for (Planned plan : plans()) {
      boolean single = plan.memory().slices() == 0;
      for (Step step : plan.steps()) {
        KernelCode code = selection(plan, Target.PLAIN).select(step);
        assertFalse(code.body().isEmpty(), step::toString);
        String kind = OpClasses.name(step.op().getClass()) + (onRows(plan, step) ? "" : " image");
        (single ? inference : training).add(kind);
      }
    }
    assertEquals(
        OpClasses.all().stream().map(OpClasses::name).collect(Collectors.toSet()),
        training.stream().map(name -> name.replace(" image", "")).collect(Collectors.toSet()));
    assertTrue(
        training.containsAll(
            List.of(
                "Activate", "Activate image",
                "ActivateGrad", "ActivateGrad image",
                "Dropout", "Dropout image",
                "BatchNormApply", "BatchNormApply image",
                "BatchNormGradInput", "BatchNormGradInput image",
                "BatchNormStatistics", "BatchNormStatistics image",
                "Softmax", "Softmax image",
                "SoftmaxGrad", "SoftmaxGrad image")),
        training::toString);
    assertTrue(
        inference.containsAll(
            List.of(
                "Dense",
                "Conv2d image",
                "MaxPool image",
                "AvgPool image",
                "Activate",
                "Activate image",
                "ScaleShift",
                "ScaleShift image",
                "Softmax",
                "Softmax image",
                "Flatten image")),
        inference::toString);
  }

  /** Weights are as rows. */
  private static boolean onRows(Planned plan, Step step) {
    return step.op().inputs().stream()
        .filter(plan.layouts()::containsKey)
        .findFirst()
        .map(value -> plan.memory().slot(value).isRows())
        .orElse(true);
  }

  /** What sums or reads sums over all samples is divided by units, all else by slices. */
  @Test
  void kernelsHaveTheFormOfTheirStep() {
    for (Planned plan : plans()) {
      for (Step step : plan.steps()) {
        KernelCode.Form form = selection(plan, Target.PLAIN).select(step).form();
        boolean single = plan.memory().slices() == 0;
        assertEquals(single, form == KernelCode.Form.SINGLE, step::toString);
        assertEquals(step.domain() == Domain.UNITS, form == KernelCode.Form.UNITS, step::toString);
      }
    }
  }

  /** Code has no remainders: registers side by side must divide the lanes at every width. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void lanesAreWholeRegisters(Target target) {
    int seen = 0;
    for (Planned plan : plans()) {
      for (Step step : plan.steps()) {
        for (Routine routine : selection(plan, target).select(step).routines()) {
          for (Stmt.Lanes lanes : lanes(routine.body())) {
            seen++;
            assertTrue(lanes.count().isConstant(), routine::name);
            int group = target.isVector() ? lanes.unroll() * target.maxLanes() : 1;
            assertEquals(0, lanes.count().constant() % group, () -> routine.name() + " " + lanes);
          }
        }
      }
    }
    int loops = seen;
    assertTrue(loops > 1_000, () -> loops + " loops over lanes");
  }

  private static List<Stmt.Lanes> lanes(List<Stmt> body) {
    List<Stmt.Lanes> found = new ArrayList<>();
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.Lanes lanes -> found.add(lanes);
        case Stmt.For loop -> found.addAll(lanes(loop.body()));
        case Stmt.Block block -> found.addAll(lanes(block.body()));
        default -> {
          // no lanes
        }
      }
    }
    return found;
  }

  /** Weights change between steps only, gradients in phases over units. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void kernelsWriteWhatIsTheirs(Target target) {
    for (Planned plan : plans()) {
      for (Step step : plan.steps()) {
        for (Routine routine : selection(plan, target).select(step).routines()) {
          Set<String> written = new HashSet<>();
          lanes(routine.body()).forEach(lanes -> written(lanes.body(), written));
          String expected = step.domain() == Domain.UNITS ? "gradients" : "values";
          assertTrue(
              written.isEmpty() || written.equals(Set.of(expected)),
              () -> routine.name() + " writes " + written);
        }
      }
    }
  }

  private static void written(List<Stmt> body, Set<String> arrays) {
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.Store store -> arrays.add(store.array());
        case Stmt.For loop -> written(loop.body(), arrays);
        default -> {
          // writes no array
        }
      }
    }
  }

  /** A name is given before it is read, so that the printed text compiles. */
  @ParameterizedTest
  @EnumSource(Target.class)
  void namesAreGivenBeforeTheyAreRead(Target target) {
    for (Planned plan : plans()) {
      for (Step step : plan.steps()) {
        for (Routine routine : selection(plan, target).select(step).routines()) {
          lanes(routine.body())
              .forEach(lanes -> checkNames(lanes.body(), new HashSet<>(), routine.name()));
        }
      }
    }
  }

  private static void checkNames(List<Stmt> body, Set<String> known, String routine) {
    Set<String> inner = new HashSet<>(known);
    for (Stmt statement : body) {
      switch (statement) {
        case Stmt.Let let -> {
          checkNames(let.value(), inner, routine);
          assertTrue(inner.add(let.name()), () -> let.name() + " twice in " + routine);
        }
        case Stmt.Set set -> {
          assertTrue(inner.contains(set.name()), () -> set.name() + " in " + routine);
          checkNames(set.value(), inner, routine);
        }
        case Stmt.Store store -> checkNames(store.value(), inner, routine);
        case Stmt.For loop -> checkNames(loop.body(), inner, routine);
        default -> {
          // names no values
        }
      }
    }
  }

  private static void checkNames(Expr expr, Set<String> known, String routine) {
    switch (expr) {
      case Expr.Ref ref ->
          assertTrue(known.contains(ref.name()), () -> ref.name() + " in " + routine);
      case Expr.Fma f -> operands(known, routine, f.a(), f.b(), f.c());
      case Expr.Binary b -> operands(known, routine, b.a(), b.b());
      case Expr.Sqrt s -> operands(known, routine, s.a());
      case Expr.SelectGreater s -> operands(known, routine, s.a(), s.b(), s.then(), s.otherwise());
      case Expr.SelectEqual s -> operands(known, routine, s.a(), s.b(), s.then(), s.otherwise());
      case Expr.PowerOfTwo p -> operands(known, routine, p.shifted());
      case Expr.Load _, Expr.Broadcast _, Expr.Constant _, Expr.Scalar _ -> {
        // no names
      }
    }
  }

  private static void operands(Set<String> known, String routine, Expr... operands) {
    for (Expr operand : operands) {
      checkNames(operand, known, routine);
    }
  }
}
