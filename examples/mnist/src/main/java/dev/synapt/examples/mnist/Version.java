package dev.synapt.examples.mnist;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version of the program, which the build writes into a resource, and that of the JVM. */
final class Version implements IVersionProvider {

  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "Synapt MNIST example " + version(),
      "Java " + Runtime.version() + " on " + System.getProperty("os.arch")
    };
  }

  private static String version() throws IOException {
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "(built without Maven)");
    }
  }
}
