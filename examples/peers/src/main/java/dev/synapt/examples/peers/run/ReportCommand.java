package dev.synapt.examples.peers.run;

import dev.synapt.examples.peers.report.MarkdownReport;
import dev.synapt.examples.peers.report.RatioChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what was measured. */
@Command(
    name = "report",
    description = "Prints all results as Markdown tables, and draws the ratios.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

  @Mixin private Home home;

  @Option(names = "--chart", description = "the image; in the home folder by default")
  private Path chart;

  @Override
  public Integer call() throws IOException {
    System.out.print(MarkdownReport.of(home.results()));
    Path image = chart == null ? home.folder().resolve("peers.svg") : chart;
    Files.writeString(image, RatioChart.of(home.results()));
    return 0;
  }
}
