package dev.synapt.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.graph.TypedGraph;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A mistake in a network is all that is complained of, although other code uses its classes. */
final class FollowUpErrorsTest {

  /** Uses whatever a generated class has. */
  private static final String USER =
      """
      package app;

      import dev.synapt.runtime.*;
      import dev.synapt.runtime.data.Dataset;
      import dev.synapt.runtime.optimizer.Adam;
      import dev.synapt.runtime.training.*;
      import java.util.function.*;

      final class Main {
        static final String TABLE = ModelNetwork.summary() + ModelTrainer.summary();

        private final Supplier<ModelTrainer> maker = ModelTrainer::new;
        private ModelWeights weights = new ModelWeights();

        TrainingRun<ModelWeights> train(Dataset data) {
          return Training.of(new ModelTrainer())
              .data(data)
              .optimizer(Adam.withLearningRate(1e-3))
              .epochs(1)
              .fit();
        }

        int predict(float[] image) {
          ModelNetwork network = new ModelNetwork(weights, CodePath.PLAIN).share();
          Function<float[], float[]> function = network::predict;
          int inputs = ModelNetwork.INPUTS.size() + ModelNetwork.OUTPUTS.size();
          return network.classify(image, 0) + function.apply(image).length + inputs;
        }

        float step(Batch batch) {
          try (ModelTrainer trainer = new ModelTrainer(CodePath.PLAIN)) {
            trainer.step(batch);
            weights = trainer.weights();
            ModelNetwork made = trainer.network(weights);
            return trainer.loss() + made.predict(batch.inputs())[0];
          }
        }
      }
      """;

  /** The one message's tag, and the class with the mistake. */
  static List<List<String>> mistakes() {
    String layer = " @Dense(units = 2) @Output(loss = Loss.MSE) Layer last; }";
    return List.of(
        List.of("[InputMissing]", "@Network class Model {" + layer),
        List.of(
            "[ConvWindowTooLarge]",
            "@Network(input = {1, 2, 2}) class Model { @Conv2d(filters = 1, kernel = 3) Layer a;"
                + layer),
        List.of("[ModelClassNotUsable]", "@Network(input = 4) interface Model {}"),
        List.of("[ModelClassNotUsable]", "@Network(input = 4) class Model<T> {" + layer),
        List.of("[NetworkWithoutLayers]", "@Network(input = 4) class Model {}"),
        List.of(
            "[BudgetExceeded]",
            "@Network(input = 4) @Budget(parameters = 1) class Model {" + layer),
        List.of("[FieldNotALayer]", "@Network(input = 4) class Model { @Relu int a;" + layer));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void theMistakeIsTheOnlyMessage(List<String> mistake) {
    Compilation compilation = compile(new NetworkProcessor(), mistake.getLast());
    assertThat(compilation).hadErrorContaining(mistake.getFirst());
    assertThat(compilation).hadErrorCount(1);
  }

  @Test
  void soIsAFailureOfTheCompiler() {
    NetworkProcessor failing =
        new NetworkProcessor((environment, options) ->
            new FailingGenerator(new CodeGenerator(environment, options)));
    Compilation compilation =
        compile(
            failing,
            "@Network(input = 4) class Model { @Dense(units = 2) @Output(loss = Loss.MSE) Layer a; }");
    assertThat(compilation).hadErrorContaining("[InternalFailure] Model");
    assertThat(compilation).hadErrorCount(1);
  }

  /**
   * A model waits for constants that another processor may generate, to the last round, in which it
   * is too late for stand-ins. The compiler names the constant, and nothing is added to that.
   */
  @Test
  void aConstantThatThereIsNotIsForTheCompilerToTell() {
    Compilation compilation =
        compile(
            new NetworkProcessor(),
            "@Network(input = 4) class Model {"
                + " @Dense(units = Missing.UNITS) @Output(loss = Loss.MSE) Layer a; }");
    assertThat(compilation).hadErrorContaining("symbol:   variable Missing\n");
    List<String> ours = errors(compilation).stream().filter(text -> text.startsWith("[")).toList();
    assertEquals(List.of(), ours);
  }

  private static List<String> errors(Compilation compilation) {
    return compilation.errors().stream()
        .map((Diagnostic<?> error) -> error.getMessage(Locale.ROOT))
        .toList();
  }

  private static Compilation compile(NetworkProcessor processor, String model) {
    return Compiler.javac()
        .withOptions("--release", "25")
        .withProcessors(processor)
        .compile(
            JavaFileObjects.forSourceString("app.Main", USER),
            JavaFileObjects.forSourceString(
                "app.Model", "package app;\nimport dev.synapt.dsl.*;\n" + model));
  }

  /** Breaks down behind the shapes. */
  private record FailingGenerator(CodeGenerator generator) implements BackEnd {
    @Override
    public void compile(
        NetworkDeclaration network, TypedGraph graph, TypeElement model, Diagnostics diagnostics) {
      throw new IllegalStateException("no slot");
    }

    @Override
    public void standIn(NetworkDeclaration network, TypeElement model) {
      generator.standIn(network, model);
    }
  }
}
