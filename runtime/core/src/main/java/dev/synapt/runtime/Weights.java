package dev.synapt.runtime;

import dev.synapt.runtime.io.Safetensors;
import dev.synapt.runtime.io.SafetensorsReader;
import dev.synapt.runtime.random.CounterRandom;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The weights of one network: named tensors, back to back in one array.
 *
 * <p>Every tensor is row-major in its logical shape (PyTorch's), without padding, in the order of
 * {@link #tensors()}. The layout inside of generated code is another matter; trainers and networks
 * convert.
 *
 * <p>Not synchronised: whoever changes the values while others read them must take care of that.
 */
public abstract class Weights {

  private static final String FINGERPRINT_KEY = "synapt.fingerprint";
  private static final String ARCHITECTURE_KEY = "synapt.architecture";
  private static final String NORMALIZER_KEY = "synapt.normalizer";

  /** Of each side, in a message. */
  private static final int NAMED_AT_MOST = 5;

  private final String architecture;
  private final String fingerprint;
  private final List<TensorSpec> tensors;
  private final Map<String, TensorView> views;
  private final float[] values;
  private Normalizer normalizer;

  /**
   * Allocates the tensors; every value is 0.
   *
   * @param architecture a text that describes the network: its name in the first line, then one
   *     line for each layer; shown when weights of another network are loaded
   * @param fingerprint a hash of everything about the architecture that the weights depend on
   * @param tensors in the order of the array; each begins where the one before ends
   * @throws IllegalArgumentException if a name occurs twice or a tensor begins elsewhere
   */
  protected Weights(String architecture, String fingerprint, List<TensorSpec> tensors) {
    this.architecture = Objects.requireNonNull(architecture, "architecture");
    this.fingerprint = Objects.requireNonNull(fingerprint, "fingerprint");
    this.tensors = List.copyOf(tensors);
    this.values = new float[checkedLength(this.tensors)];
    this.views = views(this.tensors, values);
  }

  private static int checkedLength(List<TensorSpec> tensors) {
    int length = 0;
    for (TensorSpec spec : tensors) {
      if (spec.offset() != length) {
        throw new IllegalArgumentException(
            spec + " begins at " + spec.offset() + ", but the tensors before end at " + length);
      }
      length += spec.size();
    }
    return length;
  }

  private static Map<String, TensorView> views(List<TensorSpec> tensors, float[] values) {
    Map<String, TensorView> views = new LinkedHashMap<>();
    for (TensorSpec spec : tensors) {
      if (views.put(spec.name(), new TensorView(spec, values)) != null) {
        throw new IllegalArgumentException("two tensors are named \"" + spec.name() + "\"");
      }
    }
    return Collections.unmodifiableMap(views);
  }

  /**
   * All values.
   *
   * @return the array itself, not a copy: the tensors back to back, each row-major
   */
  public final float[] values() {
    return values;
  }

  /**
   * The tensors in the order of {@link #values()}.
   *
   * @return an unmodifiable list
   */
  public final List<TensorSpec> tensors() {
    return tensors;
  }

  /**
   * One tensor by its name.
   *
   * @param name for example {@code fc1.dense.weight}
   * @return a view of the values
   * @throws IllegalArgumentException if there is no such tensor; it names the nearest
   */
  public final TensorView tensor(String name) {
    TensorView view = views.get(name);
    if (view == null) {
      throw new IllegalArgumentException(
          title() + " has no tensor \"" + name + "\"; " + Suggestion.of(name, views.keySet()));
    }
    return view;
  }

  /**
   * The hash of the architecture that these weights belong to.
   *
   * @return the same text for every instance of one network class
   */
  public final String fingerprint() {
    return fingerprint;
  }

  /**
   * What is done to samples before they enter the network.
   *
   * @return empty if they enter as they are
   */
  public final Optional<Normalizer> normalizer() {
    return Optional.ofNullable(normalizer);
  }

  /**
   * Sets what is done to samples before they enter the network.
   *
   * @param newNormalizer null for nothing
   */
  public final void normalizer(Normalizer newNormalizer) {
    normalizer = newNormalizer;
  }

  /**
   * The number of trainable values; running statistics of batch normalisation do not count, as in
   * PyTorch.
   *
   * @return 0 or more
   */
  public final long parameterCount() {
    return tensors.stream().filter(TensorSpec::trainable).mapToLong(TensorSpec::size).sum();
  }

  /**
   * Gives every tensor its first values. The values of a tensor depend on the seed, its name and
   * its initializer only, not on the rest of the network.
   *
   * @param seed any number; the same seed gives the same bits on every machine
   */
  public final void initialize(long seed) {
    for (TensorSpec spec : tensors) {
      long key = CounterRandom.key(seed, "initialization/" + spec.name());
      spec.initializer().fill(values, spec.offset(), spec.size(), spec.fanIn(), spec.fanOut(), key);
    }
  }

  /**
   * Overwrites all values and the normaliser with those of another instance.
   *
   * @param other weights of the same architecture
   * @throws IllegalArgumentException if the fingerprints differ
   */
  public final void copyFrom(Weights other) {
    if (!fingerprint.equals(other.fingerprint)) {
      throw new IllegalArgumentException(
          "weights of " + other.title() + " do not fit " + title() + ": fingerprints differ");
    }
    System.arraycopy(other.values, 0, values, 0, values.length);
    normalizer = other.normalizer;
  }

  /**
   * Overwrites the tensors that another network has too, under the same name and in the same shape:
   * layers that were trained there, as a beginning here. All others stay. The normaliser, if the
   * other has one, is taken over, because those layers count on it.
   *
   * @param other weights of any network
   * @return the names of the tensors that were copied, in the order of {@link #tensors()}
   * @throws IllegalArgumentException if there is no such tensor; nothing is changed then
   */
  public final List<String> copyMatching(Weights other) {
    List<TensorSpec> same =
        tensors.stream()
            .filter(spec -> other.views.containsKey(spec.name()))
            .filter(spec -> Arrays.equals(other.views.get(spec.name()).shape(), spec.shape()))
            .toList();
    requireSome(same, other.title(), other.views.keySet());
    same.forEach(spec -> views.get(spec.name()).copyFrom(other.views.get(spec.name()).toArray()));
    normalizer = other.normalizer == null ? normalizer : other.normalizer;
    return same.stream().map(TensorSpec::name).toList();
  }

  /**
   * Does {@link #copyMatching} with what is in a file.
   *
   * @param file a safetensors file, of any network or another program
   * @return the names of the tensors that were copied, in the order of {@link #tensors()}
   * @throws IOException if it cannot be read or is damaged; nothing is changed then
   * @throws IllegalArgumentException if there is no such tensor; nothing is changed then
   */
  public final List<String> loadMatching(Path file) throws IOException {
    float[] loaded = values.clone();
    Normalizer loadedNormalizer;
    List<TensorSpec> same;
    try (SafetensorsReader reader = Safetensors.open(file)) {
      String text = reader.metadata().get(NORMALIZER_KEY);
      loadedNormalizer = text == null ? normalizer : Normalizer.parse(text);
      same = tensors.stream().filter(spec -> WeightsDifferences.isSame(spec, reader)).toList();
      requireSome(same, file.toString(), reader.names());
      for (TensorSpec spec : same) {
        reader.read(spec.name(), loaded, spec.offset());
      }
    }
    System.arraycopy(loaded, 0, values, 0, values.length);
    normalizer = loadedNormalizer;
    return same.stream().map(TensorSpec::name).toList();
  }

  private void requireSome(List<TensorSpec> same, String source, Set<String> names) {
    if (same.isEmpty()) {
      throw new IllegalArgumentException(
          "no tensor of %s has the name and shape of one of %s: there are %s there, and %s here"
              .formatted(
                  source,
                  title(),
                  names.stream().limit(NAMED_AT_MOST).toList(),
                  tensors.stream().limit(NAMED_AT_MOST).toList()));
    }
  }

  /**
   * Saves as a safetensors file of 32-bit floats, with the fingerprint and the normaliser in its
   * metadata. The file appears at once: a crash or an error while saving leaves the former file as
   * it was.
   *
   * @param file where; an existing file is replaced
   * @throws IOException if it cannot be written
   */
  public final void save(Path file) throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FINGERPRINT_KEY, fingerprint);
    metadata.put(ARCHITECTURE_KEY, architecture);
    normalizer().ifPresent(n -> metadata.put(NORMALIZER_KEY, n.format()));
    List<Safetensors.Tensor> entries = new ArrayList<>();
    for (TensorSpec spec : tensors) {
      entries.add(new Safetensors.Tensor(spec.name(), spec.shape(), values, spec.offset()));
    }
    Safetensors.write(file, metadata, entries);
  }

  /**
   * Loads what {@link #save} wrote. A safetensors file without a fingerprint, for example written
   * by another program, is taken if exactly the same tensors are in it. If anything is wrong the
   * values stay as they were.
   *
   * @param file a safetensors file
   * @throws IOException if it cannot be read or is damaged
   * @throws IllegalArgumentException if it holds weights of another architecture; the message lists
   *     the tensors and layers that differ
   */
  public final void load(Path file) throws IOException {
    float[] loaded = new float[values.length];
    Normalizer loadedNormalizer;
    try (SafetensorsReader reader = Safetensors.open(file)) {
      requireSameArchitecture(file, reader);
      String text = reader.metadata().get(NORMALIZER_KEY);
      loadedNormalizer = text == null ? null : Normalizer.parse(text);
      for (TensorSpec spec : tensors) {
        reader.read(spec.name(), loaded, spec.offset());
      }
    }
    System.arraycopy(loaded, 0, values, 0, values.length);
    normalizer = loadedNormalizer;
  }

  private void requireSameArchitecture(Path file, SafetensorsReader reader) {
    List<String> differences = WeightsDifferences.ofTensors(tensors, reader);
    String saved = reader.metadata().get(FINGERPRINT_KEY);
    if (differences.isEmpty() && (saved == null || saved.equals(fingerprint))) {
      return;
    }
    String savedArchitecture = reader.metadata().get(ARCHITECTURE_KEY);
    if (savedArchitecture != null) {
      differences.addAll(WeightsDifferences.ofLines(architecture, savedArchitecture));
    }
    throw new IllegalArgumentException(
        file
            + " holds weights of another network than "
            + title()
            + (saved == null ? "" : " (fingerprint " + saved + ", wanted " + fingerprint + ")")
            + WeightsDifferences.text(differences));
  }

  private String title() {
    return architecture.lines().findFirst().orElse(getClass().getSimpleName()).strip();
  }
}
