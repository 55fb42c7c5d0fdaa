package dev.synapt.processor;

import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.graph.TypedGraph;
import javax.lang.model.element.TypeElement;

/** The stages behind the shapes: from a network without mistakes to its generated classes. */
@FunctionalInterface
interface BackEnd {

  /**
   * Generates the classes of a network.
   *
   * @param network what the user wrote
   * @param graph the network, accepted by {@link dev.synapt.processor.graph.GraphVerifier}
   * @param model the user's class, the originating element of every generated file
   * @param diagnostics takes what is found on the way
   */
  void compile(
      NetworkDeclaration network, TypedGraph graph, TypeElement model, Diagnostics diagnostics);

  /**
   * Stands in for the classes of a network with mistakes, so that code that names them is not
   * complained of. Nothing by default.
   *
   * @param network what the user wrote
   * @param model the user's class
   */
  default void standIn(NetworkDeclaration network, TypeElement model) {}
}
