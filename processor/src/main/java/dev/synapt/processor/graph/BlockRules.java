package dev.synapt.processor.graph;

import dev.synapt.dsl.Block;
import dev.synapt.processor.declaration.BlockDeclaration;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.declaration.TopologyDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.SourceRef;
import dev.synapt.processor.diagnostic.StructureCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Says what a block may be and hold, and how many arguments it gets. */
final class BlockRules {

  /** The name of what arrives at a block. */
  static final String INPUT = Block.INPUT;

  /** More repetitions than this are a mistake, and would keep the compiler busy for minutes. */
  static final int MOST_TIMES = 1000;

  private final Diagnostics diagnostics;
  private final Set<BlockDeclaration> checked = new HashSet<>();

  private BlockRules(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Checks every use of a block in a network, and each block once. */
  static void check(NetworkDeclaration network, Diagnostics diagnostics) {
    BlockRules rules = new BlockRules(diagnostics);
    network.fields().forEach(rules::checkUses);
  }

  /** Whether something in the fields of a block, or of a block in it, is trained. */
  static boolean hasWeights(BlockDeclaration block) {
    return block.fields().stream()
        .flatMap(field -> field.stages().stream())
        .anyMatch(StageKind::hasWeights);
  }

  private void checkUses(FieldDeclaration field) {
    for (StageDeclaration stage : field.stages()) {
      if (stage instanceof TopologyDeclaration.Repeat repeat) {
        checkUse(field, repeat);
      }
    }
  }

  private void checkUse(FieldDeclaration field, TopologyDeclaration.Repeat repeat) {
    BlockDeclaration block = repeat.block();
    SourceRef at = repeat.at().value("block");
    if (repeat.times() > MOST_TIMES) {
      diagnostics.report(
          StructureCode.TOO_MANY_TIMES.at(
              repeat.at().value("times"), field.name(), repeat.times(), MOST_TIMES));
    }
    if (!block.isBlock()) {
      diagnostics.report(StructureCode.NOT_A_BLOCK.at(at, field.name(), block.name()));
    } else if (block.recursive()) {
      diagnostics.report(StructureCode.BLOCK_IN_ITSELF.at(at, field.name(), block.name()));
    } else if (block.fields().isEmpty()) {
      diagnostics.report(StructureCode.BLOCK_WITHOUT_LAYERS.at(at, field.name(), block.name()));
    } else {
      checkArguments(field, repeat);
      checkBlock(block);
    }
  }

  private void checkArguments(FieldDeclaration field, TopologyDeclaration.Repeat repeat) {
    boolean argsUsed = repeat.first().isEmpty() || repeat.times() > 1;
    if (argsUsed) {
      checkCount(field, repeat, "args", repeat.args());
    }
    if (!repeat.first().isEmpty()) {
      checkCount(field, repeat, "first", repeat.first());
    }
  }

  private void checkCount(
      FieldDeclaration field,
      TopologyDeclaration.Repeat repeat,
      String attribute,
      List<Integer> given) {
    int taken = Arguments.count(repeat.block().fields());
    if (given.size() != taken) {
      diagnostics.report(
          StructureCode.ARGUMENT_COUNT.at(
              repeat.at().value(attribute),
              field.name(),
              repeat.block().name(),
              taken == 1 ? "1 argument" : taken + " arguments",
              attribute,
              given.size(),
              taken));
    }
  }

  private void checkBlock(BlockDeclaration block) {
    if (!checked.add(block)) {
      return;
    }
    for (FieldDeclaration field : block.fields()) {
      FieldRules.check(field, diagnostics);
      field.stages().stream()
          .filter(BlockRules::isOfNetworks)
          .forEach(stage ->
              diagnostics.report(
                  StructureCode.NOT_IN_A_BLOCK.at(
                      stage.at(), field.name(), stage.annotation(), block.name())));
      checkUses(field);
    }
  }

  private static boolean isOfNetworks(StageDeclaration stage) {
    return stage instanceof StageDeclaration.Input || stage instanceof StageDeclaration.Output;
  }
}
