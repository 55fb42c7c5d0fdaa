package dev.synapt.runtime.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.Trainer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the runtime may depend on, read from its class files. */
final class RuntimeRulesTest {

  private static final String RUNTIME = "dev.synapt.runtime";
  private static final String VECTORS = "jdk.incubator.vector";

  /** Types in descriptors and signatures, as in {@code (Ljava/lang/String;I)V}. */
  private static final Pattern TYPE = Pattern.compile("L([a-z][\\w$]*(?:/[\\w$]+)+)[;<]");

  private static final List<ClassModel> CLASSES = read();

  private static List<ClassModel> read() {
    try (Stream<Path> files =
        Files.walk(
            Path.of(Trainer.class.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(file -> !file.endsWith("module-info.class"))
          .sorted()
          .map(RuntimeRulesTest::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static ClassModel parse(Path file) {
    try {
      return ClassFile.of().parse(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(ClassModel type) {
    return type.thisClass().asInternalName().replace('/', '.');
  }

  /** The names of all types that a class names: in code, in descriptors and in generic types. */
  private static Set<String> named(ClassModel type) {
    Set<String> named = new TreeSet<>();
    for (PoolEntry entry : type.constantPool()) {
      if (entry instanceof ClassEntry other && !other.asInternalName().startsWith("[")) {
        named.add(other.asInternalName().replace('/', '.'));
      } else if (entry instanceof Utf8Entry text) {
        Matcher matcher = TYPE.matcher(text.stringValue());
        while (matcher.find()) {
          named.add(matcher.group(1).replace('/', '.'));
        }
      }
    }
    return named;
  }

  @Test
  void everythingWasLookedAt() {
    assertTrue(CLASSES.size() >= 50, () -> "only " + CLASSES.size() + " classes");
    Set<String> names = CLASSES.stream().map(RuntimeRulesTest::name).collect(Collectors.toSet());
    assertTrue(names.contains(RUNTIME + ".Trainer"));
    assertTrue(names.contains(RUNTIME + ".kernel.Lanes"));
  }

  @Test
  void theRuntimeNeedsTheJdkAlone() {
    for (ClassModel type : CLASSES) {
      for (String other : named(type)) {
        assertTrue(
            other.startsWith("java.")
                || other.startsWith("javax.imageio.")
                || other.startsWith(RUNTIME + ".")
                || other.startsWith(VECTORS + "."),
            () -> name(type) + " names " + other);
      }
    }
  }

  /** Loading a class that names it fails where the module is absent. */
  @Test
  void oneClassNamesTheVectorModule() {
    Set<String> naming =
        CLASSES.stream()
            .filter(type -> named(type).stream().anyMatch(other -> other.startsWith(VECTORS)))
            .map(RuntimeRulesTest::name)
            .collect(Collectors.toSet());
    assertEquals(Set.of(RUNTIME + ".VectorRegisters"), naming);
  }

  /** Two networks in one program, or two threads, must not disturb each other. */
  @Test
  void noStaticFieldChanges() {
    int seen = 0;
    for (ClassModel type : CLASSES) {
      for (FieldModel field : type.fields()) {
        if (field.flags().has(AccessFlag.STATIC)) {
          seen++;
          assertTrue(
              field.flags().has(AccessFlag.FINAL),
              () -> name(type) + "." + field.fieldName().stringValue());
        }
      }
    }
    int fields = seen;
    assertTrue(fields >= 30, () -> fields + " static fields");
  }

  @Test
  void nothingIsPrinted() {
    for (ClassModel type : CLASSES) {
      for (PoolEntry entry : type.constantPool()) {
        if (entry instanceof MemberRefEntry member) {
          String owner = member.owner().asInternalName();
          String target = owner + "." + member.name().stringValue();
          assertTrue(
              !Set.of("java/lang/System.out", "java/lang/System.err").contains(target)
                  && !owner.startsWith("java/util/logging")
                  && !target.endsWith(".printStackTrace"),
              () -> name(type) + " uses " + target);
        }
      }
    }
  }

  /** Packages know each other in one direction only. */
  @Test
  void noPackagesKnowEachOther() {
    Map<String, Set<String>> known = new TreeMap<>();
    for (ClassModel type : CLASSES) {
      String from = packageOf(name(type));
      for (String other : named(type)) {
        if (other.startsWith(RUNTIME) && !packageOf(other).equals(from)) {
          known.computeIfAbsent(from, ignored -> new TreeSet<>()).add(packageOf(other));
        }
      }
    }
    assertTrue(known.size() >= 5, known::toString);
    Set<String> left = new TreeSet<>(known.keySet());
    while (left.removeIf(name -> known.get(name).stream().noneMatch(left::contains))) {
      // what knows only packages without cycles has none itself
    }
    assertEquals(Set.of(), left, known::toString);
  }

  private static String packageOf(String name) {
    return ClassDesc.of(name).packageName();
  }
}
