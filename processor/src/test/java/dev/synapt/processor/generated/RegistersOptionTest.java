package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.runtime.CodePath;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vector code for one number of registers alone runs on machines with another number too. */
final class RegistersOptionTest {

  private static final String MODEL =
      """
      package net;

      import dev.synapt.dsl.*;

      @Network(input = {3, 7, 6}, batch = 19)
      final class Small {
        @Conv2d(filters = 17, kernel = 3) @Relu Layer conv;
        @Dense(units = 4) @Output(loss = Loss.CROSS_ENTROPY) Layer scores;
      }
      """;

  @ParameterizedTest(name = "{0} registers")
  @CsvSource({"16, VectorR16, VectorR32", "32, VectorR32, VectorR16"})
  void theVectorCodeThatIsThereRuns(int registers, String generated, String other) {
    GeneratedClasses classes =
        ModelCompiler.compileTexts(List.of(MODEL), "-Asynapt.registers=" + registers);
    String trainer = classes.sources().get("net.SmallTrainer");
    assertTrue(classes.classes().containsKey("net.SmallTrainer" + generated));
    assertFalse(classes.classes().containsKey("net.SmallTrainer" + other));
    assertTrue(
        trainer.contains("case VECTOR_R16, VECTOR_R32 -> new SmallTrainer" + generated + "();"),
        trainer);
    GeneratedModel model = classes.model("Small");
    String plain = Bits.of(model, CodePath.PLAIN, 1);
    assertEquals(plain, Bits.of(model, CodePath.VECTOR_R16, 2));
    assertEquals(plain, Bits.of(model, CodePath.VECTOR_R32, 2));
  }
}
