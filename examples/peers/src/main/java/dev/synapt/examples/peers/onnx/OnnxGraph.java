package dev.synapt.examples.peers.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Map;

/**
 * Writes an ONNX model (IR version 10, operator set 21) in which each node reads the one before, with a second input
 * for sums. Field numbers are those of onnx.proto.
 */
final class OnnxGraph {

  private static final int IR_VERSION = 10;
  private static final int OPSET = 21;
  private static final int FLOAT = 1;
  private static final int ATTRIBUTE_FLOAT = 1;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final Protobuf graph = new Protobuf().text(2, "network");
  private int values;

  /** Appends a node, and returns the name of its output. */
  String node(String operator, Map<String, Object> attributes, String... inputs) {
    Protobuf node = new Protobuf();
    for (String input : inputs) {
      node.text(1, input);
    }
    String output = "value" + values++;
    node.text(2, output).text(3, operator.toLowerCase(Locale.ROOT) + values);
    node.text(4, operator);
    attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
    graph.message(1, node);
    return output;
  }

  private static Protobuf attribute(String name, Object value) {
    Protobuf attribute = new Protobuf().text(1, name);
    switch (value) {
      case Float number ->
          attribute.fixed32(2, Float.floatToRawIntBits(number)).number(20, ATTRIBUTE_FLOAT);
      case Integer number -> attribute.number(3, number).number(20, ATTRIBUTE_INT);
      case int[] numbers -> {
        for (int number : numbers) {
          attribute.number(8, number);
        }
        attribute.number(20, ATTRIBUTE_INTS);
      }
      default -> throw new IllegalArgumentException(name + " = " + value);
    }
    return attribute;
  }

  /** Appends a constant, and returns its name. */
  String constant(float[] data, int... shape) {
    ByteBuffer bytes =
        ByteBuffer.allocate(data.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(data);
    Protobuf tensor = new Protobuf();
    for (int length : shape) {
      tensor.number(1, length);
    }
    String name = "constant" + values++;
    tensor.number(2, FLOAT).text(8, name).bytes(9, bytes.array());
    graph.message(5, tensor);
    return name;
  }

  /** The whole file, for the given input and output. */
  byte[] toByteArray(String input, int[] inputShape, String output, int[] outputShape) {
    graph.message(11, value(input, inputShape)).message(12, value(output, outputShape));
    return new Protobuf()
        .number(1, IR_VERSION)
        .text(2, "synapt")
        .message(7, graph)
        .message(8, new Protobuf().text(1, "").number(2, OPSET))
        .toByteArray();
  }

  private static Protobuf value(String name, int[] shape) {
    Protobuf dimensions = new Protobuf();
    for (int length : shape) {
      dimensions.message(1, new Protobuf().number(1, length));
    }
    Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, dimensions);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }
}
