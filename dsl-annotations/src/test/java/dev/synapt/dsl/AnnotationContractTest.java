package dev.synapt.dsl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What users and the processor count on: names, defaults, and where annotations may stand. */
@SuppressWarnings("UnusedVariable") // fields are read by reflection
final class AnnotationContractTest {

  static List<Class<?>> annotations() {
    return types().stream().filter(Class::isAnnotation).collect(Collectors.toList());
  }

  /** Every type of the package, from where it was compiled to. */
  private static List<Class<?>> types() {
    try (Stream<Path> files =
        Files.list(
            Path.of(Network.class.getProtectionDomain().getCodeSource().getLocation().toURI())
                .resolve("dev/synapt/dsl"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .map(name -> name.replace(".class", ""))
          .sorted()
          .map(AnnotationContractTest::type)
          .collect(Collectors.toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("dev.synapt.dsl." + name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void theLanguage() {
    assertEquals(
        Set.of(
            "Add",
            "AdaptiveAvgPool2d",
            "AdaptiveMaxPool2d",
            "AvgPool1d",
            "AvgPool2d",
            "AvgPool3d",
            "BatchNorm",
            "Budget",
            "Celu",
            "Concat",
            "Conv1d",
            "Conv2d",
            "Conv3d",
            "ConvTranspose1d",
            "ConvTranspose2d",
            "Dense",
            "Dropout",
            "Elu",
            "Flatten",
            "Frozen",
            "Embedding",
            "Gelu",
            "GlobalMaxPool",
            "GroupNorm",
            "HardSigmoid",
            "HardSwish",
            "HardTanh",
            "Block",
            "From",
            "GlobalAvgPool",
            "Input",
            "InstanceNorm",
            "LayerNorm",
            "LeakyRelu",
            "LogSigmoid",
            "LogSoftmax",
            "MaxPool1d",
            "MaxPool2d",
            "MaxPool3d",
            "MaxUnpool2d",
            "Mish",
            "Multiply",
            "Network",
            "Output",
            "PRelu",
            "Pad2d",
            "PositionalEncoding",
            "Relu",
            "Relu6",
            "SelfAttention",
            "Selu",
            "Repeat",
            "Reshape",
            "Reuse",
            "Shortcut",
            "Sigmoid",
            "Silu",
            "Softmax",
            "Softplus",
            "Softsign",
            "SpatialDropout",
            "Tanh",
            "Upsample2d"),
        annotations().stream().map(Class::getSimpleName).collect(Collectors.toSet()));
    assertEquals(
        Set.of(
            "Border",
            "Init",
            "Interpolation",
            "Loss",
            "NormExtent",
            "Padding",
            "PositionKind",
            "Reduction",
            "ShortcutKind"),
        types().stream()
            .filter(Class::isEnum)
            .map(Class::getSimpleName)
            .collect(Collectors.toSet()));
  }

  /**
   * Kept in class files, so that models can be read from libraries, but not in running programs.
   */
  @ParameterizedTest
  @MethodSource("annotations")
  void annotationsAreInClassFilesAndInDocumentation(Class<?> annotation) {
    assertEquals(RetentionPolicy.CLASS, annotation.getAnnotation(Retention.class).value());
    assertTrue(annotation.isAnnotationPresent(Documented.class));
  }

  @ParameterizedTest
  @MethodSource("annotations")
  void layersStandOnFieldsAndTheNetworkOnAClass(Class<?> annotation) {
    boolean onClass = List.of(Network.class, Budget.class, Block.class).contains(annotation);
    ElementType expected = onClass ? ElementType.TYPE : ElementType.FIELD;
    assertArrayEquals(new ElementType[] {expected}, annotation.getAnnotation(Target.class).value());
  }

  private static Object defaultOf(Class<?> annotation, String attribute) {
    try {
      return annotation.getDeclaredMethod(attribute).getDefaultValue();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertSizes(Class<?> annotation, String attribute, int... expected) {
    assertArrayEquals(expected, (int[]) defaultOf(annotation, attribute));
  }

  /** Those of PyTorch, except that a network must say what it is. */
  @Test
  void defaults() {
    assertEquals(64, defaultOf(Network.class, "batch"));
    assertSizes(Network.class, "input");
    assertSizes(Conv2d.class, "stride", 1);
    assertSizes(Conv2d.class, "dilation", 1);
    assertSizes(Conv2d.class, "pad");
    assertEquals(Padding.VALID, defaultOf(Conv2d.class, "padding"));
    assertEquals(true, defaultOf(Conv2d.class, "bias"));
    assertEquals(Init.DEFAULT, defaultOf(Conv2d.class, "init"));
    assertEquals(true, defaultOf(Dense.class, "bias"));
    assertEquals(Init.DEFAULT, defaultOf(Dense.class, "init"));
    for (Class<?> pool : List.of(MaxPool2d.class, AvgPool2d.class)) {
      assertSizes(pool, "stride");
      assertSizes(pool, "pad");
      assertEquals(Padding.VALID, defaultOf(pool, "padding"));
    }
    assertEquals(1e-5, defaultOf(BatchNorm.class, "epsilon"));
    assertEquals(0.1, defaultOf(BatchNorm.class, "momentum"));
    assertEquals(0.01, defaultOf(LeakyRelu.class, "slope"));
    assertEquals(1.0, defaultOf(Elu.class, "alpha"));
    assertEquals(1.0, defaultOf(Celu.class, "alpha"));
    assertEquals(1.0, defaultOf(Softplus.class, "beta"));
    assertEquals(false, defaultOf(Gelu.class, "approximate"));
    assertEquals(false, defaultOf(PRelu.class, "shared"));
    assertEquals(-1, defaultOf(Embedding.class, "padding"));
    assertEquals(NormExtent.SAMPLE, defaultOf(LayerNorm.class, "over"));
    assertEquals(false, defaultOf(SelfAttention.class, "causal"));
    assertEquals(true, defaultOf(SelfAttention.class, "bias"));
    assertEquals(0.0, defaultOf(SelfAttention.class, "dropout"));
    assertEquals(PositionKind.SINUSOIDAL, defaultOf(PositionalEncoding.class, "kind"));
    assertEquals(Reduction.MEAN, defaultOf(Output.class, "reduction"));
    assertEquals(ShortcutKind.IDENTITY, defaultOf(Shortcut.class, "kind"));
    assertEquals(0, defaultOf(Concat.class, "axis"));
    assertEquals(1, defaultOf(Repeat.class, "times"));
    assertSizes(Repeat.class, "args");
    assertSizes(Repeat.class, "first");
    assertArrayEquals(new String[0], (String[]) defaultOf(Output.class, "labels"));
    assertEquals(1.0, defaultOf(Output.class, "delta"));
    assertEquals(0.0, defaultOf(Output.class, "labelSmoothing"));
    assertArrayEquals(new double[0], (double[]) defaultOf(Output.class, "classWeights"));
    assertSizes(Output.class, "ignoreLabel");
    assertEquals(1.0, defaultOf(Output.class, "weight"));
  }

  @Test
  void whatHasNoDefaultMustBeSaid() {
    assertEquals(
        Set.of(
            "Add.value",
            "AdaptiveAvgPool2d.value",
            "AdaptiveMaxPool2d.value",
            "AvgPool1d.value",
            "AvgPool2d.value",
            "AvgPool3d.value",
            "Concat.value",
            "Conv1d.filters",
            "Conv1d.kernel",
            "Conv2d.filters",
            "Conv2d.kernel",
            "Conv3d.filters",
            "Conv3d.kernel",
            "ConvTranspose1d.filters",
            "ConvTranspose1d.kernel",
            "ConvTranspose2d.filters",
            "ConvTranspose2d.kernel",
            "Dense.units",
            "Dropout.value",
            "Embedding.dimension",
            "Embedding.vocabulary",
            "From.value",
            "GroupNorm.groups",
            "Input.shape",
            "MaxPool1d.value",
            "MaxPool2d.value",
            "MaxPool3d.value",
            "MaxUnpool2d.of",
            "Multiply.value",
            "Output.loss",
            "Pad2d.value",
            "Repeat.block",
            "SelfAttention.heads",
            "Reshape.value",
            "Reuse.value",
            "Shortcut.from",
            "SpatialDropout.value"),
        annotations().stream()
            .flatMap(annotation -> Arrays.stream(annotation.getDeclaredMethods()))
            .filter(attribute -> attribute.getDefaultValue() == null)
            .map(attribute ->
                attribute.getDeclaringClass().getSimpleName() + "." + attribute.getName())
            .collect(Collectors.toSet()));
  }

  /** Sizes are written as one number or several, so they are arrays. */
  @Test
  void sizesAreOneNumberOrSeveral() {
    for (String size : List.of("kernel", "stride", "dilation", "pad")) {
      assertEquals(int[].class, attribute(Conv2d.class, size).getReturnType());
    }
    for (Class<?> pool : List.of(MaxPool2d.class, AvgPool2d.class)) {
      for (String size : List.of("value", "stride", "pad")) {
        assertEquals(int[].class, attribute(pool, size).getReturnType());
      }
    }
    assertEquals(int[].class, attribute(Network.class, "input").getReturnType());
    assertEquals(int[].class, attribute(Input.class, "shape").getReturnType());
  }

  private static Method attribute(Class<?> annotation, String name) {
    try {
      return annotation.getDeclaredMethod(name);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** No size anybody means, and each of them different. */
  @Test
  void argumentsAreNumbersOfTheirOwn() {
    List<Integer> arguments =
        List.of(
            Arg.FIRST,
            Arg.SECOND,
            Arg.THIRD,
            Arg.FOURTH,
            Arg.FIFTH,
            Arg.SIXTH,
            Arg.SEVENTH,
            Arg.EIGHTH);
    assertEquals(8, Set.copyOf(arguments).size());
    for (int i = 0; i < 8; i++) {
      assertEquals(Arg.FIRST - i, arguments.get(i));
    }
    assertTrue(Arg.FIRST < -1_000_000_000);
  }

  /** A field of this type stands for a layer and is never anything but null. */
  @Test
  void layersAreNoObjects() {
    assertTrue(Modifier.isFinal(Layer.class.getModifiers()));
    Constructor<?>[] constructors = Layer.class.getDeclaredConstructors();
    assertEquals(1, constructors.length);
    assertTrue(Modifier.isPrivate(constructors[0].getModifiers()));
    assertEquals(0, Layer.class.getDeclaredMethods().length);
  }

  /** Everything that the package names comes with the language itself. */
  @Test
  void nothingElseIsNeeded() {
    for (Class<?> annotation : annotations()) {
      for (Method attribute : annotation.getDeclaredMethods()) {
        Class<?> type = attribute.getReturnType();
        Class<?> element = type.isArray() ? type.getComponentType() : type;
        assertTrue(
            element.isPrimitive()
                || element == String.class
                || element == Class.class
                || element.getPackageName().equals("dev.synapt.dsl"),
            attribute::toString);
      }
    }
  }

  /** In the source a test cannot run: it is here to be compiled. */
  @Network(input = {1, 28, 28})
  private static final class AsUsersWriteIt {
    @Conv2d(filters = 6, kernel = 5, padding = Padding.SAME)
    @Relu
    @MaxPool2d(2)
    Layer conv1;

    @Conv2d(
        filters = 6,
        kernel = {5, 3},
        stride = {2, 1},
        dilation = 2,
        pad = {1, 0})
    @BatchNorm
    @Tanh
    @AvgPool2d(
        value = {2, 3},
        stride = 1)
    Layer conv2;

    @Dense(units = 84)
    @Sigmoid
    @Dropout(0.2)
    Layer fc;

    @Repeat(
        block = Pair.class,
        times = 2,
        first = {84, 3},
        args = {84, 4})
    Layer pairs;

    @From("fc")
    @Dense(units = 84)
    Layer other;

    @Add({"pairs", "other"})
    Layer sum;

    @Dense(units = 10, bias = false, init = Init.GLOROT_UNIFORM)
    @Output(
        loss = Loss.CROSS_ENTROPY,
        reduction = Reduction.SUM,
        labels = {"a", "b"})
    Layer digit;
  }

  @Block
  private static final class Pair {
    static final int UNITS = Arg.FIRST;

    @Dense(units = Arg.SECOND)
    @Relu
    Layer narrow;

    @Dense(units = UNITS)
    @Shortcut(from = Block.INPUT, kind = ShortcutKind.ZERO_PADDING)
    Layer wide;
  }

  /** A running program carries nothing of the annotations. */
  @Test
  void modelsLeaveNoTraceAtRunTime() {
    assertEquals(0, AsUsersWriteIt.class.getAnnotations().length);
    Set<String> fields = new TreeSet<>();
    for (var field : AsUsersWriteIt.class.getDeclaredFields()) {
      assertEquals(0, field.getAnnotations().length);
      fields.add(field.getName());
    }
    assertFalse(fields.isEmpty());
  }
}
