package dev.synapt.processor.lower;

/** Which way an operation goes through the network. */
public enum Direction {
  FORWARD,
  BACKWARD
}
