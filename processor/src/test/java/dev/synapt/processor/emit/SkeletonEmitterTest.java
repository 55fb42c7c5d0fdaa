package dev.synapt.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javapoet.JavaFile;
import dev.synapt.processor.plan.TestNets;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SkeletonEmitterTest {

  /** Or code that names the missing classes would be complained of all the same. */
  @Test
  void skeletonsHaveTheSignaturesOfTheRealClasses() throws ClassNotFoundException {
    ClassLoader real =
        InMemoryCompiler.load(InMemoryCompiler.compile(GeneratedSources.of(TestNets.mlp(), false)));
    ClassLoader skeletons =
        InMemoryCompiler.load(
            InMemoryCompiler.compile(sources(SkeletonEmitter.emit("net", "Mlp"))));
    for (String role : List.of("Weights", "Network", "Trainer")) {
      String name = "net.Mlp" + role;
      assertEquals(signatures(real.loadClass(name)), signatures(skeletons.loadClass(name)), name);
    }
  }

  @Test
  void nestedClassesAndTheDefaultPackage() {
    assertEquals(
        Set.of("Outer_InnerWeights", "Outer_InnerNetwork", "Outer_InnerTrainer"),
        sources(SkeletonEmitter.emit("", "Outer.Inner")).keySet());
  }

  private static Map<String, String> sources(List<JavaFile> files) {
    Map<String, String> sources = new TreeMap<>();
    for (JavaFile file : files) {
      String prefix = file.packageName().isEmpty() ? "" : file.packageName() + ".";
      sources.put(prefix + file.typeSpec().name(), file.toString());
    }
    return sources;
  }

  private static Set<String> signatures(Class<?> type) {
    return Stream.concat(
            Stream.of(type.getGenericSuperclass().toString()),
            Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Stream::of)
                .filter(member -> Modifier.isPublic(member.getModifiers()))
                .map(Executable::toGenericString))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
