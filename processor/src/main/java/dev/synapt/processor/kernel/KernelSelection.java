package dev.synapt.processor.kernel;

import dev.synapt.processor.graph.ValueId;
import dev.synapt.processor.lower.AttentionOp;
import dev.synapt.processor.lower.BasicLossOp;
import dev.synapt.processor.lower.ConvOp;
import dev.synapt.processor.lower.EmbeddingOp;
import dev.synapt.processor.lower.FrozenNormGrad;
import dev.synapt.processor.lower.LogSoftmaxOp;
import dev.synapt.processor.lower.LossOp;
import dev.synapt.processor.lower.Op;
import dev.synapt.processor.lower.PReluOp;
import dev.synapt.processor.lower.PositionOp;
import dev.synapt.processor.lower.PositionalOp;
import dev.synapt.processor.lower.SampleNormOp;
import dev.synapt.processor.lower.TopologyOp;
import dev.synapt.processor.plan.Step;

/** Picks the kernel of each step, by its operation and the layout of what it reads. */
public final class KernelSelection {

  private final DenseKernels dense;
  private final SliceConvKernels sliceConv;
  private final SliceGradInputKernels sliceGradInput;
  private final SliceGradWeightsKernels sliceGradWeights;
  private final PixelConvKernels pixelConv;
  private final ColumnKernels columns;
  private final LineConvKernels lineConv;
  private final WinogradKernels winograd;
  private final PixelGradWeightsKernels pixelGradWeights;
  private final WinogradGradWeightsKernels winogradGradWeights;
  private final PixelNormKernels pixelNorm;
  private final PoolKernels pool;
  private final ElementwiseKernels elementwise;
  private final BatchNormKernels batchNorm;
  private final FrozenNormKernels frozenNorm;
  private final LayoutKernels layout;
  private final ImageSoftmaxKernels imageSoftmax;
  private final PositionKernels positions;
  private final SampleNormKernels sampleNorm;
  private final SequenceKernels sequences;
  private final AttentionKernels attention;
  private final LossKernels loss;
  private final PReluKernels prelu;
  private final LogSoftmaxKernels logSoftmax;
  private final SubsampleKernels subsample;
  private final ConcatKernels concat;
  private final Kernel kernel;

  /** Selection for one graph, memory plan and target. */
  public KernelSelection(Kernel kernel) {
    dense = new DenseKernels(kernel);
    sliceConv = new SliceConvKernels(kernel);
    sliceGradInput = new SliceGradInputKernels(kernel);
    sliceGradWeights = new SliceGradWeightsKernels(kernel);
    RoutinePool routines = new RoutinePool();
    pixelConv = new PixelConvKernels(kernel, routines);
    columns = new ColumnKernels(kernel);
    lineConv = new LineConvKernels(kernel);
    winograd = new WinogradKernels(kernel, routines);
    pixelGradWeights = new PixelGradWeightsKernels(kernel, routines);
    winogradGradWeights = new WinogradGradWeightsKernels(kernel, routines);
    pixelNorm = new PixelNormKernels(kernel, routines);
    pool = new PoolKernels(kernel);
    elementwise = new ElementwiseKernels(kernel);
    batchNorm = new BatchNormKernels(kernel);
    frozenNorm = new FrozenNormKernels(kernel);
    layout = new LayoutKernels(kernel);
    imageSoftmax = new ImageSoftmaxKernels(kernel);
    positions = new PositionKernels(kernel);
    sampleNorm = new SampleNormKernels(kernel);
    sequences = new SequenceKernels(kernel);
    attention = new AttentionKernels(kernel);
    loss = new LossKernels(kernel);
    prelu = new PReluKernels(kernel);
    logSoftmax = new LogSoftmaxKernels(kernel);
    subsample = new SubsampleKernels(kernel);
    concat = new ConcatKernels(kernel);
    this.kernel = kernel;
  }

