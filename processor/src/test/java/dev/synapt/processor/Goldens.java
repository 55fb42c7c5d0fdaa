package dev.synapt.processor;

import java.nio.file.Path;

/**
 * Expected text that is kept in files. {@code -Dgoldens=update} rewrites the files instead of
 * comparing with them; what is wrong then shows in the difference, not in the test.
 */
public final class Goldens {

  /** Whether files are rewritten. */
  public static final boolean UPDATE = "update".equals(System.getProperty("goldens"));

  private Goldens() {}

  /** A resource where it lies in the source tree. Tests run in the folder of their module. */
  public static Path resource(String name) {
    return Path.of("src", "test", "resources").resolve(name);
  }
}
