package dev.synapt.runtime.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Reports in streams, field by field. */
final class ReportStreams {

  private ReportStreams() {}

  static void write(DataOutputStream out, EpochReport report) throws IOException {
    out.writeInt(report.epoch());
    out.writeInt(report.epochs());
    out.writeInt(report.steps());
    out.writeLong(report.samples());
    out.writeDouble(report.loss());
    out.writeDouble(report.accuracy());
    out.writeDouble(report.validationLoss());
    out.writeDouble(report.validationAccuracy());
    out.writeBoolean(report.best());
    out.writeDouble(report.trainingSeconds());
    out.writeDouble(report.validationSeconds());
  }

  static EpochReport readEpoch(DataInputStream in) throws IOException {
    return new EpochReport(
        in.readInt(),
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean(),
        in.readDouble(),
        in.readDouble());
  }

  static void write(DataOutputStream out, ValidationReport report) throws IOException {
    out.writeInt(report.epoch());
    out.writeInt(report.step());
    out.writeLong(report.steps());
    out.writeDouble(report.loss());
    out.writeDouble(report.accuracy());
    out.writeDouble(report.monitored());
    out.writeBoolean(report.best());
    out.writeDouble(report.seconds());
  }

  static ValidationReport readValidation(DataInputStream in) throws IOException {
    return new ValidationReport(
        in.readInt(),
        in.readInt(),
        in.readLong(),
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        in.readBoolean(),
        in.readDouble());
  }
}
