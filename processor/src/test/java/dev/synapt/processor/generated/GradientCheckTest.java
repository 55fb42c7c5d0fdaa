package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.JavaFile;
import dev.synapt.processor.CompilerPipeline;
import dev.synapt.processor.emit.Compilation;
import dev.synapt.processor.emit.GradientTestEmitter;
import dev.synapt.processor.emit.InMemoryCompiler;
import dev.synapt.processor.emit.ModelEmitter;
import dev.synapt.processor.graph.Activation;
import dev.synapt.processor.graph.LossKind;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.interpret.RandomGraphs;
import dev.synapt.processor.interpret.RandomNets;
import dev.synapt.processor.interpret.Windows;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.runtime.CodePath;
import dev.synapt.testing.DoubleTwin;
import dev.synapt.testing.GradientCheck;
import dev.synapt.testing.GradientReport;
import dev.synapt.testing.TensorCheck;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Generated gradient checks: they pass where the gradient is right, and only there. */
final class GradientCheckTest {

  /** Inputs and layers that together have every operation; each ends in a loss of its own. */
  private static final String[] MODELS = {
    "{2, 8, 8} @Conv2d(filters = 4, kernel = 3, padding = Padding.SAME) @BatchNorm @Relu"
        + " @MaxPool2d(2) Layer a; @Conv2d(filters = 4, kernel = 3) @Tanh @Dropout(0.2) Layer b;"
        + " @Conv2d(filters = 4, kernel = 1) @Shortcut(from = \"b\") @PRelu Layer c;"
        + " @Dense(units = 7) @Gelu @Dropout(0.3) Layer d;"
        + " @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY)",
    "{18, 6, 6} @Conv2d(filters = 17, kernel = 3) @Dropout(0.2) @Relu6 Layer a;"
        + " @Conv2d(filters = 4, kernel = 3, stride = 2, padding = Padding.SAME)"
        + " @Shortcut(from = \"input\", kind = ShortcutKind.PROJECTION) @HardSwish Layer b;"
        + " @Conv2d(filters = 5, kernel = 1, stride = 2)"
        + " @Shortcut(from = \"b\", kind = ShortcutKind.ZERO_PADDING) Layer c; @GlobalAvgPool"
        + " @Dense(units = 2) @Output(loss = Loss.SOFT_CROSS_ENTROPY, labelSmoothing = 0.1)",
    "{2, 6, 6} @Conv2d(filters = 4, kernel = 3, groups = 2, dilation = 2, pad = 1) @LeakyRelu"
        + " Layer a; @ConvTranspose2d(filters = 3, kernel = 2, stride = 2) @Elu Layer b;"
        + " @Pad2d(value = 1, border = Border.MIRRORED) @AdaptiveAvgPool2d(3) Layer c;"
        + " @Upsample2d(value = 2, mode = Interpolation.BILINEAR) @Selu Layer d;"
        + " @GlobalMaxPool @Dense(units = 3) @LogSoftmax"
        + " @Output(loss = Loss.NEGATIVE_LOG_LIKELIHOOD, classWeights = {1, 2, 3},"
        + " reduction = Reduction.SUM)",
    "{2, 4, 6} @Conv2d(filters = 3, kernel = 3, padding = Padding.SAME) @Tanh Layer a;"
        + " @Concat(value = {\"a\", \"a\"}, axis = 2) @Frozen @Conv2d(filters = 3, kernel = 3)"
        + " @BatchNorm @Tanh Layer b; @Reshape({5, 2, 6}) @Conv2d(filters = 4, kernel = 1) Layer c;"
        + " @Frozen @Conv2d(filters = 3, kernel = 2) @BatchNorm @PRelu Layer d; @Flatten @LayerNorm"
        + " Layer e; @Concat({\"e\", \"e\"}) @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY)",
    "{2, 6, 6} @Conv2d(filters = 2, kernel = 3, padding = Padding.SAME) @Tanh Layer a;"
        + " @Reuse(\"a\") Layer b; @Reuse(\"b\") Layer c; @Add({\"a\", \"c\"}) @Dense(units = 5)"
        + " @LayerNorm Layer d; @Dense(units = 5) Layer e; @Reuse(\"e\") Layer f;"
        + " @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY)",
    "{5} @Dense(units = 6) @Tanh Layer a; @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY,"
        + " weight = 0.5) Layer b; @From(\"a\") @Dense(units = 2) @Output(loss = Loss.MSE) Layer c;"
        + " @From(\"b\") @Dense(units = 2) @Output(loss = Loss.HINGE, weight = 2)",
    "{2, 12} @Conv1d(filters = 3, kernel = 3, padding = Padding.CAUSAL) @Silu @MaxPool1d(2)"
        + " Layer a; @Conv1d(filters = 3, kernel = 2) @BatchNorm @Mish Layer b;"
        + " @Add({\"b\", \"b\"}) Layer c; @Multiply({\"b\", \"c\"}) Layer d;"
        + " @Concat({\"d\", \"c\"}) Layer e; @Dense(units = 4) @Softmax Layer f;"
        + " @Dense(units = 3) @Output(loss = Loss.HUBER, delta = 0.3)",
    "{1, 4, 4, 5} @Conv3d(filters = 2, kernel = 2) @Softplus @AvgPool3d(2) Layer a;"
        + " @Dense(units = 4) @PRelu(shared = true) Layer b;"
        + " @Dense(units = 3) @Output(loss = Loss.BINARY_CROSS_ENTROPY)",
    "{5} @Dense(units = 6, bias = false) @Softsign @BatchNorm Layer a;"
        + " @Dense(units = 3) @Output(loss = Loss.MAE)",
    "{5} @Dense(units = 6) @HardTanh Layer a; @Dense(units = 3) @LogSoftmax"
        + " @Output(loss = Loss.KL_DIVERGENCE)",
    "{1, 5, 5} @AvgPool2d(value = 3, stride = 2, pad = 1) @HardSigmoid Layer a;"
        + " @Dense(units = 6) @LogSigmoid Layer b; @Dense(units = 2) @Output(loss = Loss.HINGE)",
    "{6} @Embedding(vocabulary = 5, dimension = 4, padding = 1) @PositionalEncoding Layer a;"
        + " @Conv1d(filters = 3, kernel = 2) @PositionalEncoding(kind = PositionKind.LEARNED)"
        + " Layer b; @LayerNorm(over = NormExtent.CHANNELS)"
        + " @SelfAttention(heads = 3, dropout = 0.2) Layer c;"
        + " @SelfAttention(heads = 1, causal = true, bias = false) @Shortcut(from = \"c\") Layer d;"
        + " @Dense(units = 3) @Output(loss = Loss.CROSS_ENTROPY)",
    "{5} @Dense(units = 6) @Gelu(approximate = true) Layer a;"
        + " @Dense(units = 4) @Celu(alpha = 0.5) Layer b;"
        + " @Dense(units = 2) @Output(loss = Loss.SMOOTH_L1)",
    "{2, 5, 5} @Conv2d(filters = 3, kernel = 3) @Sigmoid Layer a; @Conv2d(filters = 3, kernel = 1)"
        + " @Output(loss = Loss.CROSS_ENTROPY, ignoreLabel = 1)",
  };

