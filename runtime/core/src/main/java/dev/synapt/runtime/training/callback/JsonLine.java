package dev.synapt.runtime.training.callback;

/** One JSON object on one line. Names and texts are ours, so nothing needs to be escaped. */
final class JsonLine {

  private final StringBuilder text = new StringBuilder();

  JsonLine(String event, long steps) {
    text.append("{\"event\":\"").append(event).append("\",\"steps\":").append(steps);
  }

  JsonLine number(String name, long value) {
    name(name).append(value);
    return this;
  }

  JsonLine number(String name, double value) {
    name(name).append(Double.isFinite(value) ? Double.toString(value) : "null");
    return this;
  }

  /** A float's own digits, not those of the double that it becomes. */
  JsonLine number(String name, float value) {
    name(name).append(Float.isFinite(value) ? Float.toString(value) : "null");
    return this;
  }

  JsonLine truth(String name, boolean value) {
    name(name).append(value);
    return this;
  }

  JsonLine text(String name, String value) {
    name(name).append('"').append(value).append('"');
    return this;
  }

  private StringBuilder name(String name) {
    return text.append(",\"").append(name).append("\":");
  }

  String end() {
    return text.append('}').toString();
  }
}
