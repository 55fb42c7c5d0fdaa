package dev.synapt.processor.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.declaration.NetworkDeclaration;
import dev.synapt.processor.diagnostic.Diagnostic;
import dev.synapt.processor.diagnostic.DiagnosticCode;
import dev.synapt.processor.diagnostic.Diagnostics;
import dev.synapt.processor.diagnostic.ShapeCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever is declared, the front end ends in a sound graph or in an error, never in an exception.
 */
final class RandomDeclarationsTest {

  private static final int MODELS = 2_000;

  private final Set<DiagnosticCode> seen = new HashSet<>();

  @Test
  void brokenOnesAreErrors() {
    long sound = compileAll(0.06);
    assertTrue(sound > MODELS / 100 && sound < MODELS / 2, () -> sound + " sound models");
    assertTrue(seen.size() >= 18, () -> "mistakes found: " + seen);
  }

  @Test
  void sensibleOnesMostlyPass() {
    long sound = compileAll(0);
    assertTrue(sound > MODELS / 4, () -> sound + " sound models");
    assertTrue(!seen.contains(ShapeCode.VALUE_OUT_OF_RANGE), seen::toString);
  }

  private long compileAll(double mistakes) {
    return LongStream.range(0, MODELS)
        .filter(seed -> isSound(new RandomDeclarations(seed, mistakes).network()))
        .count();
  }

  private boolean isSound(NetworkDeclaration network) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<TypedGraph> graph =
        GraphBuilder.build(network, diagnostics)
            .flatMap(layers -> ShapeInference.infer(layers, diagnostics));
    List<Diagnostic> found = diagnostics.sorted();
    found.forEach(diagnostic -> seen.add(diagnostic.code()));
    assertEquals(diagnostics.hasErrors(), graph.isEmpty(), network::toString);
    assertEquals(new HashSet<>(found).size(), found.size());
    graph.ifPresent(GraphVerifier::verify);
    return graph.isPresent();
  }
}
