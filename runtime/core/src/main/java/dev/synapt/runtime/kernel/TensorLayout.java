package dev.synapt.runtime.kernel;

/**
 * Where the entries of one tensor lie in the array that kernels read. Entry {@code (i0, i1, ...)},
 * row-major over {@code sizes}, is at {@code offset + i0 * strides[0] + i1 * strides[1] + ...}.
 * Where the first axis of a tensor is split unevenly the sizes have room for more entries; the
 * tensor's are the first.
 *
 * @param name the tensor's name in the weights
 * @param logicalOffset where it starts in {@link dev.synapt.runtime.Weights#values()}
 * @param offset where it starts in the kernels' array
 * @param size the number of its entries
 * @param sizes its axes, some perhaps split
 * @param strides floats from one index to the next along each axis
 */
public record TensorLayout(
    String name, int logicalOffset, int offset, int size, int[] sizes, int[] strides) {

  /**
   * Copies the tensor from the logical array into the kernels' array.
   *
   * @param logical row-major tensors
   * @param packed the kernels' array
   */
  public void pack(float[] logical, float[] packed) {
    int[] index = new int[sizes.length];
    for (int i = 0; i < size; i++) {
      packed[at(index)] = logical[logicalOffset + i];
      advance(index);
    }
  }

  /**
   * Copies the tensor from the kernels' array to {@code logical[to]} and on, row-major.
   *
   * @param packed the kernels' array
   * @param logical takes {@code size} floats
   * @param to where the first goes
   */
  public void unpack(float[] packed, float[] logical, int to) {
    int[] index = new int[sizes.length];
    for (int i = 0; i < size; i++) {
      logical[to + i] = packed[at(index)];
      advance(index);
    }
  }

  /**
   * Where the tensor ends.
   *
   * @return just behind its last entry, or the last for which its axes have room
   */
  public int end() {
    int last = offset;
    for (int axis = 0; axis < sizes.length; axis++) {
      last += (sizes[axis] - 1) * strides[axis];
    }
    return last + 1;
  }

  private int at(int[] index) {
    int at = offset;
    for (int axis = 0; axis < index.length; axis++) {
      at += index[axis] * strides[axis];
    }
    return at;
  }

  private void advance(int[] index) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < sizes[axis]) {
        return;
      }
      index[axis] = 0;
    }
  }
}
