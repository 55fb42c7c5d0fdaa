package dev.synapt.processor.graph;

import dev.synapt.dsl.Arg;
import dev.synapt.processor.declaration.AxesDeclaration;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NormDeclaration;
import dev.synapt.processor.declaration.SequenceDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Puts numbers in the place of a block's arguments. */
final class Arguments {

  /** How many {@link Arg} has. */
  private static final int MOST = Arg.FIRST - Arg.EIGHTH + 1;

  private Arguments() {}

  /** Which argument a number of an annotation stands for, from 0; -1 when it is what it is. */
  static int index(int value) {
    int index = Arg.FIRST - value;
    return value <= Arg.FIRST && index < MOST ? index : -1;
  }

  /** The argument's constant, as the user writes it. */
  static String name(int index) {
    List<String> names =
        List.of("FIRST", "SECOND", "THIRD", "FOURTH", "FIFTH", "SIXTH", "SEVENTH", "EIGHTH");
    return "Arg." + names.get(index);
  }

  /** How many arguments the fields of a block take: the greatest that they use. */
  static int count(List<FieldDeclaration> fields) {
    int[] count = {0};
    fields.stream()
        .flatMap(field -> field.stages().stream())
        .forEach(stage ->
            replace(
                stage,
                index -> {
                  count[0] = Math.max(count[0], index + 1);
                  return 1;
                }));
    return count[0];
  }

  /** A field of a block under its name in the network, with numbers for the arguments. */
  static FieldDeclaration field(FieldDeclaration field, String path, IntUnaryOperator arguments) {
    List<StageDeclaration> stages =
        field.stages().stream().map(stage -> replace(stage, arguments)).toList();
    return new FieldDeclaration(path, field.type(), field.isLayer(), stages, field.at());
  }

  private static StageDeclaration replace(StageDeclaration stage, IntUnaryOperator arguments) {
    Numbers n = new Numbers(arguments);
    return switch (stage) {
      case StageDeclaration.Dense s ->
          new StageDeclaration.Dense(n.of(s.units()), s.bias(), s.init(), s.at());
      case StageDeclaration.Conv2d s ->
          new StageDeclaration.Conv2d(
              n.of(s.filters()),
              n.of(s.kernel()),
              n.of(s.stride()),
              n.of(s.dilation()),
              s.padding(),
              n.of(s.pad()),
              n.of(s.groups()),
              s.bias(),
              s.init(),
              s.at());
      case StageDeclaration.MaxPool2d s ->
          new StageDeclaration.MaxPool2d(
              n.of(s.window()),
              n.of(s.stride()),
              n.of(s.dilation()),
              s.padding(),
              n.of(s.pad()),
              s.at());
      case StageDeclaration.AvgPool2d s ->
          new StageDeclaration.AvgPool2d(
              n.of(s.window()),
              n.of(s.stride()),
              s.padding(),
              n.of(s.pad()),
              s.countPadding(),
              s.at());
      case AxesDeclaration s -> replace(s, n);
      case NormDeclaration.GroupNorm s ->
          new NormDeclaration.GroupNorm(n.of(s.groups()), s.epsilon(), s.affine(), s.at());
      case SequenceDeclaration.Embedding s ->
          new SequenceDeclaration.Embedding(
              n.of(s.vocabulary()), n.of(s.dimension()), n.of(s.padding()), s.init(), s.at());
      case SequenceDeclaration.SelfAttention s ->
          new SequenceDeclaration.SelfAttention(
              n.of(s.heads()), s.causal(), s.bias(), s.dropout(), s.init(), s.at());
      case StageDeclaration.Input s -> new StageDeclaration.Input(n.of(s.shape()), s.at());
      case StageDeclaration.Reshape s -> new StageDeclaration.Reshape(n.of(s.shape()), s.at());
      case TopologyDeclaration.Merge s ->
          new TopologyDeclaration.Merge(s.kind(), s.sources(), n.of(s.axis()), s.at());
      case TopologyDeclaration.Repeat s ->
          new TopologyDeclaration.Repeat(
              s.block(), n.of(s.times()), n.of(s.first()), n.of(s.args()), s.at());
      default -> stage; // has no integers
    };
  }

  private static StageDeclaration replace(AxesDeclaration stage, Numbers n) {
    return switch (stage) {
      case AxesDeclaration.Conv s ->
          new AxesDeclaration.Conv(
              s.axes(),
              n.of(s.filters()),
              windows(s.windows(), n),
              n.of(s.groups()),
              s.bias(),
              s.init(),
              s.at());
      case AxesDeclaration.ConvTranspose s ->
          new AxesDeclaration.ConvTranspose(
              s.axes(),
              n.of(s.filters()),
              windows(s.windows(), n),
              n.of(s.outputPad()),
              n.of(s.groups()),
              s.bias(),
              s.init(),
              s.at());
      case AxesDeclaration.Pool s ->
          new AxesDeclaration.Pool(
              s.axes(), s.max(), windows(s.windows(), n), s.countPadding(), s.at());
      case AxesDeclaration.AdaptivePool s ->
          new AxesDeclaration.AdaptivePool(s.max(), n.of(s.size()), s.at());
      case AxesDeclaration.Upsample2d s ->
          new AxesDeclaration.Upsample2d(
              n.of(s.scale()), n.of(s.size()), s.mode(), s.alignCorners(), s.at());
      case AxesDeclaration.Pad2d s ->
          new AxesDeclaration.Pad2d(n.of(s.amounts()), s.border(), s.at());
      case AxesDeclaration.GlobalMaxPool s -> s;
    };
  }

  private static AxesDeclaration.Windows windows(AxesDeclaration.Windows w, Numbers n) {
    return new AxesDeclaration.Windows(
        n.of(w.size()), n.of(w.stride()), n.of(w.dilation()), w.padding(), n.of(w.pad()));
  }

  /** Replaces numbers that stand for arguments. */
  private record Numbers(IntUnaryOperator arguments) {

    int of(int value) {
      int index = index(value);
      return index < 0 ? value : arguments.applyAsInt(index);
    }

    List<Integer> of(List<Integer> values) {
      return values.stream().map(this::of).toList();
    }
  }
}
