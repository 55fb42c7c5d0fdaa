package dev.synapt.dsl;

/**
 * The type of the fields that declare a network's layers. It is a marker for the compiler: there
 * are no instances, the fields stay {@code null}, and the class that holds them is not used at run
 * time.
 *
 * @see Network
 */
public final class Layer {

  private Layer() {}
}
