package dev.synapt.processor.declaration;

import dev.synapt.dsl.ShortcutKind;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;

/** An annotation that says what is connected to what. */
public sealed interface TopologyDeclaration extends StageDeclaration.Topology {

  /** Reads a layer by name. */
  record From(String source, SourceRef at) implements TopologyDeclaration {}

  /**
   * Several layers as one.
   *
   * @param axis along which {@code @Concat} puts them side by side, 0 for channels
   */
  record Merge(Kind kind, List<String> sources, int axis, SourceRef at)
      implements TopologyDeclaration {

    /** The ways, under the annotations' names in upper case. */
    public enum Kind {
      ADD("@Add"),
      MULTIPLY("@Multiply"),
      CONCAT("@Concat");

      private final String annotation;

      Kind(String annotation) {
        this.annotation = annotation;
      }
    }

    public Merge {
      sources = List.copyOf(sources);
    }

    @Override
    public String annotation() {
      return kind.annotation;
    }
  }

  /** Adds a layer further up. */
  record Shortcut(String source, ShortcutKind kind, SourceRef at) implements TopologyDeclaration {}

  /** The layers and weights of another field. */
  record Reuse(String source, SourceRef at) implements TopologyDeclaration {}

  /** Undoes a pooling. */
  record MaxUnpool2d(String pool, SourceRef at) implements TopologyDeclaration {}

  /** The mean of each channel. */
  record GlobalAvgPool(SourceRef at) implements TopologyDeclaration {}

  /** A block, several times. */
  record Repeat(
      BlockDeclaration block, int times, List<Integer> first, List<Integer> args, SourceRef at)
      implements TopologyDeclaration {
    public Repeat {
      first = List.copyOf(first);
      args = List.copyOf(args);
    }

    /** The arguments of one time, counted from 0. */
    public List<Integer> arguments(int time) {
      return time == 0 && !first.isEmpty() ? first : args;
    }
  }
}
