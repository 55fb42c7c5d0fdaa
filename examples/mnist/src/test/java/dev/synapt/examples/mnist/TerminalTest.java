package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  @Test
  void textsAreWrittenLineByLine() {
    Screen screen = Screen.plain(StandardCharsets.UTF_8);
    screen.terminal().line("x");
    screen.terminal().line("");
    screen.terminal().line("y\nz\n");
    assertEquals("x\n\ny\nz\n", screen.text());
  }

  @Test
  void blocksNeedACharacterSetThatHasThem() {
    assertTrue(Screen.plain(StandardCharsets.UTF_8).terminal().hasBlocks());
    assertFalse(Screen.plain(StandardCharsets.US_ASCII).terminal().hasBlocks());
    assertFalse(Screen.plain(StandardCharsets.ISO_8859_1).terminal().hasBlocks());
  }

  @Test
  void theWidthIsTheVariablesOrTheUsual() {
    assertEquals(132, Terminal.columns("132"));
    assertEquals(80, Terminal.columns(null));
    assertEquals(80, Terminal.columns(""));
    assertEquals(80, Terminal.columns("wide"));
    assertEquals(80, Terminal.columns("0"));
    assertEquals(80, Terminal.columns("99999999999"));
  }
}
