package dev.synapt.processor.emit;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.graph.Size2;
import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.OpGraph;
import dev.synapt.processor.method.LayerMethod;
import dev.synapt.processor.method.MethodPlan;
import dev.synapt.processor.plan.Layout;
import dev.synapt.processor.plan.Slot;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * What generated inference code tells of its layers: the same calls as a prediction, with a look
 * after each.
 */
final class ActivationCode {

  private final OpGraph graph;
  private final MethodPlan plan;

  ActivationCode(OpGraph graph, MethodPlan plan) {
    this.graph = graph;
    this.plan = plan;
  }

  void addTo(TypeSpec.Builder type) {
    CodeBlock.Builder layouts = CodeBlock.builder().add("{\n$>");
    CodeBlock.Builder calls = CodeBlock.builder();
    int next = 0;
    for (LayerMethod method : plan.phases().getFirst().methods()) {
      if (method.name().equals("output")) {
        continue;
      }
      calls.addStatement(
          "$L($L)", method.name(), method.name().equals("input") ? "x, xOffset" : "");
      if (method.result().isPresent()) {
        layouts.add(layout(method.result().get()));
        calls.addStatement("sink.take(ACTIVATIONS[$L], values)", next++);
      }
    }
    type.addField(field(layouts.add("$<}").build()));
    type.addMethod(method(calls.build()));
  }

  private static FieldSpec field(CodeBlock layouts) {
    return FieldSpec.builder(
            ArrayTypeName.of(RuntimeApi.TENSOR_LAYOUT),
            "ACTIVATIONS",
            Modifier.PRIVATE,
            Modifier.STATIC,
            Modifier.FINAL)
        .addJavadoc("What a layer's method leaves, and where in the values.\n")
        .initializer(layouts)
        .build();
  }

  private static MethodSpec method(CodeBlock calls) {
    return MethodSpec.methodBuilder("activations")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .addParameter(ArrayTypeName.of(TypeName.FLOAT), "x")
        .addParameter(TypeName.INT, "xOffset")
        .addParameter(RuntimeApi.ACTIVATION_SINK, "sink")
        .addCode(calls)
        .build();
  }

  private CodeBlock layout(ValueId value) {
    Slot slot = plan.memory().slot(value);
    return switch (slot.layout()) {
      case Layout.Rows rows when rows.image() == null ->
          entry(value, slot.offset(), List.of(rows.features()), List.of(1));
      case Layout.Rows rows -> channelsLast(value, slot.offset(), rows);
      case Layout.Pixels pixels ->
          entry(
              value,
              slot.offset() + pixels.at(0, 0),
              List.of(pixels.channels(), pixels.height(), pixels.width()),
              List.of(1, pixels.rowStride(), pixels.stride()));
      case Layout.Planes planes -> inLines(value, slot.offset() + planes.at(0, 0), planes);
      case Layout.SliceImage slice ->
          throw new IllegalArgumentException("a slice in inference: " + slot);
    };
  }

  /**
   * An image whose rows and columns may be in phases, each of which is an axis more; it has no
   * frame then.
   */
  private CodeBlock inLines(ValueId value, int offset, Layout.Planes image) {
    Size2 phases = image.phases();
    if (phases.equals(new Size2(1, 1))) {
      return entry(
          value,
          offset,
          List.of(image.channels(), image.height(), image.width()),
          List.of(image.channelStride(), image.rowStride(), 1));
    }
    return entry(
        value,
        offset,
        List.of(
            image.channels(),
            image.height() / phases.height(),
            phases.height(),
            image.width() / phases.width(),
            phases.width()),
        List.of(
            image.channelStride(),
            image.rowStride(),
            phases.width() * image.line(),
            1,
            image.line()));
  }

  /**
   * A row that was an image: position by position, the channels of each side by side, perhaps with
   * zeros behind.
   */
  private CodeBlock channelsLast(ValueId value, int offset, Layout.Rows rows) {
    Shape shape = rows.image();
    List<Integer> strides = new ArrayList<>();
    int stride = rows.features() / shape.positions();
    for (int axis = shape.rank() - 1; axis > 0; axis--) {
      strides.addFirst(stride);
      stride *= shape.dim(axis);
    }
    strides.addFirst(1);
    return entry(value, offset, shape.dims(), strides);
  }

  private CodeBlock entry(ValueId value, int offset, List<Integer> sizes, List<Integer> strides) {
    return CodeBlock.of(
        "new $T($S, 0, $L, $L, new int[] {$L}, new int[] {$L}),\n",
        RuntimeApi.TENSOR_LAYOUT,
        graph.value(value).name(),
        offset,
        sizes.stream().reduce(1, Math::multiplyExact),
        join(sizes),
        join(strides));
  }

  private static String join(List<Integer> numbers) {
    return String.join(", ", numbers.stream().map(String::valueOf).toList());
  }
}
