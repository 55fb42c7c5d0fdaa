package dev.synapt.runtime.training;

import dev.synapt.runtime.Normalizer;
import dev.synapt.runtime.TrainerState;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** The content of a checkpoint's file: the fields one after another, lists with their length. */
final class CheckpointContent {

  private CheckpointContent() {}

  /** Bytes that {@link #write} writes. */
  static long length(Checkpoint checkpoint) throws IOException {
    Counter counter = new Counter();
    write(new DataOutputStream(counter), checkpoint);
    return counter.bytes;
  }

  private static final class Counter extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] from, int offset, int length) {
      bytes += length;
    }
  }

  static void write(DataOutputStream out, Checkpoint checkpoint) throws IOException {
    writeIdentity(out, checkpoint.identity());
    writePosition(out, checkpoint.position());
    writeTrainer(out, checkpoint.trainer());
    BestWeights.State best = checkpoint.best();
    out.writeBoolean(best != null);
    if (best != null) {
      FloatStreams.write(out, best.weights());
      out.writeDouble(best.value());
    }
    writeHistory(out, checkpoint.history());
  }

  static Checkpoint read(DataInputStream in, long length) throws IOException {
    TrainingIdentity identity = readIdentity(in);
    Position position = readPosition(in);
    TrainerState trainer = readTrainer(in, length);
    BestWeights.State best =
        in.readBoolean()
            ? new BestWeights.State(FloatStreams.read(in, length), in.readDouble())
            : null;
    return new Checkpoint(identity, position, trainer, best, readHistory(in));
  }

  private static void writeIdentity(DataOutputStream out, TrainingIdentity identity)
      throws IOException {
    out.writeLong(identity.seed());
    out.writeInt(identity.batchSize());
    out.writeInt(identity.accumulation());
    out.writeInt(identity.samples());
    out.writeLong(identity.dataHash());
    out.writeUTF(identity.optimizer());
    out.writeUTF(identity.augmentation());
  }

  private static TrainingIdentity readIdentity(DataInputStream in) throws IOException {
    return new TrainingIdentity(
        in.readLong(),
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readUTF(),
        in.readUTF());
  }

  private static void writePosition(DataOutputStream out, Position position) throws IOException {
    out.writeInt(position.epoch());
    out.writeInt(position.step());
    out.writeLong(position.samples());
    out.writeLong(position.correct());
    out.writeDouble(position.lossSum());
    out.writeDouble(position.seconds());
    out.writeDouble(position.lossLimit());
  }

  private static Position readPosition(DataInputStream in) throws IOException {
    return new Position(
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble());
  }

  private static void writeTrainer(DataOutputStream out, TrainerState state) throws IOException {
    out.writeUTF(state.fingerprint());
    FloatStreams.write(out, state.weights());
    writeNormalizer(out, state.normalizer());
    out.writeUTF(state.optimizer());
    out.writeInt(state.slots().length);
    for (float[] slot : state.slots()) {
      FloatStreams.write(out, slot);
    }
    out.writeFloat(state.learningRate());
    out.writeDouble(state.momentum());
    out.writeLong(state.dropoutKey());
    out.writeLong(state.passes());
    out.writeLong(state.updates());
  }

  private static TrainerState readTrainer(DataInputStream in, long length) throws IOException {
    return new TrainerState(
        in.readUTF(),
        FloatStreams.read(in, length),
        readNormalizer(in, length),
        in.readUTF(),
        readSlots(in, length),
        in.readFloat(),
        in.readDouble(),
        in.readLong(),
        in.readLong(),
        in.readLong());
  }

  private static void writeNormalizer(DataOutputStream out, Normalizer normalizer)
      throws IOException {
    out.writeBoolean(normalizer != null);
    if (normalizer != null) {
      FloatStreams.write(out, normalizer.shift());
      FloatStreams.write(out, normalizer.scale());
    }
  }

  private static Normalizer readNormalizer(DataInputStream in, long length) throws IOException {
    return in.readBoolean()
        ? new Normalizer(FloatStreams.read(in, length), FloatStreams.read(in, length))
        : null;
  }

  private static float[][] readSlots(DataInputStream in, long length) throws IOException {
    List<float[]> slots = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      slots.add(FloatStreams.read(in, length));
    }
    return slots.toArray(float[][]::new);
  }

  private static void writeHistory(DataOutputStream out, History history) throws IOException {
    out.writeInt(history.epochs().size());
    for (EpochReport report : history.epochs()) {
      ReportStreams.write(out, report);
    }
    out.writeInt(history.validations().size());
    for (ValidationReport report : history.validations()) {
      ReportStreams.write(out, report);
    }
  }

  private static History readHistory(DataInputStream in) throws IOException {
    List<EpochReport> epochs = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      epochs.add(ReportStreams.readEpoch(in));
    }
    List<ValidationReport> validations = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      validations.add(ReportStreams.readValidation(in));
    }
    return new History(epochs, validations);
  }
}
