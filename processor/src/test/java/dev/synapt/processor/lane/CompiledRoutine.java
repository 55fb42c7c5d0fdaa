package dev.synapt.processor.lane;

import dev.synapt.processor.emit.InMemoryCompiler;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;

/** A routine as it is printed, compiled and ready to run on arrays of the test's own. */
final class CompiledRoutine {

  private final Object instance;
  private final Method run;

  private CompiledRoutine(Object instance, Method run) {
    this.instance = instance;
    this.run = run;
  }

  /**
   * Compiles a routine.
   *
   * @param species the registers, as a constant of {@code FloatVector}
   * @param arrays the arrays that it names
   */
  static CompiledRoutine of(Routine routine, Target target, String species, String... arrays) {
    StringBuilder source = new StringBuilder("import jdk.incubator.vector.*;\n");
    source.append("public final class Generated {\n");
    source.append("static final VectorSpecies<Float> S = FloatVector." + species + ";\n");
    source.append("static final int L = S.length();\n");
    for (String array : arrays) {
      source.append("public float[] " + array + ";\n");
    }
    String parameters =
        String.join(", ", routine.parameters().stream().map(p -> "int " + p).toList());
    source.append("public void run(" + parameters + ") {\n");
    source.append(RoutinePrinter.body(routine, target)).append("}\n}\n");
    return load(source.toString());
  }

  private static CompiledRoutine load(String source) {
    try {
      Class<?> type =
          InMemoryCompiler.load(InMemoryCompiler.compile(Map.of("Generated", source)))
              .loadClass("Generated");
      Method run =
          Arrays.stream(type.getMethods())
              .filter(method -> method.getName().equals("run"))
              .findFirst()
              .orElseThrow();
      return new CompiledRoutine(type.getConstructor().newInstance(), run);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(source, e);
    }
  }

  /** Sets an array. */
  CompiledRoutine with(String array, float[] floats) {
    try {
      Field field = instance.getClass().getField(array);
      field.set(instance, floats);
      return this;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  /** Runs it once. */
  void run(Integer... arguments) {
    try {
      run.invoke(instance, (Object[]) arguments);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
