package dev.synapt.runtime;

import java.util.Locale;

/**
 * Which of the generated code runs. All paths give the same bits; the vector paths are many times
 * faster and need the module {@code jdk.incubator.vector}, that is {@code java --add-modules
 * jdk.incubator.vector}.
 */
public enum CodePath {
  /** Plain Java. */
  PLAIN,
  /** Vector API code for 16 vector registers: x86 up to AVX2. */
  VECTOR_R16,
  /** Vector API code for 32 vector registers: AVX-512, AArch64. */
  VECTOR_R32;

  /**
   * The system property that forces a path, by its name; for tests and for finding out what costs
   * time.
   */
  public static final String PROPERTY = "dev.synapt.path";

  private static final String MODULE = "jdk.incubator.vector";

  /** Chosen once: what is installed does not change while the program runs. */
  private static final class Best {
    static final CodePath PATH = choose();
  }

  /**
   * The path for this machine and JVM.
   *
   * @return the fastest that can run, unless the system property {@value #PROPERTY} names another
   */
  public static CodePath best() {
    return Best.PATH;
  }

  /**
   * Whether {@link #best} will be a vector path that nobody asked for; loads no class of the
   * module.
   */
  static boolean mayStartPlain() {
    return System.getProperty(PROPERTY) == null && hasVectors();
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  private static CodePath choose() {
    String forced = System.getProperty(PROPERTY);
    if (forced != null) {
      return parse(forced);
    }
    if (!hasVectors()) {
      System.getLogger("dev.synapt")
          .log(
              System.Logger.Level.WARNING,
              "running plain Java code, many times slower than the vector code;"
                  + " start with: java --add-modules "
                  + MODULE);
      return PLAIN;
    }
    return forRegisters(VectorRegisters.floats());
  }

  private static CodePath parse(String name) {
    try {
      return valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "system property %s must be one of plain, vector_r16, vector_r32, but is %s"
              .formatted(PROPERTY, name),
          e);
    }
  }

  private static CodePath forRegisters(int floats) {
    String machine = System.getProperty("os.arch");
    boolean x86 = machine.equals("amd64") || machine.equals("x86_64");
    return x86 && floats <= 8 ? VECTOR_R16 : VECTOR_R32;
  }
}
