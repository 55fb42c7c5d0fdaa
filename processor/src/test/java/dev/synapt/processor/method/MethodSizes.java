package dev.synapt.processor.method;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.Map;

/** The sizes of methods in class files, against what HotSpot compiles. */
public final class MethodSizes {

  private MethodSizes() {}

  /**
   * Fails if a method is larger than the budget.
   *
   * @param classes class files by name
   * @return how many methods were looked at
   */
  public static int require(Map<String, byte[]> classes) {
    int seen = 0;
    for (var file : classes.entrySet()) {
      for (MethodModel method : ClassFile.of().parse(file.getValue()).methods()) {
        int bytes = method.code().map(code -> ((CodeAttribute) code).codeLength()).orElse(0);
        seen++;
        assertTrue(
            bytes <= MethodBudget.BYTECODES,
            () -> "%s.%s has %d bytes".formatted(file.getKey(), method.methodName(), bytes));
      }
    }
    return seen;
  }
}
