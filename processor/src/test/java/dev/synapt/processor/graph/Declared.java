package dev.synapt.processor.graph;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Reduction;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.ModelClass;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;
import java.util.Optional;

/** Declarations as a user would write them, each at a place of its own. */
final class Declared {

  /** A place with a number; values of an annotation stand in it under their names. */
  record Place(int order, String attribute) implements SourceRef {
    @Override
    public SourceRef value(String name) {
      return new Place(order, name);
    }

    @Override
    public SourceRef enclosing() {
      return new Place(order, "");
    }
  }

  private int places;

  Place place() {
    return new Place(places++, "");
  }

  NetworkDeclaration network(List<Integer> input, int batch, FieldDeclaration... fields) {
    return new NetworkDeclaration(
        "demo",
        "Model",
        ModelClass.PLAIN,
        input,
        batch,
        Optional.empty(),
        List.of(fields),
        place(),
        place());
  }

  NetworkDeclaration network(List<Integer> input, FieldDeclaration... fields) {
    return network(input, 64, fields);
  }

  FieldDeclaration field(String name, StageDeclaration... stages) {
    return new FieldDeclaration(name, "dev.synapt.dsl.Layer", true, List.of(stages), place());
  }

  StageDeclaration input(Integer... shape) {
    return new StageDeclaration.Input(List.of(shape), place());
  }

  StageDeclaration dense(int units) {
    return dense(units, Init.DEFAULT);
  }

  StageDeclaration dense(int units, Init init) {
    return new StageDeclaration.Dense(units, true, init, place());
  }

  StageDeclaration conv(int filters, int kernel) {
    return conv(filters, kernel, 1, Padding.VALID);
  }

  StageDeclaration conv(int filters, int kernel, int stride, Padding padding, Integer... pad) {
    return new StageDeclaration.Conv2d(
        filters,
        List.of(kernel),
        List.of(stride),
        List.of(1),
        padding,
        List.of(pad),
        true,
        Init.DEFAULT,
        place());
  }

  StageDeclaration maxPool(int window, Integer... stride) {
    return new StageDeclaration.MaxPool2d(
        List.of(window), List.of(stride), Padding.VALID, List.of(), place());
  }

  StageDeclaration avgPool(int window, Padding padding) {
    return new StageDeclaration.AvgPool2d(List.of(window), List.of(), padding, List.of(), place());
  }

  StageDeclaration batchNorm() {
    return new StageDeclaration.BatchNorm(1e-5, 0.1, place());
  }

  StageDeclaration dropout(double rate) {
    return new StageDeclaration.Dropout(rate, place());
  }

  StageDeclaration relu() {
    return new StageDeclaration.Relu(place());
  }

  StageDeclaration tanh() {
    return new StageDeclaration.Tanh(place());
  }

  StageDeclaration softmax() {
    return new StageDeclaration.Softmax(place());
  }

  StageDeclaration output(Loss loss, String... labels) {
    return new StageDeclaration.Output(loss, Reduction.MEAN, List.of(labels), place());
  }

  /** LeNet-5 in the form of dsl-annotations' package documentation. */
  NetworkDeclaration lenet() {
    return network(
        List.of(1, 28, 28),
        field("conv1", conv(6, 5, 1, Padding.SAME), relu(), maxPool(2)),
        field("conv2", conv(16, 5), relu(), maxPool(2)),
        field("fc1", dense(120), relu()),
        field("fc2", dense(84), relu(), dropout(0.2)),
        field("digit", dense(10), output(Loss.CROSS_ENTROPY)));
  }
}
