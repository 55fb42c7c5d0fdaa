package dev.synapt.processor.oracle;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Tensor;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;

/** Reads the parts of case files. */
public final class Json {

  private Json() {}

  /** A tensor; a scalar becomes a tensor of one entry, a boolean 0 or 1. */
  public static Tensor tensor(JsonElement element) {
    JsonObject object = element.getAsJsonObject();
    int[] shape = integers(object.get("shape"));
    return new Tensor(
        shape.length == 0 ? Shape.of(1) : Shape.of(shape), numbers(object.get("data")));
  }

  /** The tensors of a member that may be missing, by name. */
  public static Map<String, Tensor> tensors(JsonObject parent, String member) {
    Map<String, Tensor> result = new LinkedHashMap<>();
    if (parent.has(member)) {
      parent.getAsJsonObject(member).asMap().forEach((name, t) -> result.put(name, tensor(t)));
    }
    return result;
  }

  /** Numbers. */
  static double[] numbers(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  /** Whole numbers. */
  static int[] integers(JsonElement array) {
    return StreamSupport.stream(array.getAsJsonArray().spliterator(), false)
        .mapToInt(JsonElement::getAsInt)
        .toArray();
  }

  /** How a file wants its results compared. */
  public static Comparison comparison(JsonObject file) {
    String rule = file.get("compare").getAsString().toUpperCase(Locale.ROOT);
    return new Comparison(Comparison.Rule.valueOf(rule), file.get("tol_f32").getAsDouble());
  }
}
