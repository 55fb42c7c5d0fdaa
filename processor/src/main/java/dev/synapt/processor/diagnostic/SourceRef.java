package dev.synapt.processor.diagnostic;

/**
 * A place in the user's source, opaque to every stage but the one that reads sources and the one
 * that reports: an element, one of its annotations, or one value of an annotation. Equality is
 * identity of the place.
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

  /**
   * The place of one value of this annotation, so that an error can stand under the very number
   * that is wrong.
   *
   * @param attribute the attribute's name, as in {@code kernel}
   * @return the value; this place itself when the user left the value out, or when this is no
   *     annotation
   */
  default SourceRef value(String attribute) {
    return this;
  }

  /**
   * The place of one item of this value, where the value is a list of several.
   *
   * @param index counted from 0
   * @return the item; this place itself when the value is no list, or has one item only
   */
  default SourceRef item(int index) {
    return this;
  }

  /**
   * Whether the user does not want to hear of something here:
   * {@code @SuppressWarnings("synapt:RowsUnread")} stands on the field, on the class, or on a class
   * around it.
   *
   * @param tag the tag of a warning
   */
  default boolean suppresses(String tag) {
    return false;
  }

  /**
   * What it stands in: of an item its list, of a value its annotation; this place itself for
   * elements and annotations.
   */
  default SourceRef enclosing() {
    return this;
  }

  /**
   * Where the place stands among the places of its model: greater is further down in the source.
   */
  default int order() {
    return 0;
  }
}
