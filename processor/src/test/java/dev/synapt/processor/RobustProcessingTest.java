package dev.synapt.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models that are unusual but right: names, places, numbers of layers. */
final class RobustProcessingTest {

  private static final String ANNOTATIONS = "import dev.synapt.dsl.*;\n";

  /** Every class that generated code names, and then some. */
  private static final List<String> TAKEN =
      List.of(
          "Arrays",
          "BatchNormStatistics",
          "CodePath",
          "CrossEntropy",
          "Float",
          "FloatVector",
          "Generated",
          "IllegalArgumentException",
          "InferenceCode",
          "InferenceNetwork",
          "Initializer",
          "Integer",
          "Lanes",
          "List",
          "Math",
          "Matrices",
          "Object",
          "Override",
          "String",
          "System",
          "TensorLayout",
          "TensorSpec",
          "Trainer",
          "TrainingCode",
          "VectorOperators",
          "VectorSpecies",
          "Weights");

  @Test
  void classesOfTheUserMayHaveTheNamesOfOurs() {
    String classes =
        TAKEN.stream().map(name -> "class " + name + " {}\n").collect(Collectors.joining());
    String model =
        """
        @Network(input = {2, 8, 8}, batch = 16)
        final class Model {
          @Conv2d(filters = 3, kernel = 3, bias = false) @BatchNorm @Relu Layer conv;
          @MaxPool2d(2) Layer pool;
          @Dense(units = 5) @Tanh @Dropout(0.1) Layer fc;
          @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
        }
        """;
    assertThat(compile(source("taken.Model", model + classes))).succeededWithoutWarnings();
  }

  /**
   * Names of what generated classes inherit, of parameters, and of words that are nearly keywords.
   */
  @Test
  void fieldsMayHaveAnyName() {
    List<String> names =
        List.of(
            "input",
            "output",
            "share",
            "phase",
            "phase0",
            "predict",
            "Predict",
            "weights",
            "values",
            "samples",
            "slices",
            "gradients",
            "labels",
            "refresh",
            "layouts",
            "outputs",
            "code",
            "record",
            "var",
            "yield",
            "sealed",
            "permits",
            "when",
            "module",
            "$",
            "a$b",
            "a_b",
            "__",
            "fc",
            "fc1",
            "fc11",
            "größe",
            "出力",
            "worker",
            "slice",
            "row",
            "x",
            "y");
    String fields =
        names.stream()
            .map(name -> "  @Dense(units = 3) @Tanh Layer " + name + ";\n")
            .collect(Collectors.joining());
    assertThat(compilePlain(source("names.Model", vectorModel("Model", fields)))).succeeded();
  }

  /**
   * Methods and constants are named after a field and a part of it, which together may be another
   * field.
   */
  @Test
  void fieldsMayBeCalledAsPartsOfOthersAre() {
    List<String> images =
        List.of(
            "narrow",
            "Narrow",
            "narrowBatchnorm",
            "narrowConv2d",
            "narrowBatchnormGrad",
            "narrow_");
    List<String> vectors =
        List.of(
            "fc",
            "fcDense",
            "fcBatchnorm",
            "fcBatchnormApply",
            "fcDenseGradWeights",
            "gradientsFc");
    String fields =
        Stream.concat(
                images.stream()
                    .map(name ->
                        "  @Conv2d(filters = 3, kernel = 3, padding = Padding.SAME, %s " + name),
                vectors.stream().map(name -> "  @Dense(units = 3, %s " + name))
            .map(field -> field.formatted("bias = false) @BatchNorm @Sigmoid Layer") + ";\n")
            .collect(Collectors.joining());
    String model = vectorModel("Model", fields).replace("input = 4", "input = {2, 6, 6}");
    assertThat(compilePlain(source("parts.Model", model))).succeeded();
  }

