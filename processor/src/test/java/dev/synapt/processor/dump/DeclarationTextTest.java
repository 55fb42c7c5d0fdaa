package dev.synapt.processor.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.synapt.dsl.Init;
import dev.synapt.dsl.Loss;
import dev.synapt.dsl.Padding;
import dev.synapt.dsl.Reduction;
import dev.synapt.processor.declaration.FieldDeclaration;
import dev.synapt.processor.declaration.ModelClass;
import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.declaration.StageDeclaration;
import dev.synapt.processor.diagnostic.SourceRef;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DeclarationTextTest {

  private static final SourceRef AT = SourceRef.NONE;

  @Test
  void everyAnnotationWithItsValues() {
    NetworkDeclaration network =
        network(
            "demo",
            List.of(),
            field("image", new StageDeclaration.Input(List.of(1, 28, 28), AT)),
            field(
                "conv1",
                new StageDeclaration.Conv2d(
                    6,
                    List.of(5),
                    List.of(1),
                    List.of(1),
                    Padding.SAME,
                    List.of(),
                    true,
                    Init.DEFAULT,
                    AT),
                new StageDeclaration.BatchNorm(1e-5, 0.1, AT),
                new StageDeclaration.Relu(AT),
                new StageDeclaration.MaxPool2d(
                    List.of(2, 3), List.of(), Padding.VALID, List.of(1), AT)),
            field(
                "pool",
                new StageDeclaration.AvgPool2d(
                    List.of(2), List.of(2), Padding.VALID, List.of(), AT),
                new StageDeclaration.Dropout(0.2, AT)),
            field(
                "digit",
                new StageDeclaration.Dense(10, false, Init.HE_NORMAL, AT),
                new StageDeclaration.Sigmoid(AT),
                new StageDeclaration.Tanh(AT),
                new StageDeclaration.Softmax(AT),
                new StageDeclaration.Output(
                    Loss.CROSS_ENTROPY, Reduction.MEAN, List.of("no", "yes"), AT)));
    assertEquals(
        """
        demo.Net batch 64
        image  @Input(shape [1, 28, 28])
        conv1  @Conv2d(filters 6, kernel [5], stride [1], dilation [1], padding SAME, pad [], bias true, init DEFAULT) @BatchNorm(epsilon 1.0E-5, momentum 0.1) @Relu @MaxPool2d(window [2, 3], stride [], padding VALID, pad [1])
        pool   @AvgPool2d(window [2], stride [2], padding VALID, pad []) @Dropout(rate 0.2)
        digit  @Dense(units 10, bias false, init HE_NORMAL) @Sigmoid @Tanh @Softmax @Output(loss CROSS_ENTROPY, reduction MEAN, labels [no, yes])
        """,
        TextDump.of(network));
  }

  @Test
  void theInputOfTheNetworkItself() {
    assertEquals(
        """
        Net input [3, 8, 8] batch 64
        out  @Relu
        """,
        TextDump.of(network("", List.of(3, 8, 8), field("out", new StageDeclaration.Relu(AT)))));
  }

  private static FieldDeclaration field(String name, StageDeclaration... stages) {
    return new FieldDeclaration(name, "dev.synapt.dsl.Layer", true, List.of(stages), AT);
  }

  private static NetworkDeclaration network(
      String packageName, List<Integer> input, FieldDeclaration... fields) {
    return new NetworkDeclaration(
        packageName, "Net", ModelClass.PLAIN, input, 64, Optional.empty(), List.of(fields), AT, AT);
  }
}
