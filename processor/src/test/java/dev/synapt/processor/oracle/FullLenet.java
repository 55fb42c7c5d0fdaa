package dev.synapt.processor.oracle;

import com.google.gson.JsonObject;
import dev.synapt.processor.graph.LossReduction;
import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** LeNet-5 in full size: its weights and batch come from a formula, its results are sampled. */
public final class FullLenet {

  private final JsonObject file = OracleArchive.open().json("networks/lenet5_full.json");
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  /** Reads the case and makes its tensors. */
  public FullLenet() {
    for (JsonObject tensor : OracleNetwork.objects(file, "tensors")) {
      Shape shape = Shape.of(Json.integers(tensor.get("shape")));
      int seed = tensor.get("t").getAsInt();
      tensors.put(
          tensor.get("name").getAsString(),
          formula(shape, seed, tensor.get("scale").getAsDouble()));
    }
  }

  /** The network with its batch and weights. */
  public OracleNetwork network() {
    Map<String, Tensor> params = new LinkedHashMap<>(tensors);
    Tensor x = params.remove("x");
    return new OracleNetwork(
        "lenet5_full",
        OracleNetwork.objects(file, "nodes"),
        OracleNetwork.kind(file.get("loss").getAsString()),
        LossReduction.MEAN,
        x,
        Json.tensors(file, "inputs").get("target"),
        params,
        Json.comparison(file));
  }

  /** The first entries of each tensor, to check the formula. */
  public Map<String, Tensor> firstValues() {
    return Json.tensors(file, "first_values");
  }

  /** A tensor by the case's name, the batch {@code x} included. */
  public Tensor tensor(String name) {
    return tensors.get(name);
  }

  /** Logits and loss before the first step. */
  public Map<String, Tensor> outputs() {
    return Json.tensors(file.getAsJsonObject("step0"), "outputs");
  }

  /** The gradients before the first step, by the case's names. */
  public Map<String, SampledTensor> gradients() {
    return sampled(file.getAsJsonObject("step0"), "grads_sampled");
  }

  /** The optimizer, losses and weights of {@code after5_sgd} or {@code after5_adam}. */
  public JsonObject after(String part) {
    return file.getAsJsonObject(part);
  }

  /** The weights after five steps, by the case's names. */
  public Map<String, SampledTensor> weightsAfter(String part) {
    return sampled(after(part), "params_sampled");
  }

  private static Map<String, SampledTensor> sampled(JsonObject parent, String member) {
    Map<String, SampledTensor> result = new LinkedHashMap<>();
    parent
        .getAsJsonObject(member)
        .asMap()
        .forEach((name, t) -> result.put(name, SampledTensor.read(t.getAsJsonObject())));
    return result;
  }

  private static Tensor formula(Shape shape, int seed, double scale) {
    Tensor result = Tensor.zeros(shape);
    for (int i = 0; i < result.size(); i++) {
      int x = i * 0x9E3779B1 + seed * 0x85EBCA6B + 1;
      x ^= x >>> 16;
      x *= 0x7feb352d;
      x ^= x >>> 15;
      x *= 0x846ca68b;
      x ^= x >>> 16;
      result.data()[i] = ((x >>> 21) - 1024) / 1024.0 * scale;
    }
    return result;
  }
}
