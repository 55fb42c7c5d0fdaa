package dev.synapt.processor.graph;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.NormExtent;
import dev.synapt.processor.declaration.ActivationDeclaration;
import dev.synapt.processor.declaration.AxesDeclaration;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NormDeclaration;
import dev.synapt.processor.declaration.SequenceDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import java.util.List;

/** Makes the layer of one stage, with every default resolved that does not depend on shapes. */
final class LayerFactory {

  private static final Size2 ONE = new Size2(1, 1);

  private final Diagnostics diagnostics;

  LayerFactory(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * The layer of a stage.
   *
   * @param field the field the stage stands on
   * @param stage one of its stages
   * @param x the value the layer reads; nothing for an input
   * @param y the value it defines
   */
  Layer layer(FieldDeclaration field, StageDeclaration stage, ValueId x, ValueId y) {
    Attributes values = new Attributes(field.name(), stage.annotation(), stage.at(), diagnostics);
    String name = field.name();
    return switch (stage) {
      case StageDeclaration.Input s ->
          new Layer.Input(name, values.shape("shape", s.shape()), y, s.at());
      case StageDeclaration.Dense s ->
          new Layer.Dense(
              name,
              x,
              y,
              values.count("units", s.units()),
              s.bias(),
              init(field, s, s.init()),
              s.at());
      case StageDeclaration.Conv2d s ->
          s.groups() == 1 ? conv(field, s, values, x, y) : axes(field, values).conv(s, x, y);
      case StageDeclaration.MaxPool2d s ->
          s.dilation().stream().allMatch(d -> d == 1)
              ? maxPool(name, s, values, x, y)
              : axes(field, values).pool(s, x, y);
      case StageDeclaration.AvgPool2d s ->
          s.countPadding() ? avgPool(name, s, values, x, y) : axes(field, values).pool(s, x, y);
      case AxesDeclaration s -> axes(field, values).layer(s, x, y);
      case NormDeclaration s -> norm(name, s, values, x, y);
      case SequenceDeclaration s -> new SequenceLayers(field, values).layer(s, x, y);
      case StageDeclaration.BatchNorm s -> batchNorm(name, s, values, x, y);
      case StageDeclaration.Dropout s ->
          new Layer.Dropout(name, x, y, values.number("value", s.rate(), Range.RATE), s.at());
      case StageDeclaration.SpatialDropout s ->
          new SpatialDropout(name, x, y, values.number("value", s.rate(), Range.RATE), s.at());
      case StageDeclaration.Flatten s -> new Layer.Flatten(name, x, y, s.at());
      case StageDeclaration.Reshape s ->
          new Reshape(name, x, y, values.shape("value", s.shape()), s.at());
      case StageDeclaration.Relu s -> new Layer.Activate(name, x, y, Activation.RELU, s.at());
      case StageDeclaration.Sigmoid s -> new Layer.Activate(name, x, y, Activation.SIGMOID, s.at());
      case StageDeclaration.Tanh s -> new Layer.Activate(name, x, y, Activation.TANH, s.at());
      case ActivationDeclaration s -> ActivationLayers.layer(name, s, values, x, y);
      case StageDeclaration.Softmax s -> new Layer.Softmax(name, x, y, s.at());
      case StageDeclaration.Frozen s -> throw new IllegalArgumentException("no layer: " + s);
      case StageDeclaration.Topology s -> throw new IllegalArgumentException("no layer: " + s);
      case StageDeclaration.Output s -> OutputLayers.layer(name, s, values, x, y);
    };
  }

  /** The shortcut from an earlier layer to what field and stage work on. */
  TopologyLayer.Shortcut shortcut(
      FieldDeclaration field,
      TopologyDeclaration.Shortcut stage,
      ValueId x,
      ValueId earlier,
      ValueId y) {
    ShortcutForm form =
        switch (stage.kind()) {
          case IDENTITY -> ShortcutForm.IDENTITY;
          case ZERO_PADDING -> ShortcutForm.ZERO_PADDING;
          case PROJECTION -> ShortcutForm.PROJECTION;
        };
    return new TopologyLayer.Shortcut(
        field.name(), x, earlier, y, form, ONE, defaultInit(field, stage), stage.at());
  }

  private static AxesLayers axes(FieldDeclaration field, Attributes values) {
    return new AxesLayers(field, values);
  }

  private static Layer.Conv2d conv(
      FieldDeclaration field,
      StageDeclaration.Conv2d stage,
      Attributes values,
      ValueId x,
      ValueId y) {
    return new Layer.Conv2d(
        field.name(),
        x,
        y,
        values.count("filters", stage.filters()),
        values.pair("kernel", stage.kernel()),
        values.pair("stride", stage.stride()),
        values.pair("dilation", stage.dilation()),
        values.pads(stage.padding(), stage.pad()),
        stage.bias(),
        init(field, stage, stage.init()),
        stage.at());
  }

  private static Layer.MaxPool2d maxPool(
      String field, StageDeclaration.MaxPool2d stage, Attributes values, ValueId x, ValueId y) {
    Size2 window = values.pair("value", stage.window());
    Size2 stride = stage.stride().isEmpty() ? window : values.pair("stride", stage.stride());
    Pads pads = values.pads(stage.padding(), stage.pad());
    return new Layer.MaxPool2d(field, x, y, window, stride, pads, stage.at());
  }

  private static Layer.AvgPool2d avgPool(
      String field, StageDeclaration.AvgPool2d stage, Attributes values, ValueId x, ValueId y) {
    Size2 window = values.pair("value", stage.window());
    Size2 stride = stage.stride().isEmpty() ? window : values.pair("stride", stage.stride());
    Pads pads = values.pads(stage.padding(), stage.pad());
    return new Layer.AvgPool2d(field, x, y, window, stride, pads, stage.at());
  }

  private static Layer.BatchNorm batchNorm(
      String field, StageDeclaration.BatchNorm stage, Attributes values, ValueId x, ValueId y) {
    double epsilon = values.number("epsilon", stage.epsilon(), Range.POSITIVE);
    double momentum = values.number("momentum", stage.momentum(), Range.FRACTION);
    return new Layer.BatchNorm(field, x, y, epsilon, momentum, stage.at());
  }

  private static SampleNorm norm(
      String field, NormDeclaration stage, Attributes values, ValueId x, ValueId y) {
    double epsilon = values.number("epsilon", stage.epsilon(), Range.POSITIVE);
    int groups =
        stage instanceof NormDeclaration.GroupNorm s ? values.count("groups", s.groups()) : 1;
    SampleNorm.Kind kind =
        switch (stage) {
          case NormDeclaration.LayerNorm s ->
              s.over() == NormExtent.CHANNELS ? SampleNorm.Kind.CHANNELS : SampleNorm.Kind.LAYER;
          case NormDeclaration.GroupNorm _ -> SampleNorm.Kind.GROUP;
          case NormDeclaration.InstanceNorm _ -> SampleNorm.Kind.INSTANCE;
        };
    return new SampleNorm(field, x, y, kind, groups, epsilon, stage.affine(), stage.at());
  }

  static InitKind init(FieldDeclaration field, StageDeclaration stage, Init init) {
    return switch (init) {
      case DEFAULT -> defaultInit(field, stage);
      case HE_UNIFORM -> InitKind.HE_UNIFORM;
      case HE_NORMAL -> InitKind.HE_NORMAL;
      case GLOROT_UNIFORM -> InitKind.GLOROT_UNIFORM;
      case GLOROT_NORMAL -> InitKind.GLOROT_NORMAL;
      case LECUN_UNIFORM -> InitKind.LECUN_UNIFORM;
      case LECUN_NORMAL -> InitKind.LECUN_NORMAL;
      case ZEROS -> InitKind.ZEROS;
    };
  }

  /**
   * A ReLU, or a function shaped like it, later on the same field halves the variance, which He's
   * initialiser makes up for; SELU counts on LeCun's.
   */
  private static InitKind defaultInit(FieldDeclaration field, StageDeclaration stage) {
    List<StageDeclaration> stages = field.stages();
    return stages.subList(stages.indexOf(stage) + 1, stages.size()).stream()
        .filter(later -> StageKind.of(later) == StageKind.ACTIVATION)
        .findFirst()
        .map(LayerFactory::initBefore)
        .orElse(InitKind.GLOROT_UNIFORM);
  }

  private static InitKind initBefore(StageDeclaration activation) {
    return switch (activation) {
      case StageDeclaration.Relu _,
          ActivationDeclaration.LeakyRelu _,
          ActivationDeclaration.PRelu _,
          ActivationDeclaration.Relu6 _,
          ActivationDeclaration.Elu _,
          ActivationDeclaration.Celu _,
          ActivationDeclaration.Gelu _,
          ActivationDeclaration.Silu _,
          ActivationDeclaration.HardSwish _,
          ActivationDeclaration.Mish _ ->
          InitKind.HE_UNIFORM;
      case ActivationDeclaration.Selu _ -> InitKind.LECUN_NORMAL;
      default -> InitKind.GLOROT_UNIFORM;
    };
  }
}
