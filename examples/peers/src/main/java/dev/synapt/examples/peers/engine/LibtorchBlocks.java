package dev.synapt.examples.peers.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.ParallelBlock;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import ai.djl.util.Pair;
import dev.synapt.examples.peers.work.Part;
import dev.synapt.examples.peers.work.TensorCursor;
import java.util.List;

/** Builds DJL's blocks from the parts of a network. */
final class LibtorchBlocks {

  /** DJL's momentum is the share of the old value, PyTorch's that of the new one. */
  private static final float BATCH_NORM_MOMENTUM = 0.9f;

  private LibtorchBlocks() {}

  static SequentialBlock of(List<Part> parts) {
    SequentialBlock blocks = new SequentialBlock();
    parts.forEach(part -> blocks.add(of(part)));
    return blocks;
  }

  private static Block of(Part part) {
    return switch (part) {
      case Part.Dense dense -> Linear.builder().setUnits(dense.outputs()).build();
      case Part.Conv conv -> convolution(conv);
      case Part.BatchNorm _ -> BatchNorm.builder().optMomentum(BATCH_NORM_MOMENTUM).build();
      case Part.Relu _ -> Activation.reluBlock();
      case Part.MaxPool pool -> Pool.maxPool2dBlock(square(pool.size()), square(pool.size()));
      case Part.GlobalAvgPool _ -> Pool.globalAvgPool2dBlock();
      case Part.Flatten _ -> Blocks.batchFlattenBlock();
      case Part.Dropout dropout -> Dropout.builder().optRate(dropout.rate()).build();
      case Part.Residual sum -> residual(sum);
    };
  }

  private static Block convolution(Part.Conv conv) {
    return Conv2d.builder()
        .setKernelShape(square(conv.kernel()))
        .setFilters(conv.filters())
        .optStride(square(conv.stride()))
        .optPadding(square(conv.pad()))
        .optBias(conv.bias())
        .build();
  }

  private static Shape square(int size) {
    return new Shape(size, size);
  }

  private static Block residual(Part.Residual sum) {
    Block shortcut =
        sum.shortcut().isEmpty() ? new LambdaBlock(list -> list) : of(sum.shortcut());
    return new ParallelBlock(
        branches -> new NDList(NDArrays.add(branches.get(0).head(), branches.get(1).head())),
        List.of(of(sum.body()), shortcut));
  }

  /** Overwrites the parameters, which are in the same order and layout as ours. */
  static void load(Block block, TensorCursor tensors) {
    for (Pair<String, Parameter> entry : block.getParameters()) {
      NDArray array = entry.getValue().getArray();
      array.set(tensors.next((int) array.size()));
    }
    tensors.requireEnd();
  }
}
