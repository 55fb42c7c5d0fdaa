package dev.synapt.processor.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.synapt.dsl.Init;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Network;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Reduction;
import dev.synapt.processor.declaration.ActivationDeclaration;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.ModelClass;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import org.junit.jupiter.api.Test;

final class ElementReaderTest {

  private final List<Optional<NetworkDeclaration>> read = new ArrayList<>();

  @Test
  void readsAClassWithAllLayers() {
    NetworkDeclaration network =
        readOne(
            """
            package demo;

            import dev.synapt.dsl.*;

            @Network(batch = 8 * Model.EIGHT)
            final class Model {
              static final int EIGHT = 8;
              int other;
              @Input(shape = {1, 28, EIGHT}) Layer image;
              @Conv2d(filters = 6, kernel = 5) @BatchNorm @Relu @MaxPool2d(2) Layer conv1;
              @Conv2d(filters = 6, kernel = {3, 5}, stride = 2, dilation = {1, 2},
                  padding = Padding.SAME, pad = {1, 2, 3, 4}, bias = false, init = Init.HE_NORMAL)
              @Deprecated @BatchNorm(epsilon = 1e-3, momentum = 1) @Sigmoid
              @AvgPool2d(value = {2, 3}, stride = {1, 2}, padding = Padding.SAME, pad = 1)
              Layer conv2;
              @Dense(units = 3) @Tanh @Dropout(0.25) Layer hidden;
              @Dense(units = 3, bias = false, init = Init.ZEROS) @Softmax
              @Output(loss = Loss.MSE, reduction = Reduction.SUM, labels = {"a", "b", "c"})
              Layer result;
            }
            """);
    assertEquals("demo", network.packageName());
    assertEquals("Model", network.name());
    assertEquals(ModelClass.PLAIN, network.form());
    assertEquals(List.of(), network.input());
    assertEquals(64, network.batch());
    assertEquals(
        List.of("image", "conv1", "conv2", "hidden", "result"),
        network.fields().stream().map(FieldDeclaration::name).toList());
    List<StageDeclaration> stages =
        network.fields().stream().flatMap(field -> field.stages().stream()).toList();
    assertEquals(expectedStages(stages.stream().map(StageDeclaration::at).toList()), stages);
  }

  private static List<StageDeclaration> expectedStages(List<SourceRef> at) {
    List<Integer> one = List.of(1);
    return List.of(
        new StageDeclaration.Input(List.of(1, 28, 8), at.get(0)),
        new StageDeclaration.Conv2d(
            6, List.of(5), one, one, Padding.VALID, List.of(), true, Init.DEFAULT, at.get(1)),
        new StageDeclaration.BatchNorm(1e-5, 0.1, at.get(2)),
        new StageDeclaration.Relu(at.get(3)),
        new StageDeclaration.MaxPool2d(List.of(2), List.of(), Padding.VALID, List.of(), at.get(4)),
        new StageDeclaration.Conv2d(
            6,
            List.of(3, 5),
            List.of(2),
            List.of(1, 2),
            Padding.SAME,
            List.of(1, 2, 3, 4),
            false,
            Init.HE_NORMAL,
            at.get(5)),
        new StageDeclaration.BatchNorm(1e-3, 1, at.get(6)),
        new StageDeclaration.Sigmoid(at.get(7)),
        new StageDeclaration.AvgPool2d(List.of(2, 3), List.of(1, 2), Padding.SAME, one, at.get(8)),
        new StageDeclaration.Dense(3, true, Init.DEFAULT, at.get(9)),
        new StageDeclaration.Tanh(at.get(10)),
        new StageDeclaration.Dropout(0.25, at.get(11)),
        new StageDeclaration.Dense(3, false, Init.ZEROS, at.get(12)),
        new StageDeclaration.Softmax(at.get(13)),
        new StageDeclaration.Output(Loss.MSE, Reduction.SUM, List.of("a", "b", "c"), at.get(14)));
  }

  @Test
  void readsActivations() {
    NetworkDeclaration network =
        readOne(
            """
            import dev.synapt.dsl.*;

            @Network(input = 4)
            final class Model {
              @LeakyRelu(slope = 0.2) @Elu(alpha = 2) @Celu(alpha = 4)
                  @Softplus(beta = 3) Layer numbers;
              @Gelu(approximate = true) @PRelu(shared = true) @Relu6 @Selu @Silu Layer a;
              @HardSigmoid @HardSwish @HardTanh @LogSigmoid @Mish @Softsign @LogSoftmax Layer b;
            }
            """);
    List<StageDeclaration> stages =
        network.fields().stream().flatMap(field -> field.stages().stream()).toList();
    List<SourceRef> at = stages.stream().map(StageDeclaration::at).toList();
    assertEquals(
        List.of(
            new ActivationDeclaration.LeakyRelu(0.2, at.get(0)),
            new ActivationDeclaration.Elu(2, at.get(1)),
            new ActivationDeclaration.Celu(4, at.get(2)),
            new ActivationDeclaration.Softplus(3, at.get(3)),
            new ActivationDeclaration.Gelu(true, at.get(4)),
            new ActivationDeclaration.PRelu(true, at.get(5)),
            new ActivationDeclaration.Relu6(at.get(6)),
            new ActivationDeclaration.Selu(at.get(7)),
            new ActivationDeclaration.Silu(at.get(8)),
            new ActivationDeclaration.HardSigmoid(at.get(9)),
            new ActivationDeclaration.HardSwish(at.get(10)),
            new ActivationDeclaration.HardTanh(at.get(11)),
            new ActivationDeclaration.LogSigmoid(at.get(12)),
            new ActivationDeclaration.Mish(at.get(13)),
            new ActivationDeclaration.Softsign(at.get(14)),
            new ActivationDeclaration.LogSoftmax(at.get(15))),
        stages);
  }

