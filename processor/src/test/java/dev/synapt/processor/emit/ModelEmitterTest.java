package dev.synapt.processor.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.synapt.processor.CompilerPipeline;
import dev.synapt.processor.graph.TypedGraph;
import dev.synapt.processor.lane.Target;
import dev.synapt.processor.plan.TestNets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("sets the default locale")
final class ModelEmitterTest {

  @Test
  void aNetworkHasTwelveClasses() {
    assertEquals(
        Set.of(
            "net.MlpWeights",
            "net.MlpNetwork",
            "net.MlpNetworkPlain",
            "net.MlpNetworkVectorR16",
            "net.MlpNetworkVectorR32",
            "net.MlpBatchPlain",
            "net.MlpBatchVectorR16",
            "net.MlpBatchVectorR32",
            "net.MlpTrainer",
            "net.MlpTrainerPlain",
            "net.MlpTrainerVectorR16",
            "net.MlpTrainerVectorR32"),
        GeneratedSources.of(TestNets.mlp(), false).keySet());
  }

  /** Where the Vector API is not visible, nothing may name it. */
  @Test
  void plainCodeAloneNamesNoVectors() {
    for (TypedGraph net : TestNets.all()) {
      Compilation compilation =
          CompilerPipeline.run(net, new CompilerPipeline.Options(false, List.of(Target.PLAIN)));
      var files = ModelEmitter.emit(compilation);
      assertEquals(6, files.size());
      files.forEach(file -> assertFalse(file.toString().contains("jdk.incubator"), file::toString));
    }
  }

  @Test
  void vectorClassesAreTheOnlyOnesThatNameVectors() {
    GeneratedSources.of(TestNets.lenet5(), false)
        .forEach((name, source) ->
            assertEquals(name.contains("Vector"), source.contains("jdk.incubator.vector"), name));
  }

  @Test
  void theSameInputGivesTheSameText() {
    for (TypedGraph net : TestNets.all()) {
      assertEquals(GeneratedSources.of(net, true), GeneratedSources.of(net, true));
    }
  }

  /** Neither digits nor separators are those of the user's language. */
  @Test
  void theTextIsTheSameInEveryLanguage() {
    Locale before = Locale.getDefault();
    Map<String, String> everything = GeneratedSources.of(TestNets.everything(), true);
    Map<String, String> wide = GeneratedSources.of(TestNets.wide(), true);
    try {
      for (String language : new String[] {"ar-EG", "de-DE", "hi-IN-u-nu-deva", "tr-TR"}) {
        Locale.setDefault(Locale.forLanguageTag(language));
        assertTrue(everything.equals(GeneratedSources.of(TestNets.everything(), true)), language);
        assertTrue(wide.equals(GeneratedSources.of(TestNets.wide(), true)), language);
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everyFileSaysWhereItIsFrom() {
    GeneratedSources.of(TestNets.mlp(), false)
        .forEach((name, source) -> {
          assertTrue(source.startsWith("// Generated from class Mlp. Do not edit.\n"), name);
          assertTrue(
              source.contains("@Generated(\"dev.synapt.processor.NetworkProcessor\")"), name);
          assertFalse(source.contains("\r") || source.contains("\t"), name);
        });
  }
}
