package dev.synapt.runtime.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file.
 *
 * @param metadata free text
 * @param tensors by name, in the order of the header
 */
record SafetensorsHeader(Map<String, String> metadata, Map<String, Entry> tensors) {

  /** One tensor: its range of bytes counts from the end of the header; {@code at}: in the file. */
  record Entry(Dtype dtype, long[] shape, long begin, long end, long at) {

    long size() {
      return (end - begin) / dtype.bytes;
    }
  }

  static SafetensorsHeader parse(Path file, byte[] json, long dataBytes)
      throws SafetensorsFormatException {
    SafetensorsHeader header = new Parser(new HeaderScanner(file, json)).header();
    header.requireNoHoles(file, Long.BYTES + json.length, dataBytes);
    return header;
  }

  private void requireNoHoles(Path file, long dataBegin, long dataBytes)
      throws SafetensorsFormatException {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(tensors.entrySet());
    sorted.sort(new ByPosition());
    long expected = 0;
    for (Map.Entry<String, Entry> next : sorted) {
      Entry entry = next.getValue();
      if (entry.begin != expected) {
        throw new SafetensorsFormatException(
            file,
            entry.at,
            "tensor \""
                + next.getKey()
                + "\" begins at "
                + entry.begin
                + ", but the tensors before it end at "
                + expected
                + (entry.begin < expected ? " (they overlap)" : " (unused bytes between)"));
      }
      expected = entry.end;
    }
    if (expected != dataBytes) {
      throw new SafetensorsFormatException(
          file,
          dataBegin + Math.min(expected, dataBytes),
          "the tensors have " + expected + " bytes, but " + dataBytes + " follow the header");
    }
  }

  /**
   * A class, for the first lambda of a program would take 10 ms of its start, which loads weights
   * as a rule.
   */
  private static final class ByPosition implements Comparator<Map.Entry<String, Entry>> {
    @Override
    public int compare(Map.Entry<String, Entry> a, Map.Entry<String, Entry> b) {
      int begins = Long.compare(a.getValue().begin, b.getValue().begin);
      return begins != 0 ? begins : Long.compare(a.getValue().end, b.getValue().end);
    }
  }

  /** Reads the grammar of the header. */
  private record Parser(HeaderScanner in) {

    SafetensorsHeader header() throws SafetensorsFormatException {
      Map<String, String> metadata = null;
      Map<String, Entry> tensors = new LinkedHashMap<>();
      in.requireFirst('{');
      for (boolean more = !in.skip('}'); more; more = in.commaOr('}')) {
        long at = in.position();
        String name = in.string();
        in.require(':');
        if (name.equals(Safetensors.METADATA)) {
          in.requireThat(metadata == null, at, "the key \"" + name + "\" occurs twice");
          metadata = metadata();
        } else {
          Entry former = tensors.put(name, tensor(name, at));
          in.requireThat(former == null, at, "the name \"" + name + "\" occurs twice");
        }
      }
      in.requireEnd();
      return new SafetensorsHeader(
          metadata == null ? Map.of() : Collections.unmodifiableMap(metadata),
          Collections.unmodifiableMap(tensors));
    }

    private Map<String, String> metadata() throws SafetensorsFormatException {
      Map<String, String> metadata = new LinkedHashMap<>();
      in.require('{');
      for (boolean more = !in.skip('}'); more; more = in.commaOr('}')) {
        long at = in.position();
        String key = in.string();
        in.require(':');
        String former = metadata.put(key, in.string());
        in.requireThat(former == null, at, "the metadata key \"" + key + "\" occurs twice");
      }
      return metadata;
    }

    private Entry tensor(String name, long at) throws SafetensorsFormatException {
      Fields fields = new Fields();
      in.require('{');
      for (boolean more = !in.skip('}'); more; more = in.commaOr('}')) {
        fields.read(in, name);
      }
      String tensor = "tensor \"" + name + "\"";
      in.requireThat(fields.dtype != null, at, tensor + " has no dtype");
      in.requireThat(fields.shape != null, at, tensor + " has no shape");
      in.requireThat(fields.offsets != null, at, tensor + " has no data_offsets");
      in.requireThat(fields.offsets.length == 2, at, tensor + " needs two data_offsets");
      Entry entry = new Entry(fields.dtype, fields.shape, fields.offsets[0], fields.offsets[1], at);
      requireRightSize(entry, tensor);
      return entry;
    }

    private void requireRightSize(Entry entry, String tensor) throws SafetensorsFormatException {
      in.requireThat(
          entry.begin <= entry.end,
          entry.at,
          tensor + " begins at " + entry.begin + " and ends before, at " + entry.end);
      long needed = entry.dtype.bytes;
      for (long dimension : entry.shape) {
        in.requireThat(
            dimension == 0 || needed <= Long.MAX_VALUE / dimension,
            entry.at,
            tensor + " has a shape whose product is too large");
        needed *= dimension;
      }
      in.requireThat(
          needed == entry.end - entry.begin,
          entry.at,
          tensor
              + " needs "
              + needed
              + " bytes by its dtype and shape, but its data_offsets have "
              + (entry.end - entry.begin));
    }
  }

  /** The fields of one tensor while they are read. */
  private static final class Fields {

    private Dtype dtype;
    private long[] shape;
    private long[] offsets;

    void read(HeaderScanner in, String name) throws SafetensorsFormatException {
      long at = in.position();
      String key = in.string();
      in.require(':');
      boolean first =
          switch (key) {
            case "dtype" -> dtype == null;
            case "shape" -> shape == null;
            case "data_offsets" -> offsets == null;
            default ->
                throw in.wrong(at, "tensor \"" + name + "\" has the unknown key \"" + key + '"');
          };
      in.requireThat(first, at, "tensor \"" + name + "\" has the key \"" + key + "\" twice");
      switch (key) {
        case "dtype" -> dtype = dtype(in);
        case "shape" -> shape = in.integers();
        default -> offsets = in.integers();
      }
    }

    private static Dtype dtype(HeaderScanner in) throws SafetensorsFormatException {
      long at = in.position();
      String text = in.string();
      for (Dtype dtype : Dtype.values()) {
        if (dtype.name().equals(text)) {
          return dtype;
        }
      }
      throw in.wrong(at, "unknown dtype \"" + text + "\"");
    }
  }
}
