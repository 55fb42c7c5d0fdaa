package dev.synapt.runtime.data;

import dev.synapt.runtime.Batch;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The CRC-32C of what batches get from a data set. */
final class DatasetChecksum {

  private static final int CHUNK = 64;

  private DatasetChecksum() {}

  static long of(Dataset data) {
    CRC32C checksum = new CRC32C();
    Batch batch = data.newBatch(CHUNK);
    byte[] inputs = new byte[batch.inputs().length * Float.BYTES];
    byte[] answers = new byte[(batch.labels().length + batch.targets().length) * Float.BYTES];
    int[] order = new int[CHUNK];
    for (int from = 0; from < data.size(); from += CHUNK) {
      int count = Math.min(CHUNK, data.size() - from);
      for (int i = 0; i < count; i++) {
        order[i] = from + i;
      }
      data.fill(batch, order, 0, count);
      ByteBuffer.wrap(inputs).asFloatBuffer().put(batch.inputs());
      ByteBuffer.wrap(answers).asFloatBuffer().put(batch.targets());
      ByteBuffer.wrap(answers).asIntBuffer().put(batch.labels());
      checksum.update(inputs, 0, count * data.inputSize() * Float.BYTES);
      checksum.update(answers, 0, count * data.targetSize() * Float.BYTES);
    }
    return checksum.getValue();
  }
}