  private static final int RANDOM = 2;

  /** With fewer samples a batch norm would divide by deviations of any smallness. */
  private static final int BATCH = 4;

  private static final Map<String, TypedGraph> NETS = new LinkedHashMap<>();
  private static GeneratedClasses classes;
  private static ClassLoader twins;

  @BeforeAll
  static void compile() {
    List<String> sources = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < MODELS.length; i++) {
      names.add("net.Checked" + i);
      sources.add(source("Checked" + i, MODELS[i]));
    }
    classes =
        ModelCompiler.compilePlain(sources, "-Asynapt.gradientCheck=" + String.join(", ", names));
    for (int seed = 1; seed <= RANDOM; seed++) {
      NETS.put("Random" + seed, Nets.with("Random" + seed, BATCH, RandomNets.net(seed)));
      NETS.put("Graph" + seed, Nets.with("Graph" + seed, BATCH, RandomGraphs.net(seed)));
    }
    NETS.put("SeveralInputs", severalInputs());
    Map<String, String> texts = new TreeMap<>();
    NETS.values().stream()
        .map(GradientCheckTest::compile)
        .forEach(compilation -> {
          ModelEmitter.emit(compilation).forEach(file -> add(file, texts));
          add(GradientTestEmitter.emit(compilation), texts);
        });
    twins = InMemoryCompiler.load(InMemoryCompiler.compile(texts));
  }

  private static TypedGraph severalInputs() {
    NetBuilder net = NetBuilder.input("SeveralInputs", BATCH, Shape.of(2, 4, 3)).field("a");
    ValueId a = net.conv2d(3, Windows.kernel(2), true).activate(Activation.TANH).flatten().here();
    ValueId row = net.further("row", Shape.of(5)).here();
    net.field("b").concat(row, a);
    return net.field("c").dense(3, true).output(LossKind.CROSS_ENTROPY, LossReduction.MEAN);
  }

  private static String source(String name, String model) {
    int layers = model.indexOf("} ") + 2;
    return """
    package net;

    import dev.synapt.dsl.*;

    @Network(input = %s, batch = 16)
    final class %s {
      %s Layer result;
    }
    """
        .formatted(model.substring(0, layers - 1), name, model.substring(layers));
  }

  private static Compilation compile(TypedGraph net) {
    return CompilerPipeline.run(net, new CompilerPipeline.Options(true, List.of(Target.PLAIN)));
  }

  private static void add(JavaFile file, Map<String, String> texts) {
    texts.put(file.packageName() + "." + file.typeSpec().name(), file.toString());
  }

  @TestFactory
  Stream<DynamicTest> gradientsAreRight() {
    Stream<DynamicTest> written =
        Stream.of(classes.sources().keySet().toArray(String[]::new))
            .filter(name -> name.endsWith("GradientTest"))
            .map(name -> name.replaceAll("net\\.|GradientTest", ""))
            .map(name -> DynamicTest.dynamicTest(name, () -> check(classes.model(name))));
    Stream<DynamicTest> drawn =
        NETS.values().stream()
            .map(net -> new GeneratedModel(qualified(net), twins))
            .map(model -> DynamicTest.dynamicTest(model.name(), () -> check(model)));
    return Stream.concat(written, drawn);
  }

  @Test
  void everyModelHasACheck() {
    long checks =
        classes.sources().keySet().stream().filter(name -> name.endsWith("GradientTest")).count();
    assertEquals(MODELS.length, checks);
  }

  private static String qualified(TypedGraph net) {
    return net.graph().packageName() + "." + net.graph().name();
  }

  private static void check(GeneratedModel model) {
    GradientReport report = report(model, model);
    assertEquals(report.trainerLoss(), report.twinLoss(), 1e-4 * Math.abs(report.twinLoss()));
    assertTrue(report.tensors().size() > 1, report::toString);
    report.tensors().forEach(TensorCheck::check);
  }

  /** Checks one model's trainer with the twin of another. */
  private static GradientReport report(GeneratedModel twin, GeneratedModel trained) {
    try {
      Class<?> type = twin.loader().loadClass(twin.name() + "GradientTest$Twin");
      Constructor<?> constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      DoubleTwin doubles = (DoubleTwin) constructor.newInstance();
      return GradientCheck.run(doubles, trained.trainer(CodePath.PLAIN));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aWrongDerivativeIsFound() {
    GradientReport report = broken(GradientCheckTest::withAnotherSlope);
    TensorCheck first = report.tensors().getFirst();
    String fault = assertThrows(AssertionError.class, first::check).getMessage();
    assertTrue(fault.startsWith(first.name() + ", entry "), fault);
    assertTrue(fault.contains("differences of the loss give"), fault);
    assertTrue(report.toString().contains("WRONG"), report::toString);
    TensorCheck behind = report.tensors().get(report.tensors().size() - 2);
    assertEquals("", behind.fault(), "the output's bias lies behind the wrong derivative");
  }

  @Test
  void anUnchangedBackwardPassIsNotFoundFault() {
    broken(UnaryOperator.identity()).tensors().forEach(TensorCheck::check);
  }

  /** Hidden.tanh's gradient as if it were a sigmoid's; both are written in y. */
  private static Op withAnotherSlope(Op op) {
    return op instanceof Op.ActivateGrad g
        ? new Op.ActivateGrad(g.origin(), Activation.SIGMOID, g.saved(), g.dy(), g.dx())
        : op;
  }

  /** Twin and trainer of a network whose backward pass is another than its loss has. */
  private static GradientReport broken(UnaryOperator<Op> change) {
    TypedGraph net =
        NetBuilder.input("Broken", BATCH, Shape.of(5))
            .field("hidden")
            .dense(6, true)
            .activate(Activation.TANH)
            .field("result")
            .dense(3, true)
            .output(LossKind.MSE, LossReduction.MEAN);
    Compilation right = compile(net);
    OpGraph training =
        right.training().withOps(right.training().ops().stream().map(change).toList());
    Compilation wrong =
        new Compilation(
            right.graph(),
            training,
            right.inference(),
            right.trainingPlans(),
            right.inferencePlans(),
            right.batchPlans(),
            right.summary());
    Map<String, String> texts = new TreeMap<>();
    ModelEmitter.emit(right).forEach(file -> add(file, texts));
    add(GradientTestEmitter.emit(wrong), texts);
    GeneratedModel model =
        new GeneratedModel(qualified(net), InMemoryCompiler.load(InMemoryCompiler.compile(texts)));
    return report(model, model);
  }

  @Test
  void anotherTrainerIsFound() {
    GeneratedClasses both =
        ModelCompiler.compilePlain(
            List.of(source("Straight", line("@Tanh")), source("Bent", line("@Softsign"))),
            "-Asynapt.gradientCheck=net.Straight");
    GradientReport report = report(both.model("Straight"), both.model("Bent"));
    assertNotEquals(report.trainerLoss(), report.twinLoss(), 1e-3);
    String fault =
        assertThrows(AssertionError.class, report.tensors().getFirst()::check).getMessage();
    assertTrue(fault.contains("the trainer computes"), fault);
  }

  private static String line(String activation) {
    return "{5} @Dense(units = 6) %s Layer a; @Dense(units = 3) @Output(loss = Loss.MSE)"
        .formatted(activation);
  }
}
