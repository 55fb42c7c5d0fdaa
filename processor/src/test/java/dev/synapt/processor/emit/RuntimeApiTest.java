package dev.synapt.processor.emit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.palantir.javapoet.ClassName;
import dev.synapt.processor.graph.InitKind;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.interpret.NetBuilder;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.TestNets;
import dev.synapt.runtime.CodePath;
import dev.synapt.runtime.TensorSpec;
import dev.synapt.runtime.initialization.Initializer;
import dev.synapt.runtime.kernel.TensorLayout;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The processor names the runtime but does not depend on it; here both are there. A rename in the
 * runtime fails here and not in users' builds.
 */
final class RuntimeApiTest {

  private static final String RUNTIME = "dev/synapt/runtime/";

  /** Code for more registers has other tiles, and calls the same of the runtime. */
  private static final List<Target> CALLING = List.of(Target.PLAIN, Target.VECTOR_R16);

  /** A field, method or constructor that generated code refers to. */
  private record Member(String owner, String name, String type) {}

  private static final Set<Member> USED = new HashSet<>();

  @BeforeAll
  static void compileEveryKindOfNetwork() {
    Map<String, String> sources = new TreeMap<>();
    TestNets.all().forEach(net -> sources.putAll(GeneratedSources.of(net, true, CALLING)));
    sources.putAll(GeneratedSources.of(imageSoftmax(), false, CALLING));
    for (byte[] file : InMemoryCompiler.compile(sources).values()) {
      ClassModel model = ClassFile.of().parse(file);
      for (PoolEntry entry : model.constantPool()) {
        if (entry instanceof MemberRefEntry member) {
          USED.add(
              new Member(
                  member.owner().asInternalName(),
                  member.name().stringValue(),
                  member.type().stringValue()));
        }
      }
    }
  }

  private static TypedGraph imageSoftmax() {
    return NetBuilder.input("ImageSoftmax", 16, dev.synapt.processor.graph.Shape.of(3, 4, 4))
        .field("a")
        .conv2d(2, dev.synapt.processor.interpret.Windows.kernel(2), true)
        .softmax()
        .output(
            dev.synapt.processor.graph.LossKind.MSE, dev.synapt.processor.graph.LossReduction.MEAN);
  }

  @Test
  void everyClassExists() throws IllegalAccessException {
    List<ClassName> names = new ArrayList<>(RuntimeApi.IN_TEXT.values());
    for (Field field : RuntimeApi.class.getDeclaredFields()) {
      if (field.getType() == ClassName.class) {
        names.add((ClassName) field.get(null));
      }
    }
    assertTrue(names.size() >= 15, names::toString);
    for (ClassName name : names) {
      Class<?> type = assertDoesNotThrow(() -> Class.forName(name.reflectionName()));
      assertTrue(Modifier.isPublic(type.getModifiers()), name::toString);
    }
  }

  /** A class that no kernel names any more would be imported by accident. */
  @Test
  void everyNameInTextIsUsed() {
    Set<String> owners = new HashSet<>();
    USED.forEach(member -> owners.add(member.owner().replace('/', '.')));
    for (ClassName name : RuntimeApi.IN_TEXT.values()) {
      assertTrue(owners.contains(name.reflectionName()), name::toString);
    }
  }

  /** What generated code calls is there, with the very parameters, and may be called. */
  @Test
  void everyMemberExists() throws ReflectiveOperationException {
    int seen = 0;
    for (Member member : USED) {
      if (member.owner().startsWith(RUNTIME)) {
        seen++;
        assertTrue(isAccessible(member), member::toString);
      }
    }
    int members = seen;
    assertTrue(members >= 25, () -> members + " members");
  }

  private static boolean isAccessible(Member member) throws ReflectiveOperationException {
    for (Class<?> type = owner(member); type != null; type = type.getSuperclass()) {
      List<java.lang.reflect.Member> members = new ArrayList<>();
      members.addAll(Arrays.asList(type.getDeclaredMethods()));
      members.addAll(Arrays.asList(type.getDeclaredConstructors()));
      members.addAll(Arrays.asList(type.getDeclaredFields()));
      for (java.lang.reflect.Member candidate : members) {
        int modifiers = candidate.getModifiers();
        if (matches(member, candidate)
            && (Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers))) {
          return true;
        }
      }
    }
    return false;
  }

  private static Class<?> owner(Member member) throws ReflectiveOperationException {
    return Class.forName(member.owner().replace('/', '.'));
  }

  private static boolean matches(Member wanted, java.lang.reflect.Member member) {
    return switch (member) {
      case java.lang.reflect.Method method ->
          method.getName().equals(wanted.name())
              && java.lang.invoke.MethodType.methodType(
                      method.getReturnType(), method.getParameterTypes())
                  .descriptorString()
                  .equals(wanted.type());
      case java.lang.reflect.Constructor<?> constructor ->
          wanted.name().equals("<init>")
              && java.lang.invoke.MethodType.methodType(void.class, constructor.getParameterTypes())
                  .descriptorString()
                  .equals(wanted.type());
      case Field field ->
          field.getName().equals(wanted.name())
              && field.getType().descriptorString().equals(wanted.type());
      default -> false;
    };
  }

  /** Generated code passes their components in order. */
  @Test
  void recordsHaveTheComponentsThatAreWritten() {
    assertArrayEquals(
        new String[] {"name", "shape", "offset", "initializer", "fanIn", "fanOut", "trainable"},
        components(TensorSpec.class));
    assertArrayEquals(
        new String[] {"name", "logicalOffset", "offset", "size", "sizes", "strides"},
        components(TensorLayout.class));
  }

  private static String[] components(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(component -> component.getName())
        .toArray(String[]::new);
  }

  @Test
  void everyTargetIsAPathOfTheRuntime() {
    assertEquals(
        Arrays.stream(Target.values()).map(Enum::name).toList(),
        Arrays.stream(CodePath.values()).map(Enum::name).toList());
  }

  @Test
  void everyInitializationIsOneOfTheRuntime() throws ReflectiveOperationException {
    for (InitKind kind : InitKind.values()) {
      Field field = Initializer.class.getField(kind.name());
      assertTrue(Initializer.class.isAssignableFrom(field.getType()), kind::name);
      assertTrue(Modifier.isStatic(field.getModifiers()), kind::name);
    }
  }

  /** A slice has as many samples there as here. */
  @Test
  void slicesHaveTheSameSize() {
    assertEquals(
        dev.synapt.processor.plan.Layout.BLOCK, dev.synapt.runtime.kernel.TrainingCode.SLICE);
  }
}
