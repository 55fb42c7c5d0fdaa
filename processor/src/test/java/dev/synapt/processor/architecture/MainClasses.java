package dev.synapt.processor.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.synapt.dsl.Network;
import dev.synapt.processor.NetworkProcessor;
import dev.synapt.runtime.Trainer;

/** The compiled main classes of each module, from wherever the tests' class path has them. */
final class MainClasses {

  /** The processor, without tests. */
  static final JavaClasses PROCESSOR = of(NetworkProcessor.class);

  /** The annotations. */
  static final JavaClasses DSL = of(Network.class);

  /** The runtime. */
  static final JavaClasses RUNTIME = of(Trainer.class);

  private MainClasses() {}

  private static JavaClasses of(Class<?> member) {
    return new ClassFileImporter()
        .importUrl(member.getProtectionDomain().getCodeSource().getLocation());
  }
}