  /**
   * Names of what generated classes extend or are called themselves, and names that are not
   * English.
   */
  @Test
  void modelsMayHaveAnyName() {
    List<String> names =
        List.of(
            "Größe",
            "出力",
            "A$B",
            "$",
            "Trainer",
            "Network",
            "Weights",
            "Inference",
            "Batch",
            "String",
            "Override",
            "List",
            "TensorSpec",
            "Layer",
            "CodePath");
    for (List<String> part : List.of(names.subList(0, 8), names.subList(8, names.size()))) {
      String models =
          part.stream().map(RobustProcessingTest::qualifiedModel).collect(Collectors.joining());
      JavaFileObject source =
          JavaFileObjects.forSourceString("any.Models", "package any;\n" + models);
      assertThat(compilePlain(source)).succeeded();
    }
  }

  /** A model that may be called as an annotation is. */
  private static String qualifiedModel(String name) {
    return """
    @dev.synapt.dsl.Network(input = {2, 6, 6}, batch = 16)
    final class %s {
      @dev.synapt.dsl.Conv2d(filters = 3, kernel = 3, bias = false) @dev.synapt.dsl.BatchNorm
      @dev.synapt.dsl.Relu dev.synapt.dsl.Layer conv;
      @dev.synapt.dsl.Dense(units = 2)
      @dev.synapt.dsl.Output(loss = dev.synapt.dsl.Loss.CROSS_ENTROPY, labels = {"a", "b"})
      dev.synapt.dsl.Layer last;
    }
    """
        .formatted(name);
  }

  @Test
  void modelsInSeveralPackagesAndInNone() {
    Compilation compilation =
        compile(
            JavaFileObjects.forSourceString("Model", ANNOTATIONS + vectorModel("Model", "")),
            source("a.Model", vectorModel("Model", "")),
            source("a.b.Model", "public " + vectorModel("Model", "")),
            source(
                "a.Outer",
                "public interface Outer { class Middle { static "
                    + vectorModel("Model", "")
                    + "} }"));
    assertThat(compilation).succeededWithoutWarnings();
    for (String name : List.of("Model", "a.Model", "a.b.Model", "a.Outer_Middle_Model")) {
      assertThat(compilation).generatedSourceFile(name + "Trainer");
    }
  }

  /** What layers keep in constants is named after the layer, inside a block too. */
  @Test
  void blocksOfLayersWithConstants() {
    String model =
        """
        @Network(input = {3, 8, 8}, batch = 16)
        final class Model {
          @Repeat(block = B.class, times = 2, args = {4, 2}) Layer body;
          @Dense(units = 2) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;

          @Block static final class B {
            @Conv2d(filters = Arg.FIRST, kernel = 1) Layer a;
            @Conv2d(filters = Arg.FIRST, kernel = 3, groups = Arg.SECOND) Layer b;
            @GroupNorm(groups = Arg.SECOND) @Relu @Upsample2d(2) Layer c;
          }
        }
        """;
    assertThat(compilePlain(source("blocks.Model", model))).succeeded();
  }

  @Test
  void twoHundredLayers() {
    String fields =
        IntStream.range(0, 199)
            .mapToObj(i -> "  @Dense(units = 3) @Relu Layer h" + i + ";\n")
            .collect(Collectors.joining());
    assertThat(compilePlain(source("deep.Model", vectorModel("Model", fields)))).succeeded();
  }

  @Test
  void layersWithManyUnits() {
    Compilation compilation =
        compile(
            source(
                "wide.Model",
                """
                @Network(input = {64, 9, 9}, batch = 16)
                final class Model {
                  @Conv2d(filters = 513, kernel = {7, 3}, padding = Padding.SAME) @Relu Layer conv;
                  @Dense(units = 101) @Relu Layer narrow;
                  @Dense(units = 20_011) @Tanh Layer wide;
                  @Dense(units = 7) @Output(loss = Loss.MSE) Layer scores;
                }
                """));
    assertThat(compilation).succeededWithoutWarnings();
  }

