package dev.synapt.examples.models;

import dev.synapt.runtime.data.ImageFolder;
import dev.synapt.runtime.data.NpyArray;
import dev.synapt.runtime.data.NpyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Samples in a file: an array of NumPy, or an image where the model takes gray ones.
 *
 * @param path ends in .npy, or as images do
 * @param shape of a sample
 */
record InputFile(Path path, int[] shape) {

  List<float[]> read() throws IOException {
    if (path.toString().endsWith(".npy")) {
      return rows();
    }
    if (shape.length != 3 || shape[0] != 1) {
      throw new IOException(path + ": samples of this model come from a file that ends in .npy");
    }
    return List.of(ImageFolder.gray(shape[1], shape[2]).scaled().readImage(path));
  }

  private List<float[]> rows() throws IOException {
    NpyArray array = NpyReader.read(path);
    int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    if (array.size() == 0 || array.size() % size != 0) {
      throw new IOException(
          "%s: %d numbers are no samples of %s, which have %d each"
              .formatted(path, array.size(), Arrays.toString(shape), size));
    }
    float[] values = array.toFloats();
    List<float[]> samples = new ArrayList<>();
    for (int from = 0; from < values.length; from += size) {
      samples.add(Arrays.copyOfRange(values, from, from + size));
    }
    return samples;
  }
}
