package dev.synapt.dsl;

/** What is put around an image. */
public enum Border {
  /** Zeros. PyTorch's {@code ZeroPad2d}. */
  ZEROS,

  /**
   * A mirror image whose axis is the outermost row or column. PyTorch's {@code ReflectionPad2d}.
   */
  MIRRORED,

  /** The outermost row or column again. PyTorch's {@code ReplicationPad2d}. */
  REPEATED
}
