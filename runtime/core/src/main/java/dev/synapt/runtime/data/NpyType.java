package dev.synapt.runtime.data;

import java.nio.ByteBuffer;

/** The element types of npy files that are read. */
public enum NpyType {
  /** One byte, 0 or 1. */
  BOOL("b1", 1),
  /** Signed 8-bit integers. */
  INT8("i1", 1),
  /** Signed 16-bit integers. */
  INT16("i2", 2),
  /** Signed 32-bit integers. */
  INT32("i4", 4),
  /** Signed 64-bit integers. */
  INT64("i8", 8),
  /** Unsigned 8-bit integers. */
  UINT8("u1", 1),
  /** Unsigned 16-bit integers. */
  UINT16("u2", 2),
  /** Unsigned 32-bit integers. */
  UINT32("u4", 4),
  /** Half precision. */
  FLOAT16("f2", 2),
  /** Single precision. */
  FLOAT32("f4", 4),
  /** Double precision. */
  FLOAT64("f8", 8);

  private final String code;
  private final int bytes;

  NpyType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** The type with NumPy's code without its byte order, or null. */
  static NpyType ofCode(String code) {
    for (NpyType type : values()) {
      if (type.code.equals(code)) {
        return type;
      }
    }
    return null;
  }

  /** The size of one element. */
  public int bytes() {
    return bytes;
  }

  /** Whether the elements are whole numbers. */
  public boolean isInteger() {
    return this != FLOAT16 && this != FLOAT32 && this != FLOAT64;
  }

  /** Element {@code index} in the buffer's byte order; 64-bit integers are rounded to doubles. */
  double read(ByteBuffer in, int index) {
    int at = index * bytes;
    return switch (this) {
      case BOOL, UINT8 -> in.get(at) & 0xff;
      case INT8 -> in.get(at);
      case INT16 -> in.getShort(at);
      case UINT16 -> in.getShort(at) & 0xffff;
      case INT32 -> in.getInt(at);
      case UINT32 -> in.getInt(at) & 0xffffffffL;
      case INT64 -> in.getLong(at);
      case FLOAT16 -> Float.float16ToFloat(in.getShort(at));
      case FLOAT32 -> in.getFloat(at);
      case FLOAT64 -> in.getDouble(at);
    };
  }
}
