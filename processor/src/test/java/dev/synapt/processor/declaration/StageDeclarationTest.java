package dev.synapt.processor.declaration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.dsl.Padding;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StageDeclarationTest {

  @Test
  void isShownAsTheUserWritesIt() {
    assertEquals("@Relu", new StageDeclaration.Relu(SourceRef.NONE).annotation());
    assertEquals("@Dropout", new StageDeclaration.Dropout(0.5, SourceRef.NONE).annotation());
  }

  @Test
  void keepsCopiesOfLists() {
    List<Integer> window = new ArrayList<>(List.of(2));
    var pool =
        new StageDeclaration.MaxPool2d(window, window, Padding.VALID, window, SourceRef.NONE);
    window.add(3);
    assertEquals(List.of(2), pool.window());
    assertEquals(List.of(2), pool.stride());
    assertEquals(List.of(2), pool.pad());
  }
}
