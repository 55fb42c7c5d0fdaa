package dev.synapt.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.lane.Target;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProcessorOptionsTest {

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void nothingIsDumpedByDefault() {
    ProcessorOptions options = options(Map.of("other.dump", "note"));
    assertFalse(options.dumpsToNotes());
    assertEquals(Optional.empty(), options.dumpFolder());
  }

  @Test
  void dumpsToNotesOnRequest() {
    ProcessorOptions options = options(Map.of("synapt.dump", "note"));
    assertTrue(options.dumpsToNotes());
    assertEquals(Optional.empty(), options.dumpFolder());
  }

  @Test
  void anOptionWithoutValueDumpsToNotes() {
    Map<String, String> given = new HashMap<>();
    given.put("synapt.dump", null);
    assertTrue(options(given).dumpsToNotes());
  }

  @Test
  void dumpsIntoAFolder() {
    ProcessorOptions options = options(Map.of("synapt.dump", "target/dump"));
    assertFalse(options.dumpsToNotes());
    assertEquals(Optional.of(Path.of("target/dump")), options.dumpFolder());
  }

  @Test
  void gradientChecksAreOfTheClassesNamed() {
    assertEquals(List.of(), options(Map.of()).gradientCheck());
    assertEquals(
        List.of("a.First", "a.b.Second"),
        options(Map.of("synapt.gradientCheck", "a.First, a.b.Second,a.First")).gradientCheck());
  }

  @Test
  void anUnknownOptionIsAWarning() {
    ProcessorOptions.of(Map.of("synapt.dum", "note"), diagnostics);
    assertFalse(diagnostics.hasErrors());
    assertEquals(
        "[UnknownOption] there is no option synapt.dum, did you mean \"synapt.dump\"?\n"
            + "    fix: use one of: synapt.dump, synapt.explain, synapt.gradientCheck, synapt.graph, synapt.inputGradient,"
            + " synapt.registers",
        diagnostics.sorted().getFirst().text());
  }

  @Test
  void aFlagIsSetByTrueOrByItsName() {
    assertFalse(options(Map.of()).inputGradient());
    assertFalse(options(Map.of("synapt.inputGradient", "false")).inputGradient());
    assertTrue(options(Map.of("synapt.inputGradient", "true")).inputGradient());
    assertTrue(options(Map.of("synapt.inputGradient", "")).inputGradient());
  }

  @Test
  void aFlagWithAnotherValueIsAnError() {
    ProcessorOptions.of(Map.of("synapt.inputGradient", "yes"), diagnostics);
    assertTrue(diagnostics.hasErrors());
    assertEquals(
        "[OptionNotAFlag] option synapt.inputGradient has the value \"yes\", which is neither true"
            + " nor false\n    fix: write -Asynapt.inputGradient=true, or leave the option out",
        diagnostics.sorted().getFirst().text());
  }

  @Test
  void vectorCodeIsForTheRegistersNamed() {
    assertEquals(List.of(Target.values()), options(Map.of()).targets());
    assertEquals(
        List.of(Target.PLAIN, Target.VECTOR_R16),
        options(Map.of("synapt.registers", "16")).targets());
    assertEquals(
        List.of(Target.PLAIN, Target.VECTOR_R32),
        options(Map.of("synapt.registers", "32")).targets());
  }

  @Test
  void registersOfNoMachineAreAnError() {
    ProcessorOptions.of(Map.of("synapt.registers", "64"), diagnostics);
    assertTrue(diagnostics.hasErrors());
    assertEquals(
        "[OptionValueUnknown] option synapt.registers has the value \"64\", which it does not know\n"
            + "    fix: write 16 or 32",
        diagnostics.sorted().getFirst().text());
  }

  private ProcessorOptions options(Map<String, String> given) {
    ProcessorOptions options = ProcessorOptions.of(given, diagnostics);
    assertTrue(diagnostics.sorted().isEmpty());
    return options;
  }
}
