package dev.synapt.processor.generated;

import dev.synapt.processor.graph.Shape;
import dev.synapt.processor.interpret.Tensor;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.InferenceNetwork;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.Trainer;
import dev.synapt.runtime.Weights;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The generated classes of one network, seen as the runtime's abstract ones.
 *
 * @param name the user's class
 * @param loader loads them
 */
record GeneratedModel(String name, ClassLoader loader) {

  /** A trainer on the given path, with one thread. */
  Trainer<Weights> trainer(CodePath path) {
    Trainer<Weights> trainer = trainer(create("Trainer", new Class<?>[] {CodePath.class}, path));
    trainer.threads(1);
    return trainer;
  }

  /** A trainer on the path that the runtime chooses, with one thread. */
  Trainer<Weights> trainer() {
    Trainer<Weights> trainer = trainer(create("Trainer", new Class<?>[0]));
    trainer.threads(1);
    return trainer;
  }

  /** A generated trainer takes its own weights; here they are made by it or by {@link #weights}. */
  @SuppressWarnings("unchecked")
  private static Trainer<Weights> trainer(Object trainer) {
    return (Trainer<Weights>) trainer;
  }

  /** A network on the given path. */
  InferenceNetwork network(Weights weights, CodePath path) {
    Class<?>[] types = {type("Weights"), CodePath.class};
    return (InferenceNetwork) create("Network", types, weights, path);
  }

  /** A network on the paths that the runtime chooses. */
  InferenceNetwork network(Weights weights) {
    return (InferenceNetwork) create("Network", new Class<?>[] {type("Weights")}, weights);
  }

  /** Weights that are all zero. */
  Weights weights() {
    return (Weights) create("Weights", new Class<?>[0]);
  }

  /** Weights with the given values, one tensor for each. */
  Weights weights(Map<String, Tensor> tensors) {
    Weights weights = weights();
    if (weights.tensors().size() != tensors.size()) {
      throw new AssertionError(weights.tensors() + " are not " + tensors.keySet());
    }
    tensors.forEach((tensor, values) -> weights.tensor(tensor).copyFrom(values.toFloats()));
    return weights;
  }

  /** The values of weights by tensor; vectors. */
  static Map<String, Tensor> tensors(Weights weights) {
    Map<String, Tensor> result = new LinkedHashMap<>();
    for (TensorSpec spec : weights.tensors()) {
      result.put(spec.name(), vector(weights.tensor(spec.name()).toArray()));
    }
    return result;
  }

  /** Floats as a vector. */
  static Tensor vector(float[] floats) {
    return Tensor.ofFloats(Shape.of(floats.length), floats);
  }

  private Class<?> type(String role) {
    try {
      return loader.loadClass(name + role);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private Object create(String role, Class<?>[] types, Object... arguments) {
    try {
      return type(role).getConstructor(types).newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(name + role, e);
    }
  }
}