  /** The code of a step. */
  public KernelCode select(Step step) {
    boolean combine = step.part() == Step.Part.COMBINE;
    return switch (step.op()) {
      case Op.Dense op -> dense.forward(op);
      case Op.DenseGradInput op -> dense.gradInput(op);
      case Op.DenseGradWeights op -> dense.gradWeights(op);
      case Op.Conv2d op -> convolution(op);
      case Op.Conv2dGradInput op ->
          kernel.isPixels(op.dx()) ? pixels(op) : sliceGradInput.gradInput(op);
      case Op.Conv2dGradWeights op -> combine ? SliceSums.convolution(kernel, op) : gradWeights(op);
      case Op.MaxPool op -> kernel.slot(op.x()).isPlanes() ? columns.pool(op) : pool.forward(op);
      case Op.MaxPoolGrad op -> pool.gradient(op);
      case Op.AvgPool op -> pool.forward(op);
      case Op.AvgPoolGrad op -> pool.gradient(op);
      case Op.Activate op -> elementwise.forward(op);
      case Op.ActivateGrad op -> elementwise.gradient(op);
      case Op.Dropout op -> elementwise.forward(op);
      case Op.DropoutGrad op -> elementwise.gradient(op);
      case Op.BatchNormStatistics op -> combine ? batchNorm.combine(op) : statistics(op);
      case Op.BatchNormApply op ->
          kernel.isPixels(op.x()) ? pixelNorm.apply(op) : batchNorm.apply(op);
      case Op.BatchNormGradParameters op -> combine ? batchNorm.combine(op) : gradParameters(op);
      case Op.BatchNormGradInput op ->
          kernel.isPixels(op.x()) ? pixelNorm.gradInput(op) : batchNorm.gradInput(op);
      case Op.BatchNormInference op -> frozenNorm.forward(op);
      case FrozenNormGrad op -> frozenNorm.gradient(op);
      case Op.ScaleShift op -> batchNorm.scaleShift(op);
      case Op.Flatten op -> layout.flatten(op);
      case Op.Unflatten op -> layout.unflatten(op);
      case Op.Softmax op ->
          kernel.slot(op.x()).isRows() ? layout.softmax(op) : imageSoftmax.forward(op);
      case Op.SoftmaxGrad op ->
          kernel.slot(op.y()).isRows() ? layout.softmaxGradient(op) : imageSoftmax.gradient(op);
      case Op.Family op -> family(op, combine);
      case TopologyOp.Add op -> elementwise.forward(op);
      case TopologyOp.SharedGradient op -> SharedGradients.sum(kernel, op);
      case TopologyOp.Multiply op -> elementwise.forward(op);
      case TopologyOp.Concat op -> concat.forward(op);
      case TopologyOp.Split op -> concat.split(op);
      case TopologyOp.Part op -> concat.part(op);
      case TopologyOp.Subsample op -> subsample.forward(op);
      case TopologyOp.SubsampleGrad op -> subsample.gradient(op);
    };
  }

  private KernelCode family(Op.Family family, boolean combine) {
    return switch (family) {
      case PositionOp op -> positions.code(op);
      case SampleNormOp.GradWeights op when combine -> SliceSums.combine(kernel, op);
      case SampleNormOp op -> sampleNorm.code(op);
      case EmbeddingOp op -> sequences.code(op);
      case AttentionOp op -> attention.code(op);
      case PositionalOp.GradWeights op when combine -> SliceSums.combine(kernel, op);
      case PositionalOp op -> sequences.code(op);
      case ConvOp.GradWeights op when combine -> SliceSums.combine(kernel, op);
      case ConvOp op -> positions.code(op);
      case BasicLossOp.SoftmaxCrossEntropy op -> layout.crossEntropy(op);
      case BasicLossOp.SquaredError op -> layout.squaredError(op);
      case LossOp op -> loss.forward(op);
      case PReluOp.Forward op -> prelu.forward(op);
      case PReluOp.GradInput op -> prelu.gradInput(op);
      case PReluOp.GradWeights op ->
          combine ? SliceSums.combine(kernel, op) : prelu.gradWeights(op);
      case LogSoftmaxOp.Forward op -> logSoftmax.forward(op);
      case LogSoftmaxOp.Gradient op -> logSoftmax.gradient(op);
    };
  }

  private KernelCode convolution(Op.Conv2d op) {
    if (kernel.slot(op.y()).isPlanes()) {
      return columns.convolution(op);
    }
    if (kernel.slot(op.x()).isPlanes()) {
      return lineConv.forward(op);
    }
    return kernel.isPixels(op.y()) ? pixels(op) : sliceConv.forward(op);
  }

  private KernelCode pixels(Op.Conv2d op) {
    return kernel.memory().winograds().containsKey(op)
        ? winograd.forward(op)
        : pixelConv.forward(op);
  }

  private KernelCode pixels(Op.Conv2dGradInput op) {
    return kernel.memory().winograds().containsKey(op)
        ? winograd.gradInput(op)
        : pixelConv.gradInput(op);
  }

  private KernelCode gradWeights(Op.Conv2dGradWeights op) {
    if (kernel.memory().winogradGradients().containsKey(op)) {
      return winogradGradWeights.gradWeights(op);
    }
    return kernel.isPixels(op.x())
        ? pixelGradWeights.gradWeights(op)
        : sliceGradWeights.gradWeights(op);
  }

  private KernelCode statistics(Op.BatchNormStatistics op) {
    return kernel.isPixels(op.x()) ? pixelNorm.statistics(op) : batchNorm.statistics(op);
  }

  private KernelCode gradParameters(Op.BatchNormGradParameters op) {
    return kernel.isPixels(op.x()) ? pixelNorm.gradParameters(op) : batchNorm.gradParameters(op);
  }

  /** The code that brings the caller's samples into the network. */
  public KernelCode input(ValueId input) {
    return layout.input(input);
  }

  /** The code that copies a value of all samples to the caller's {@code float[] rows}. */
  public KernelCode rows(ValueId value) {
    return layout.rows(value);
  }

  /** The code that hands the result to the caller. */
  public KernelCode output(ValueId output) {
    return layout.output(output);
  }
}
