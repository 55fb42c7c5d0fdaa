package dev.synapt.runtime.data;

import java.nio.ByteBuffer;

/** The element types of IDX files; all are big-endian. */
public enum IdxType {
  /** Unsigned 8-bit integers, code 0x08: MNIST's images and labels. */
  UNSIGNED_BYTE(0x08, 1),
  /** Signed 8-bit integers, code 0x09. */
  BYTE(0x09, 1),
  /** Signed 16-bit integers, code 0x0B. */
  SHORT(0x0b, 2),
  /** Signed 32-bit integers, code 0x0C. */
  INT(0x0c, 4),
  /** 32-bit floats, code 0x0D. */
  FLOAT(0x0d, 4),
  /** 64-bit floats, code 0x0E. */
  DOUBLE(0x0e, 8);

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /**
   * The size of one element.
   *
   * @return 1, 2, 4 or 8
   */
  public int bytes() {
    return bytes;
  }

  /**
   * Whether the elements are whole numbers.
   *
   * @return false for {@link #FLOAT} and {@link #DOUBLE}
   */
  public boolean isInteger() {
    return this != FLOAT && this != DOUBLE;
  }

  /** The type with this code, or null. */
  static IdxType ofCode(int code) {
    for (IdxType type : values()) {
      if (type.code == code) {
        return type;
      }
    }
    return null;
  }

  double read(ByteBuffer bigEndian, int index) {
    return switch (this) {
      case UNSIGNED_BYTE -> bigEndian.get(index) & 0xff;
      case BYTE -> bigEndian.get(index);
      case SHORT -> bigEndian.getShort(2 * index);
      case INT -> bigEndian.getInt(4 * index);
      case FLOAT -> bigEndian.getFloat(4 * index);
      case DOUBLE -> bigEndian.getDouble(8 * index);
    };
  }
}
