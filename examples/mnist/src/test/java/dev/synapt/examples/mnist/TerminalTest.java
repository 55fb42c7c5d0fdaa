package dev.synapt.examples.mnist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TerminalTest {

  private final Screen screen = Screen.live(10);
  private final Terminal terminal = screen.terminal();

  @Test
  void aStatusOverwritesTheOneBefore() {
    terminal.status("1234567");
    terminal.status("abc");
    terminal.status("de");
    assertEquals("\r1234567\rabc    \rde ", screen.text());
  }

  @Test
  void aStatusStaysOnItsLine() {
    terminal.status("1234567890");
    assertEquals("\r123456789", screen.text());
  }

  @Test
  void aLineTakesThePlaceOfTheStatus() {
    terminal.status("abc");
    screen.news();
    terminal.line("x");
    terminal.line("");
    terminal.line("y\nz\n");
    assertEquals("\r   \rx\n\ny\nz\n", screen.text());
  }

  @Test
  void withoutAStatusThereIsNothingToClear() {
    terminal.clearStatus();
    assertEquals("", screen.text());
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
