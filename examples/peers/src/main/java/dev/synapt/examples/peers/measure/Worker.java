package dev.synapt.examples.peers.measure;

import dev.synapt.examples.peers.engine.Engine;
import dev.synapt.examples.peers.work.Samples;
import dev.synapt.examples.peers.work.Workload;
import java.util.StringJoiner;
import java.util.function.BiFunction;

/**
 * The process that measures one thing and prints it, in lines of a name and numbers. It reads its arguments by itself,
 * so that its start-up is the library's.
 */
public final class Worker {

  /** First word of each line that is a result. */
  public static final String MARK = "@result";

  private static final int BATCH = 64;
  private static final int CHECKED_STEPS = 8;

  private final Plan plan;
  private final Engine engine;

  private Worker(Plan plan) throws ReflectiveOperationException {
    this.plan = plan;
    this.engine = (Engine) Class.forName(plan.engine()).getConstructor().newInstance();
  }

  /**
   * Measures.
   *
   * @param arguments a {@link Plan}
   * @throws ReflectiveOperationException if there is no such engine
   */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    new Worker(Plan.parse(arguments)).run();
    System.exit(0); // some libraries leave threads behind
  }

  private void run() {
    switch (plan.task()) {
      case TRAIN -> train();
      case LATENCY -> latency();
      case THROUGHPUT -> throughput();
      case START -> start();
      case FRESH -> fresh();
      case CHECK -> check();
    }
  }

  private static void print(String name, double... numbers) {
    StringJoiner line = new StringJoiner(" ");
    line.add(MARK).add(name);
    for (double number : numbers) {
      line.add(Double.toString(number));
    }
    System.out.println(line);
  }

  private void train() {
    try (Engine.Training training = engine.training(plan.workload(), plan.threads())) {
      Repeated step = new Repeated(training);
      training.step(0);
      double before = training.loss();
      WarmUp.run(step::rate, plan.warmUp(), plan.warmUpLimit());
      double[] rates = windows(step);
      training.step(0);
      print("rate", rates);
      print("loss", before, training.loss());
    }
  }

  private void fresh() {
    try (Engine.Training training = engine.training(plan.workload(), plan.threads())) {
      print("rate", windows(new Repeated(training)));
    }
  }

  private double[] windows(Repeated step) {
    double[] rates = new double[plan.windows()];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = plan.workload().batch() * step.rate(plan.window());
    }
    return rates;
  }

  /** Steps one after another, round and round the batches. */
  private static final class Repeated {

    private final Engine.Training training;
    private int next;

    Repeated(Engine.Training training) {
      this.training = training;
    }

    /** Steps a second during so many seconds. */
    double rate(double seconds) {
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      long steps = 0;
      long now;
      do {
        training.step(next++ % Workload.BATCHES);
        steps++;
        now = System.nanoTime();
      } while (now < end);
      return steps * 1e9 / (now - start);
    }
  }

  private Engine.Prediction prediction(int batch) {
    return engine.prediction(plan.workload(), batch, plan.threads(), plan.folder());
  }

  private float[] x(int batch) {
    return Samples.inputs(0, batch * plan.workload().inputSize());
  }

  private float[] y(int batch) {
    return new float[batch * plan.workload().classes()];
  }

  private void latency() {
    float[] x = x(1);
    float[] y = y(1);
    double[] p50 = new double[plan.windows()];
    double[] p99 = new double[plan.windows()];
    try (Engine.Prediction prediction = prediction(1)) {
      WarmUp.run(
          seconds -> 1 / latencies(prediction, x, y, seconds).quantile(0.5),
          plan.warmUp(),
          plan.warmUpLimit());
      for (int i = 0; i < p50.length; i++) {
        LatencyHistogram histogram = latencies(prediction, x, y, plan.window());
        p50[i] = histogram.quantile(0.5);
        p99[i] = histogram.quantile(0.99);
      }
    }
    print("p50", p50);
    print("p99", p99);
  }

  private static LatencyHistogram latencies(
      Engine.Prediction prediction, float[] x, float[] y, double seconds) {
    LatencyHistogram histogram = new LatencyHistogram();
    long before = System.nanoTime();
    long end = before + (long) (seconds * 1e9);
    while (before < end) {
      prediction.predict(x, y);
      long after = System.nanoTime();
      histogram.add(after - before);
      before = System.nanoTime();
    }
    return histogram;
  }

  private void throughput() {
    float[] x = x(BATCH);
    float[] y = y(BATCH);
    double[] rates = new double[plan.windows()];
    try (Engine.Prediction prediction = prediction(BATCH)) {
      WarmUp.run(
          seconds -> rate(prediction, x, y, seconds), plan.warmUp(), plan.warmUpLimit());
      for (int i = 0; i < rates.length; i++) {
        rates[i] = rate(prediction, x, y, plan.window());
      }
    }
    print("rate", rates);
  }

  /** Samples a second. */
  private static double rate(Engine.Prediction prediction, float[] x, float[] y, double seconds) {
    long start = System.nanoTime();
    long end = start + (long) (seconds * 1e9);
    long samples = 0;
    long now;
    do {
      prediction.predict(x, y);
      samples += BATCH;
      now = System.nanoTime();
    } while (now < end);
    return samples * 1e9 / (now - start);
  }

  /** The parent takes the time from the start of the process to this line. */
  private void start() {
    float[] y = y(1);
    try (Engine.Prediction prediction = prediction(1)) {
      prediction.predict(x(1), y);
      print("start", y[0]);
    }
  }

  private void check() {
    float[] y = y(BATCH);
    try (Engine.Prediction prediction = prediction(BATCH)) {
      prediction.predict(x(BATCH), y);
      print("probabilities", toDoubles(y));
    } catch (UnsupportedOperationException e) {
      print("probabilities");
    }
    checkLosses("losses", engine::training);
    checkLosses("nudged", engine::nudged);
  }

  private void checkLosses(String name, BiFunction<Workload, Integer, Engine.Training> start) {
    try (Engine.Training training = start.apply(plan.workload(), plan.threads())) {
      double[] losses = new double[CHECKED_STEPS];
      for (int i = 0; i < losses.length; i++) {
        training.step(i % Workload.BATCHES);
        losses[i] = training.loss();
      }
      print(name, losses);
    } catch (UnsupportedOperationException e) {
      print(name);
    }
  }

  private static double[] toDoubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }
}
