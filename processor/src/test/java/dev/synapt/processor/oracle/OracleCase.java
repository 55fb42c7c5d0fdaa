package dev.synapt.processor.oracle;

import com.google.gson.JsonObject;
import dev.synapt.processor.interpret.Comparison;
import dev.synapt.processor.interpret.Tensor;
import java.util.List;
import java.util.Map;

/**
 * What one layer or loss must compute.
 *
 * @param path the file in the archive
 * @param op the layer or loss
 * @param attrs its settings
 * @param inputs the values it reads, by role
 * @param params its trained tensors
 * @param buffers its statistics before
 * @param outputs its results
 * @param upstream the gradient that arrives at each output
 * @param grads the gradients by inputs and parameters
 * @param buffersAfter its statistics after
 * @param comparison how results in single precision are compared
 */
public record OracleCase(
    String path,
    String op,
    JsonObject attrs,
    Map<String, Tensor> inputs,
    Map<String, Tensor> params,
    Map<String, Tensor> buffers,
    Map<String, Tensor> outputs,
    Map<String, Tensor> upstream,
    Map<String, Tensor> grads,
    Map<String, Tensor> buffersAfter,
    Comparison comparison) {

  /**
   * While working on a layer, only cases with this in their path: {@code -Dsynapt.cases=conv1d}.
   */
  private static final String ONLY = System.getProperty("synapt.cases", "");

  /** Every layer's case. */
  public static List<OracleCase> layers() {
    return all("layers/");
  }

  /** Every loss's case. */
  public static List<OracleCase> losses() {
    return all("losses/");
  }

  private static List<OracleCase> all(String prefix) {
    return OracleArchive.open().paths(prefix).stream()
        .filter(path -> path.contains(ONLY))
        .map(OracleCase::read)
        .toList();
  }

  private static OracleCase read(String path) {
    JsonObject file = OracleArchive.open().json(path);
    String op = file.get("op").getAsString();
    Map<String, Tensor> outputs = ChannelsFirst.of(op, Json.tensors(file, "outputs"));
    Map<String, Tensor> upstream = ChannelsFirst.of(op, Json.tensors(file, "upstream"));
    Map<String, Tensor> grads =
        SideBySide.instead(ChannelsFirst.of(op, Json.tensors(file, "grads")));
    if (upstream.containsKey("pooled")) {
      withoutPooled(grads.get("x"), upstream.get("pooled"), outputs.get("indices"));
    }
    return new OracleCase(
        path,
        op,
        file.getAsJsonObject("attrs"),
        SideBySide.with(ChannelsFirst.of(op, Json.tensors(file, "inputs"))),
        Json.tensors(file, "params"),
        Json.tensors(file, "buffers"),
        outputs,
        upstream,
        grads,
        Json.tensors(file, "buffers_after"),
        Json.comparison(file));
  }

  /** What comes back from a chain's end alone, and not from its pooling, which is an output too. */
  private static void withoutPooled(Tensor dx, Tensor upstream, Tensor indices) {
    int image = dx.dim(2) * dx.dim(3);
    int pooled = upstream.dim(2) * upstream.dim(3);
    for (int i = 0; i < upstream.size(); i++) {
      dx.data()[i / pooled * image + (int) indices.data()[i]] -= upstream.data()[i];
    }
  }

  /** The folder, as in {@code layers/conv2d}. */
  public String group() {
    return path.substring(0, path.lastIndexOf('/'));
  }

  /** A setting that is a whole number. */
  public int integer(String name) {
    return attrs.get(name).getAsInt();
  }

  /** A setting that is a number. */
  public double number(String name) {
    return attrs.get(name).getAsDouble();
  }

  /** A setting that is a list of whole numbers. */
  public int[] integers(String name) {
    return Json.integers(attrs.get(name));
  }

  /** A setting that is yes or no. */
  public boolean flag(String name) {
    return attrs.get(name).getAsBoolean();
  }

  /** A setting that is a word. */
  public String text(String name) {
    return attrs.get(name).getAsString();
  }

  /** Whether a setting is given and not null. */
  public boolean has(String name) {
    return attrs.has(name) && !attrs.get(name).isJsonNull();
  }

  @Override
  public String toString() {
    return path;
  }
}
