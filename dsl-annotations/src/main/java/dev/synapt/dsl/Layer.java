package dev.synapt.dsl;

/** The type of the fields that declare a network's layers. */
public final class Layer {
  private Layer() {}
}
