package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import dev.synapt.runtime.kernel.AlignedFloats;
import dev.synapt.runtime.kernel.BatchCode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The summary's bytes are those of the arrays that objects have, found by looking into them. */
final class ArenaBytesTest {

  /** Its trainer's arrays are all longer than the least that is allocated for an aligned one. */
  private static final String LARGE =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = 1500, batch = 1024)
      final class Large {
        @Dense(units = 1300) @Relu Layer hidden;
        @Dense(units = 1200) @Output(loss = Loss.MSE) Layer result;
      }
      """;

  private static final String SMALL =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = {2, 9, 7}, batch = 20)
      final class Small {
        @Conv2d(filters = 5, kernel = 3, padding = Padding.SAME) @BatchNorm @Relu Layer conv;
        @MaxPool2d(2) @Dropout(0.2) Layer pool;
        @Dense(units = 11) @Softmax @Output(loss = Loss.MSE) Layer result;
      }
      """;

  /** Arrays of the collector's regions are at least so long, to be aligned; see AlignedFloats. */
  private static final int LEAST = AlignedFloats.allocate(1).length;

  private static GeneratedClasses classes;

  @BeforeAll
  static void compile() {
    classes = ModelCompiler.compilePlain(List.of(LARGE, SMALL), "-Asynapt.inputGradient=false");
  }

  @Test
  void aLargeTrainerAllocatesWhatTheSummarySays() {
    try (Trainer<Weights> trainer = classes.model("Large").trainer(CodePath.PLAIN)) {
      List<Integer> arrays = arrays(code(trainer));
      assertEquals(3, arrays.size(), "weights, gradients and values");
      assertTrue(arrays.getFirst() > LEAST, () -> arrays + " and at least " + LEAST);
      long bytes = Float.BYTES * arrays.stream().mapToLong(length -> length).sum();
      assertEquals(summary("Large", 0), bytes);
      assertEquals(trainer.arenaBytes(), bytes);
    }
  }

  @Test
  void aSmallTrainerAllocatesTheLeastOfAnAlignedArrayInstead() {
    try (Trainer<Weights> trainer = classes.model("Small").trainer(CodePath.PLAIN)) {
      assertEquals(List.of(LEAST, LEAST, LEAST), arrays(code(trainer)));
      assertEquals(summary("Small", 0), trainer.arenaBytes());
      assertTrue(trainer.arenaBytes() < 3L * LEAST * Float.BYTES);
    }
  }

  @Test
  void aNetworkAllocatesWhatTheSummarySaysOrTheLeast() {
    for (String name : List.of("Large", "Small")) {
      GeneratedModel model = classes.model(name);
      InferenceNetwork network = model.network(model.weights(), CodePath.PLAIN);
      assertEquals(summary(name, 1), network.arenaBytes());
      assertEquals(
          longEnough(planned(code(network), "weightFloats"), planned(code(network), "valueFloats")),
          reachable(network));
    }
  }

  @Test
  void theFirstBatchOfPredictionsAddsWhatTheSummarySays() {
    for (String name : List.of("Large", "Small")) {
      GeneratedModel model = classes.model(name);
      InferenceNetwork network = model.network(model.weights(), CodePath.PLAIN);
      List<Integer> before = reachable(network);
      predict(network, 7);
      assertEquals(before, reachable(network), "one after another");
      predict(network, 8);
      assertEquals(summary(name, 1) + summary(name, 2), network.arenaBytes());
      List<Integer> added = new ArrayList<>(reachable(network));
      before.forEach(added::remove);
      assertEquals(added(network), added);
      if (added.stream().allMatch(length -> length > LEAST)) {
        long bytes = Float.BYTES * added.stream().mapToLong(length -> length).sum();
        assertEquals(summary(name, 2), bytes);
      }
      List<Integer> all = reachable(network);
      predict(network, 50);
      assertEquals(all, reachable(network), "later ones add nothing");
    }
  }

  private static void predict(InferenceNetwork network, int samples) {
    network.predictBatch(
        new float[samples * network.inputSize()],
        samples,
        new float[samples * network.outputSize()]);
  }

  /** The values of many samples, and weights if they lie in another way. */
  private static List<Integer> added(InferenceNetwork network) {
    BatchCode batch = (BatchCode) field(network, "batch");
    return batch.reads((float[]) field(code(network), "weights"))
        ? longEnough(planned(batch, "valueFloats"))
        : longEnough(planned(batch, "weightFloats"), planned(batch, "valueFloats"));
  }

  private static List<Integer> longEnough(int... planned) {
    return IntStream.of(planned).map(floats -> Math.max(floats, LEAST)).sorted().boxed().toList();
  }

  /**
   * The lengths of all arrays of floats that an object leads to, but those of one result; sorted.
   */
  private static List<Integer> reachable(InferenceNetwork network) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    walk(network, seen);
    return seen.stream()
        .filter(float[].class::isInstance)
        .map(array -> ((float[]) array).length)
        .filter(length -> length > network.outputSize())
        .sorted()
        .toList();
  }

  private static void walk(Object object, Set<Object> seen) {
    if (object != null && isOurs(object.getClass()) && seen.add(object)) {
      fields(object).stream()
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .filter(field -> !field.getType().isPrimitive())
          .forEach(field -> walk(get(field, object), seen));
    } else if (object instanceof float[]) {
      seen.add(object);
    }
  }

  private static boolean isOurs(Class<?> type) {
    boolean ours = type.getName().startsWith("net.") || type.getName().startsWith("dev.synapt.");
    return ours && !Enum.class.isAssignableFrom(type);
  }

  /** A number of the summary's last line: the trainer's bytes, the network's, those of a batch. */
  private static long summary(String name, int which) {
    try {
      Class<?> network = classes.model(name).loader().loadClass("net." + name + "Network");
      String table = (String) network.getMethod("summary").invoke(null);
      String last = table.lines().reduce((first, second) -> second).orElseThrow();
      return Long.parseLong(last.replaceAll("^total +", "").split(" +")[which].replace(",", ""));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object code(Object object) {
    return field(object, "code");
  }

  private static Object field(Object object, String name) {
    return fields(object).stream()
        .filter(field -> field.getName().equals(name))
        .map(field -> get(field, object))
        .findFirst()
        .orElseThrow();
  }

  private static int planned(Object code, String method) {
    try {
      return (int) code.getClass().getMethod(method).invoke(code);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** The lengths of an object's own arrays of floats, sorted. */
  private static List<Integer> arrays(Object code) {
    return fields(code).stream()
        .map(field -> get(field, code))
        .filter(float[].class::isInstance)
        .distinct()
        .map(array -> ((float[]) array).length)
        .filter(length -> length > 0)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static List<Field> fields(Object object) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      fields.addAll(List.of(type.getDeclaredFields()));
    }
    return fields;
  }

  private static Object get(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
