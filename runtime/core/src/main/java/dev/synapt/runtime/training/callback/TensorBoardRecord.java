package dev.synapt.runtime.training.callback;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The framing of TensorFlow's record files, little-endian: the length (8 bytes), its masked
 * CRC-32C, the data, its masked CRC-32C.
 */
final class TensorBoardRecord {

  /** From TensorFlow's {@code crc32c.h}: a CRC of data that contains CRCs would be weak. */
  private static final int MASK_DELTA = 0xa282ead8;

  private static final int ROTATION = 15;

  private TensorBoardRecord() {}

  static byte[] of(byte[] data) {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + data.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(maskedChecksum(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(maskedChecksum(data, data.length));
    return record.array();
  }

  private static int maskedChecksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return Integer.rotateRight((int) checksum.getValue(), ROTATION) + MASK_DELTA;
  }
}
