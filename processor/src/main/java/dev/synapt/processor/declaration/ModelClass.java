package dev.synapt.processor.declaration;

/**
 * What kind of class a model was declared as.
 *
 * @param kind the word that declares it
 * @param isPrivate whether it, or a class around it, is private, so that generated classes could
 *     not name it
 * @param inner whether it is nested without being static
 * @param generic whether it has type parameters
 */
public record ModelClass(Kind kind, boolean isPrivate, boolean inner, boolean generic) {

  /** An ordinary class that generated classes can name. */
  public static final ModelClass PLAIN = new ModelClass(Kind.CLASS, false, false, false);

  /** The forms of a type declaration. */
  public enum Kind {
    CLASS,
    RECORD,
    INTERFACE,
    ENUM,
    ANNOTATION
  }
}
