package dev.synapt.processor.generated;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.method.MethodSizes;
import dev.synapt.runtime.CodePath;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Generated code against the interpreter, and the same bits whatever the path and the number of
 * threads: what tests do with their networks.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class EquivalenceChecks {

  /**
   * While working on a layer, only networks with this in their name: {@code -Dsynapt.nets=Merged}.
   */
  private static final String ONLY = System.getProperty("synapt.nets", "");

  /**
   * Vector code for 16 registers and for 32 of every network: {@code -Dsynapt.bothRegisters=true};
   * otherwise for one of them, in turn.
   */
  private static final boolean BOTH = Boolean.getBoolean("synapt.bothRegisters");

  private static final Map<CodePath, Integer> THREADS =
      BOTH ? Map.of(CodePath.VECTOR_R16, 4, CodePath.VECTOR_R32, 2) : Map.of(CodePath.best(), 4);

  private final List<TypedGraph> nets;
  private GeneratedClasses classes;

  EquivalenceChecks(List<TypedGraph> nets) {
    this.nets = nets.stream().filter(net -> net.graph().name().contains(ONLY)).toList();
  }

  @BeforeAll
  void compile() {
    classes = BOTH ? ModelCompiler.compile(nets) : ModelCompiler.compileInTurn(nets);
  }

  @Test
  void noMethodIsTooLarge() {
    assertTrue(MethodSizes.require(classes.classes()) > nets.size());
  }

  @TestFactory
  Stream<DynamicTest> computesWhatTheInterpreterDoes() {
    return nets.stream()
        .map(net -> DynamicTest.dynamicTest(name(net), () -> Equivalence.check(net, classes, 1)));
  }

  @TestFactory
  Stream<DynamicTest> sameBitsOnEveryPathAndNumberOfThreads() {
    return nets.stream()
        .map(net ->
            DynamicTest.dynamicTest(name(net), () -> Equivalence.checkBits(net, classes, THREADS)));
  }

  private static String name(TypedGraph net) {
    return net.graph().name() + " batch " + net.graph().batch();
  }
}
