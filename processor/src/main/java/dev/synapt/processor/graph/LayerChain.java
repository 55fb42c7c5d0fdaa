package dev.synapt.processor.graph;

import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.ShapeCode;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The layers so far. Each new one reads the one before it, unless a name says otherwise; blocks are
 * written out under names of their own.
 */
final class LayerChain {

  private final List<Layer> layers = new ArrayList<>();
  private final List<Integer> ranks = new ArrayList<>();
  private final Map<String, String> identifiers = new HashMap<>();
  private final Diagnostics diagnostics;
  private final LayerFactory factory;
  private final Set<String> frozen = new HashSet<>();
  private final Map<String, Sharing> shared = new HashMap<>();
  private boolean inFrozenBlock;
  private boolean isClassInput;
  private Scope scope;
  private ValueId current = new ValueId(-1);

  LayerChain(List<FieldDeclaration> fields, Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.factory = new LayerFactory(diagnostics);
    this.scope = new Scope(fields, diagnostics);
  }

  /** The layers in order. */
  List<Layer> layers() {
    return layers;
  }

  /** The fields whose weights stay as they are, those within blocks by their paths. */
  Set<String> frozen() {
    return frozen;
  }

  /** The fields that have the weights of others, those within blocks by their paths. */
  Map<String, Sharing> shared() {
    return shared;
  }

  boolean isStarted() {
    return !layers.isEmpty();
  }

  /** Begins with the input that the class declares. */
  void start(Layer.Input input) {
    isClassInput = true;
    append(input, input.shape().rank());
    scope.define(input.field(), input.output());
  }

  /** The layers of a field of the network. */
  void add(FieldDeclaration field) {
    FieldDeclaration known =
        Arguments.field(
            field,
            field.name(),
            index -> {
              diagnostics.report(
                  StructureCode.ARGUMENT_OUTSIDE_BLOCK.at(
                      field.at(), field.name(), Arguments.name(index)));
              return 1;
            });
    add(known, field.name());
  }

  /**
   * The layers of a field.
   *
   * @param field under its name in the network
   * @param name its name in its class
   */
  private void add(FieldDeclaration field, String name) {
    checkIdentifier(field);
    if (field.frozen() || inFrozenBlock) {
      frozen.add(field.name());
    }
    scope.define(name, field);
    field.stages().forEach(stage -> add(field, name, stage));
    if (isStarted()) {
      scope.define(name, current);
    }
  }

  private void checkIdentifier(FieldDeclaration field) {
    String other = identifiers.put(FieldPath.identifier(field.name()), field.name());
    if (other != null && !other.equals(field.name())) {
      diagnostics.report(
          StructureCode.NAMES_CLASH.at(
              field.at(), field.name(), other, FieldPath.identifier(field.name())));
    }
  }

  private void add(FieldDeclaration field, String name, StageDeclaration stage) {
    switch (stage) {
      case TopologyDeclaration.From s ->
          value(field, name, s.source(), s.at().value("value")).ifPresent(x -> current = x);
      case TopologyDeclaration.Reuse s -> reuse(field, name, s);
      case TopologyDeclaration.Merge s -> merge(field, name, s);
      case TopologyDeclaration.Shortcut s -> shortcut(field, name, s);
      case TopologyDeclaration.MaxUnpool2d s -> unpool(field, name, s);
      case TopologyDeclaration.GlobalAvgPool s ->
          append(new TopologyLayer.GlobalAvgPool(field.name(), current, next(), s.at()), 1);
      case TopologyDeclaration.Repeat s -> repeat(field, s);
      case StageDeclaration.Frozen _ -> {
        // says something of the others
      }
      case StageDeclaration.Flatten s -> flatten(field, s.at());
      default -> plain(field, stage);
    }
  }

  private Optional<ValueId> value(
      FieldDeclaration field, String name, String source, SourceRef at) {
    return isStarted() ? scope.value(source, name, field.name(), at) : Optional.empty();
  }

  /** The layers of the other field under the path of this one. */
  private void reuse(FieldDeclaration field, String name, TopologyDeclaration.Reuse stage) {
    SourceRef at = stage.at().value("value");
    if (value(field, name, stage.source(), at).isEmpty()) {
      return;
    }
    Optional<FieldDeclaration> source = scope.field(stage.source());
    if (source.filter(ReuseRules::hasMistake).isPresent()) {
      return;
    }
    Optional<Diagnostic> mistake = ReuseRules.mistake(field.name(), stage.source(), source, at);
    mistake.ifPresent(diagnostics::report);
    if (mistake.isEmpty()) {
      apply(field, name, source.get(), stage.at());
    }
  }

  private void apply(FieldDeclaration field, String name, FieldDeclaration source, SourceRef at) {
    share(field.name(), owner(source.name()), at);
    FieldDeclaration applied =
        new FieldDeclaration(
            field.name(), field.type(), field.isLayer(), source.stages(), field.at());
    scope.define(name, applied);
    applied.stages().stream()
        .filter(stage -> !ReuseRules.mayStandBeside(stage))
        .forEach(stage -> add(applied, name, stage));
  }

  private String owner(String path) {
    return shared.containsKey(path) ? shared.get(path).owner() : path;
  }

