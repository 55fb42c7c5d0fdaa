package dev.synapt.processor.dump;

import dev.synapt.processor.declaration.ActivationDeclaration;
import dev.synapt.processor.declaration.AxesDeclaration;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.LossValues;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.NormDeclaration;
import dev.synapt.processor.declaration.SequenceDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import java.util.List;
import java.util.stream.Collectors;

/** The text form of what the user declares. */
final class DeclarationText {

  private DeclarationText() {}

  static String of(NetworkDeclaration network) {
    String input = network.input().isEmpty() ? "" : " input " + network.input();
    Columns columns = new Columns();
    for (FieldDeclaration field : network.fields()) {
      columns.row(
          field.name(),
          field.stages().stream().map(DeclarationText::of).collect(Collectors.joining(" ")));
    }
    return name(network) + input + " batch " + network.batch() + "\n" + columns.render();
  }

  private static String name(NetworkDeclaration network) {
    return network.packageName().isEmpty()
        ? network.name()
        : network.packageName() + "." + network.name();
  }

  private static String of(StageDeclaration stage) {
    String values =
        switch (stage) {
          case StageDeclaration.Input in -> "shape " + in.shape();
          case StageDeclaration.Dense d ->
              "units " + d.units() + ", bias " + d.bias() + ", init " + d.init();
          case StageDeclaration.Conv2d c -> of(c);
          case StageDeclaration.MaxPool2d p ->
              window(p.window(), p.stride()) + padding(p.padding(), p.pad());
          case StageDeclaration.AvgPool2d p ->
              window(p.window(), p.stride()) + padding(p.padding(), p.pad());
          case StageDeclaration.BatchNorm b ->
              "epsilon " + b.epsilon() + ", momentum " + b.momentum();
          case StageDeclaration.Dropout d -> "rate " + d.rate();
          case StageDeclaration.Output o ->
              "loss "
                  + o.loss()
                  + ", reduction "
                  + o.reduction()
                  + ", labels "
                  + o.labels()
                  + of(o.values());
          case ActivationDeclaration a -> of(a);
          case AxesDeclaration a -> AxesText.of(a);
          case NormDeclaration n -> "epsilon " + n.epsilon() + ", affine " + n.affine() + extent(n);
          case SequenceDeclaration s -> of(s);
          case TopologyDeclaration.From f -> "value " + f.source();
          case TopologyDeclaration.Reuse r -> "value " + r.source();
          case StageDeclaration.SpatialDropout d -> "rate " + d.rate();
          case TopologyDeclaration.MaxUnpool2d u -> "of " + u.pool();
          case TopologyDeclaration.Merge m ->
              "value " + m.sources() + (m.axis() == 0 ? "" : ", axis " + m.axis());
          case StageDeclaration.Reshape r -> "value " + r.shape();
          case TopologyDeclaration.Shortcut c -> "from " + c.source() + ", kind " + c.kind();
          case TopologyDeclaration.Repeat r -> of(r);
          case TopologyDeclaration.GlobalAvgPool _,
              StageDeclaration.Flatten _,
              StageDeclaration.Frozen _,
              StageDeclaration.Relu _,
              StageDeclaration.Sigmoid _,
              StageDeclaration.Tanh _,
              StageDeclaration.Softmax _ ->
              "";
        };
    return stage.annotation() + (values.isEmpty() ? "" : "(" + values + ")");
  }

  private static String of(TopologyDeclaration.Repeat repeat) {
    String numbers =
        ", times %s, first %s, args %s".formatted(repeat.times(), repeat.first(), repeat.args());
    return "block " + repeat.block().name() + numbers;
  }

  private static String of(StageDeclaration.Conv2d conv) {
    return "filters "
        + conv.filters()
        + ", kernel "
        + (conv.kernel() + ", stride " + conv.stride() + ", dilation " + conv.dilation())
        + padding(conv.padding(), conv.pad())
        + (", bias " + conv.bias() + ", init " + conv.init());
  }

  private static String of(ActivationDeclaration activation) {
    return switch (activation) {
      case ActivationDeclaration.LeakyRelu a -> "slope " + a.slope();
      case ActivationDeclaration.Elu a -> "alpha " + a.alpha();
      case ActivationDeclaration.Celu a -> "alpha " + a.alpha();
      case ActivationDeclaration.Softplus a -> "beta " + a.beta();
      case ActivationDeclaration.Gelu a -> "approximate " + a.approximate();
      case ActivationDeclaration.PRelu a -> "shared " + a.shared();
      case ActivationDeclaration.Relu6 _,
          ActivationDeclaration.Selu _,
          ActivationDeclaration.Silu _,
          ActivationDeclaration.HardSigmoid _,
          ActivationDeclaration.HardSwish _,
          ActivationDeclaration.HardTanh _,
          ActivationDeclaration.LogSigmoid _,
          ActivationDeclaration.Mish _,
          ActivationDeclaration.Softsign _,
          ActivationDeclaration.LogSoftmax _ ->
          "";
    };
  }

  private static String of(SequenceDeclaration stage) {
    return switch (stage) {
      case SequenceDeclaration.Embedding e ->
          "vocabulary %d, dimension %d, padding %d, init %s"
              .formatted(e.vocabulary(), e.dimension(), e.padding(), e.init());
      case SequenceDeclaration.PositionalEncoding p -> "kind " + p.kind();
      case SequenceDeclaration.SelfAttention a ->
          "heads %d, causal %b, bias %b, dropout %s, init %s"
              .formatted(a.heads(), a.causal(), a.bias(), a.dropout(), a.init());
    };
  }

  private static String of(LossValues values) {
    return values.equals(LossValues.DEFAULT)
        ? ""
        : ", delta %s, labelSmoothing %s, classWeights %s, ignoreLabel %s, weight %s"
            .formatted(
                values.delta(),
                values.labelSmoothing(),
                values.classWeights(),
                values.ignoreLabel(),
                values.weight());
  }

  private static String window(List<Integer> window, List<Integer> stride) {
    return "window " + window + ", stride " + stride;
  }

  private static String padding(Enum<?> padding, List<Integer> pad) {
    return ", padding " + padding + ", pad " + pad;
  }

  private static String extent(NormDeclaration norm) {
    return switch (norm) {
      case NormDeclaration.LayerNorm n -> ", over " + n.over();
      case NormDeclaration.GroupNorm n -> ", groups " + n.groups();
      case NormDeclaration.InstanceNorm _ -> "";
    };
  }
}