  /** What the isolating contract of Gradle asks for. */
  @Test
  void everyFileComesFromOneModel() {
    Origins origins = new Origins();
    Compilation compilation =
        Compiler.javac()
            .withOptions("--release", "25", "-Asynapt.explain=true", "-Asynapt.graph")
            .withProcessors(origins)
            .compile(
                source("a.First", vectorModel("First", "")),
                source("a.Second", vectorModel("Second", "") + vectorModel("Third", "")));
    assertThat(compilation).succeeded();
    assertEquals(3 * (12 + 2), origins.files.size(), "classes, page and picture");
    origins.files.forEach((file, elements) -> {
      assertEquals(1, elements.size(), file);
      assertTrue(file.startsWith(elements.getFirst()), () -> file + " from " + elements);
    });
  }

  /** An incremental build compiles a model again while its old classes are on the class path. */
  @Test
  void classFilesOfAnEarlierBuildAreNoMatter(@TempDir Path classes) throws IOException {
    Compilation first = compile(source("again.Model", vectorModel("Model", "")));
    assertThat(first).succeeded();
    for (JavaFileObject file : first.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        Path target = classes.resolve(file.getName().replaceFirst("^/CLASS_OUTPUT/", ""));
        Files.createDirectories(target.getParent());
        try (InputStream content = file.openInputStream()) {
          Files.write(target, content.readAllBytes());
        }
      }
    }
    assertTrue(Files.exists(classes.resolve("again/ModelTrainer.class")));
    Compilation second =
        Compiler.javac()
            .withOptions("--release", "25")
            .withClasspath(Stream.concat(Stream.of(classes.toFile()), classPath()).toList())
            .withProcessors(new NetworkProcessor())
            .compile(source("again.Model", vectorModel("Model", "")));
    assertThat(second).succeededWithoutWarnings();
    assertThat(second).generatedSourceFile("again.ModelTrainer");
  }

  private static Stream<File> classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(File::new);
  }

  private static String vectorModel(String name, String fields) {
    return """
    @Network(input = 4, batch = 16)
    final class %s {
    %s  @Dense(units = 2) @Output(loss = Loss.MSE) Layer last;
    }
    """
        .formatted(name, fields);
  }

  private static JavaFileObject source(String name, String types) {
    String packageName = name.substring(0, name.lastIndexOf('.'));
    return JavaFileObjects.forSourceString(
        name, "package " + packageName + ";\n" + ANNOTATIONS + types);
  }

  private static Compilation compile(JavaFileObject... sources) {
    return Compiler.javac()
        .withOptions("--release", "25")
        .withProcessors(new NetworkProcessor())
        .compile(sources);
  }

  /** Without the Vector API, which saves two classes of three. */
  private static Compilation compilePlain(JavaFileObject source) {
    return Compiler.javac().withProcessors(new NetworkProcessor()).compile(source);
  }

  /** The processor, with a filer that takes down where files come from. */
  private static final class Origins extends AbstractProcessor {
    private final NetworkProcessor processor = new NetworkProcessor();
    private final Map<String, List<String>> files = new TreeMap<>();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return processor.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      Filer filer = proxy(Filer.class, environment.getFiler(), Map.of());
      processor.init(proxy(ProcessingEnvironment.class, environment, Map.of("getFiler", filer)));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      processor.process(annotations, round);
      return false;
    }

    private <T> T proxy(Class<T> type, T target, Map<String, Object> results) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                if (method.getName().startsWith("create")) {
                  takeDown(arguments);
                }
                return results.containsKey(method.getName())
                    ? results.get(method.getName())
                    : invoke(method, target, arguments);
              }));
    }

    private void takeDown(Object[] arguments) {
      Element[] elements = (Element[]) arguments[arguments.length - 1];
      boolean text = arguments[0] instanceof JavaFileManager.Location;
      String file = text ? arguments[1] + "." + arguments[2] : arguments[0].toString();
      files.put(file, Stream.of(elements).map(Element::toString).toList());
    }

    private static Object invoke(Method method, Object target, Object[] arguments)
        throws Throwable {
      try {
        return method.invoke(target, arguments);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }
}
