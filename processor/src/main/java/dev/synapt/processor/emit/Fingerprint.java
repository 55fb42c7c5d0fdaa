package dev.synapt.processor.emit;

import dev.synapt.processor.lower.Parameter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** A short hash of what weights depend on. */
final class Fingerprint {

  /** 64 bits: enough to tell a person's models apart, short enough to read out. */
  private static final int BYTES = 8;

  private Fingerprint() {}

  static String of(String architecture, List<Parameter> parameters) {
    StringBuilder text = new StringBuilder(architecture.lines().skip(1).toList().toString());
    parameters.forEach(p -> text.append(p.name()).append(p.shape()).append('\n'));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
