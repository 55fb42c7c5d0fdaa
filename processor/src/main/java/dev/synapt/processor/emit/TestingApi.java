package dev.synapt.processor.emit;

import com.palantir.javapoet.ClassName;
import java.util.List;

/** What generated gradient checks name, of the testing library and of JUnit. */
public final class TestingApi {

  private static final String TESTING = "dev.synapt.testing";
  private static final String JUNIT = "org.junit.jupiter.api";

  static final ClassName DOUBLE_TWIN = ClassName.get(TESTING, "DoubleTwin");
  static final ClassName GRADIENT_CHECK = ClassName.get(TESTING, "GradientCheck");
  static final ClassName GRADIENT_REPORT = ClassName.get(TESTING, "GradientReport");
  static final ClassName ACTIVATION = ClassName.get(TESTING, "Activation");
  static final ClassName AXIS = ClassName.get(TESTING, "Axis");
  static final ClassName POSITIONS = ClassName.get(TESTING, "Positions");
  static final ClassName POOLING = ClassName.get(TESTING, "Pooling");
  static final ClassName SUBSAMPLING = ClassName.get(TESTING, "Subsampling");
  static final ClassName WINDOW = ClassName.get(TESTING, "Window");
  static final ClassName ATTENTION = ClassName.get(TESTING, "Attention");
  static final ClassName IMAGE = ClassName.get(TESTING, "Image");
  static final ClassName LOSS = ClassName.get(TESTING, "Loss");
  static final ClassName LOSS_SETTINGS = ClassName.get(TESTING, "LossSettings");
  static final ClassName DYNAMIC_TEST = ClassName.get(JUNIT, "DynamicTest");
  static final ClassName TEST_FACTORY = ClassName.get(JUNIT, "TestFactory");

  private TestingApi() {}

  /**
   * A class that must be on the class path.
   *
   * @param className its qualified name
   * @param artifact what it is part of
   */
  public record Needed(String className, String artifact) {}

  /** One class of each library. */
  public static List<Needed> needed() {
    return List.of(
        new Needed(GRADIENT_CHECK.canonicalName(), "dev.synapt:synapt-testing"),
        new Needed(TEST_FACTORY.canonicalName(), "org.junit.jupiter:junit-jupiter-api"));
  }
}