  private void share(String path, String owner, SourceRef at) {
    shared.put(path, new Sharing(owner, at));
    if (frozen.contains(owner)) {
      frozen.add(path);
    }
  }

  private void merge(FieldDeclaration field, String name, TopologyDeclaration.Merge stage) {
    SourceRef names = stage.at().value("value");
    List<ValueId> inputs = new ArrayList<>();
    for (int i = 0; i < stage.sources().size(); i++) {
      value(field, name, stage.sources().get(i), names.item(i)).ifPresent(inputs::add);
    }
    if (stage.sources().size() < 2) {
      diagnostics.report(
          StructureCode.TOO_FEW_TO_MERGE.at(
              names, field.name(), stage.annotation(), stage.sources().size()));
    } else if (inputs.size() == stage.sources().size()) {
      int rank = ranks.get(inputs.getFirst().index());
      append(
          new TopologyLayer.Merge(
              field.name(), kind(stage), stage.axis(), inputs, next(), stage.at()),
          rank);
    }
  }

  private void unpool(FieldDeclaration field, String name, TopologyDeclaration.MaxUnpool2d stage) {
    SourceRef of = stage.at().value("of");
    Optional<ValueId> source = value(field, name, stage.pool(), of);
    Optional<ValueId> pool = source.flatMap(this::pool);
    if (source.isPresent() && pool.isEmpty()) {
      diagnostics.report(ShapeCode.UNPOOL_OF_NO_POOL.at(of, field.name(), stage.pool()));
    }
    pool.ifPresent(value ->
        append(
            new TopologyLayer.MaxUnpool(field.name(), current, value, next(), stage.at()),
            currentRank()));
  }

  /** The pooling of the field that a value is the result of. */
  private Optional<ValueId> pool(ValueId value) {
    String field = layers.get(value.index()).field();
    return layers.stream()
        .filter(layer -> layer instanceof Layer.MaxPool2d && layer.field().equals(field))
        .map(Layer::output)
        .findFirst();
  }

  private static MergeKind kind(TopologyDeclaration.Merge stage) {
    return switch (stage.kind()) {
      case ADD -> MergeKind.ADD;
      case MULTIPLY -> MergeKind.MULTIPLY;
      case CONCAT -> MergeKind.CONCAT;
    };
  }

  private void shortcut(FieldDeclaration field, String name, TopologyDeclaration.Shortcut stage) {
    value(field, name, stage.source(), stage.at().value("from"))
        .ifPresent(earlier ->
            append(factory.shortcut(field, stage, current, earlier, next()), currentRank()));
  }

  private void repeat(FieldDeclaration field, TopologyDeclaration.Repeat stage) {
    Attributes values = new Attributes(field.name(), stage.annotation(), stage.at(), diagnostics);
    int times = values.count("times", stage.times());
    if (times > BlockRules.MOST_TIMES || !isStarted()) {
      return;
    }
    Scope outer = scope;
    boolean outerFrozen = inFrozenBlock;
    inFrozenBlock |= field.frozen();
    for (int time = 0; time < times; time++) {
      scope = new Scope(stage.block().fields(), diagnostics);
      scope.define(BlockRules.INPUT, current);
      List<Integer> arguments = stage.arguments(time);
      for (FieldDeclaration inner : stage.block().fields()) {
        String path = FieldPath.of(field.name(), time, inner.name());
        shareInner(field.name(), path);
        add(
            Arguments.field(inner, path, i -> i < arguments.size() ? arguments.get(i) : 1),
            inner.name());
      }
    }
    scope = outer;
    inFrozenBlock = outerFrozen;
  }

  /** The fields of a block that is reused have the weights of that block's. */
  private void shareInner(String field, String path) {
    Sharing sharing = shared.get(field);
    if (sharing != null) {
      share(path, sharing.owner() + path.substring(field.length()), sharing.at());
    }
  }

  private void plain(FieldDeclaration field, StageDeclaration stage) {
    if (stage instanceof StageDeclaration.Dense) {
      flatten(field, stage.at());
    }
    Layer layer = factory.layer(field, stage, current, next());
    if (layer instanceof Layer.Input input) {
      take(input);
    } else {
      append(layer, rank(layer));
    }
    if (layer instanceof Layer.Output output) {
      current = output.input();
    }
  }

  /**
   * One of several inputs. Beside the class's it is an error that was reported; shapes go on from
   * that.
   */
  private void take(Layer.Input input) {
    if (!isClassInput) {
      append(input, input.shape().rank());
    }
  }

  /** A vector stays as it is. */
  private void flatten(FieldDeclaration field, SourceRef at) {
    if (currentRank() > 1) {
      append(new Layer.Flatten(field.name(), current, next(), at), 1);
    }
  }

  private int rank(Layer layer) {
    return switch (layer) {
      case Layer.Dense _, GlobalMaxPool _ -> 1;
      case Reshape reshape -> reshape.shape().rank();
      case Embedding _ -> 2;
      default -> currentRank();
    };
  }

  /** Without an input only values are checked. */
  private void append(Layer layer, int rank) {
    if (isStarted() || layer instanceof Layer.Input) {
      layers.add(layer);
      ranks.add(rank);
      current = layer.output();
    }
  }

  private int currentRank() {
    return isStarted() ? ranks.get(current.index()) : 0;
  }

  private ValueId next() {
    return new ValueId(layers.size());
  }
}
