package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.runtime.CodePath;
import dev.synapt.testing.EmulatedRegisters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same bits in other JVMs: with registers of every width, and without the Vector API. */
final class GeneratedJvmTest {

  private static final Set<String> NETS =
      Set.of(
          "Vectors9",
          "Vectors16",
          "Vectors37",
          "Channels7",
          "Channels16",
          "Images17",
          "Strided",
          "Dilated",
          "LopsidedPads",
          "OverlappingMax",
          "GapsAvg",
          "NormOfRows",
          "NormOfImages",
          "DropoutOfRows",
          "DropoutOfImages",
          "SoftmaxOfImages",
          "SoftmaxOfRows",
          "ActivatedInput");

  @TempDir private static Path folder;

  private static final List<String> WANTED = new ArrayList<>();

  @BeforeAll
  static void compile() throws IOException {
    List<TypedGraph> nets =
        EquivalenceNets.named().stream().filter(net -> NETS.contains(net.graph().name())).toList();
    assertEquals(NETS.size(), nets.size());
    GeneratedClasses classes = ModelCompiler.compile(nets);
    classes.writeTo(folder);
    for (TypedGraph net : nets) {
      String name = net.graph().name();
      WANTED.add(name + " " + Bits.of(classes.model(name), CodePath.PLAIN, 1));
    }
  }

  private static List<String> names() {
    return WANTED.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
  }

  private static List<String> bits(List<String> lines) {
    return lines.stream().filter(line -> NETS.contains(line.split(" ")[0])).toList();
  }

  /** In floats; registers as wide as the machine's are what all other tests run with. */
  private static IntStream otherWidths() {
    return IntStream.of(4, 8, 16).filter(floats -> floats != VectorLanes.preferred());
  }

  /** Those wider than the machine's are emulated. */
  @ParameterizedTest
  @MethodSource("otherWidths")
  void registersOfAnyWidthGiveTheSameBits(int floats) {
    List<String> options =
        floats > VectorLanes.preferred()
            ? List.of(
                EmulatedRegisters.JVM_OPTION,
                "-D%s=%d".formatted(Bits.EMULATED, floats * Float.SIZE))
            : List.of("-XX:MaxVectorSize=" + floats * Float.BYTES);
    List<String> command = new ArrayList<>(List.of(ForkedJvm.VECTORS));
    command.addAll(options);
    List<String> lines = ForkedJvm.run(folder, command, Bits.class, names());
    assertTrue(lines.contains("lanes " + floats), lines::toString);
    List<String> twice = WANTED.stream().flatMap(line -> List.of(line, line).stream()).toList();
    assertEquals(twice, bits(lines));
  }

  @Test
  void withoutTheVectorModuleItRunsAndSaysOnceWhatHelps() {
    List<String> lines = ForkedJvm.run(folder, List.of(), Bits.class, names());
    assertEquals(WANTED, bits(lines));
    String hint = "java --add-modules jdk.incubator.vector";
    assertEquals(1, lines.stream().filter(line -> line.contains(hint)).count(), lines::toString);
  }
}
