package dev.synapt.processor.graph;

import dev.synapt.processor.diagnostic.SourceRef;

/**
 * The largest or the mean of windows over a sequence, image or volume.
 *
 * @param max the largest, not the mean
 * @param counted whether padding counts in the mean, as zeros
 */
public record Pool(
    String field,
    ValueId input,
    ValueId output,
    Windows windows,
    boolean max,
    boolean counted,
    SourceRef at)
    implements Layer.Unary {

  @Override
  public String stage() {
    return (max ? "maxpool" : "avgpool") + windows.axes() + "d";
  }

  @Override
  public String text() {
    return (max ? "MaxPool" : "AvgPool")
        + windows.axes()
        + "d "
        + windows
        + (max || counted ? "" : ", padding not counted");
  }
}
