package dev.synapt.runtime.io;

import java.nio.ByteBuffer;

/** The element types of safetensors files that are understood. */
enum Dtype {
  BOOL(1),
  U8(1),
  I8(1),
  U16(2),
  I16(2),
  F16(2),
  BF16(2),
  U32(4),
  I32(4),
  F32(4),
  U64(8),
  I64(8),
  F64(8);

  final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Reads one element as the nearest 32-bit float. */
  float read(ByteBuffer in) {
    return switch (this) {
      case BOOL, U8 -> in.get() & 0xff;
      case I8 -> in.get();
      case U16 -> in.getShort() & 0xffff;
      case I16 -> in.getShort();
      case F16 -> Float.float16ToFloat(in.getShort());
      case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
      case U32 -> in.getInt() & 0xffffffffL;
      case I32 -> in.getInt();
      case F32 -> in.getFloat();
      case U64 -> unsigned(in.getLong());
      case I64 -> in.getLong();
      case F64 -> (float) in.getDouble();
    };
  }

  private static float unsigned(long bits) {
    // Halving keeps the lowest bit, so that the rounding to a float comes out the same.
    return bits >= 0 ? bits : 2f * ((bits >>> 1) | (bits & 1));
  }
}