  @Test
  void placesAreInSourceOrderAndValuesWithinTheirAnnotation() {
    NetworkDeclaration network =
        readOne(
            """
            import dev.synapt.dsl.*;

            @Network(input = 4)
            final class Model {
              @Dense(units = 3) @Relu Layer hidden;
              @Dense(units = 3) @Output(loss = Loss.MSE) Layer result;
            }
            """);
    FieldDeclaration hidden = network.fields().getFirst();
    SourceRef dense = hidden.stages().getFirst().at();
    List<SourceRef> places =
        List.of(
            network.at(),
            network.annotation(),
            network.annotation().value("input"),
            hidden.at(),
            dense,
            dense.value("units"),
            hidden.stages().getLast().at(),
            network.fields().getLast().at());
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7), places.stream().map(SourceRef::order).toList());
    assertSame(dense, dense.value("units").enclosing());
    assertSame(dense, dense.value("bias"));
    assertSame(dense, dense.enclosing());
    assertEquals(
        "hidden",
        assertInstanceOf(SourceLocation.class, dense).element().getSimpleName().toString());
  }

  @Test
  void tellsWhatKindOfClassItIs() {
    readAll(
        """
        import dev.synapt.dsl.*;

        class Model {
          @Network(input = 4) static class Nested {}
          @Network(input = 4) class Inner {}
          @Network(input = 4) private static class Hidden {}
          @Network(input = 4) static class Generic<T> {}
          @Network(input = 4) record Shape() {}
          @Network(input = 4) interface Role {}
          @Network(input = 4) enum Choice {}
          @Network(input = 4) @interface Mark {}
        }
        """);
    List<ModelClass> forms = read.stream().map(network -> network.orElseThrow().form()).toList();
    assertEquals(
        List.of(
            ModelClass.PLAIN,
            new ModelClass(ModelClass.Kind.CLASS, false, true, false),
            new ModelClass(ModelClass.Kind.CLASS, true, false, false),
            new ModelClass(ModelClass.Kind.CLASS, false, false, true),
            new ModelClass(ModelClass.Kind.RECORD, false, false, false),
            new ModelClass(ModelClass.Kind.INTERFACE, false, false, false),
            new ModelClass(ModelClass.Kind.ENUM, false, false, false),
            new ModelClass(ModelClass.Kind.ANNOTATION, false, false, false)),
        forms);
    assertEquals("Model.Nested", read.getFirst().orElseThrow().name());
    assertEquals("", read.getFirst().orElseThrow().packageName());
  }

  @Test
  void fieldsOfOtherTypesCountOnlyWithAnnotations() {
    NetworkDeclaration network =
        readOne(
            """
            import dev.synapt.dsl.*;

            @Network(input = 4)
            final class Model {
              String name;
              @Relu String[] stray;
              Layer empty;
            }
            """);
    List<FieldDeclaration> fields = network.fields();
    assertEquals(List.of("stray", "empty"), fields.stream().map(FieldDeclaration::name).toList());
    assertEquals(List.of(false, true), fields.stream().map(FieldDeclaration::isLayer).toList());
    assertEquals("java.lang.String[]", fields.getFirst().type());
  }

  @Test
  void whatIsNotThereYetIsNotRead() {
    readAll(
        """
        import dev.synapt.dsl.*;

        @Network(input = Missing.SIZE)
        final class Model {}
        """);
    assertTrue(read.getFirst().isEmpty());
  }

  private NetworkDeclaration readOne(String source) {
    readAll(source);
    assertEquals(1, read.size());
    return read.getFirst().orElseThrow();
  }

  private void readAll(String source) {
    // What was read counts, also of sources with errors.
    Compilation _ =
        Compiler.javac()
            .withProcessors(new ReadingProcessor())
            .compile(JavaFileObjects.forSourceString("Model", source));
  }

  /** Reads every network it meets. */
  private final class ReadingProcessor extends AbstractProcessor {
    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(Network.class.getCanonicalName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      ElementReader reader = new ElementReader(processingEnv.getElementUtils());
      ElementFilter.typesIn(round.getElementsAnnotatedWith(Network.class)).stream()
          .map(reader::read)
          .forEach(read::add);
      return false;
    }
  }
}
