package dev.synapt.processor.diagnostic;

/**
 * A place in the user's source, opaque to every stage but the one that reads sources and the one that reports: an
 * element, one of its annotations, or one value of an annotation. Equality is identity of the place.
 */
public interface SourceRef {

  /** A place that nothing points at: for graphs that tests build by hand. */
  SourceRef NONE =
      new SourceRef() {
        @Override
        public String toString() {
          return "<no source>";
        }
      };
}
