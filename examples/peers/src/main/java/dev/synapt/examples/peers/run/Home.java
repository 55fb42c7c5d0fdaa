package dev.synapt.examples.peers.run;

import dev.synapt.examples.peers.report.ResultsFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where things are. */
final class Home {

  @Option(
      names = "--home",
      description = "the folder that the build writes to",
      defaultValue = "${sys:peers.home:-target}")
  private Path folder;

  @Option(names = "--results", description = "the file of results; in the home folder by default")
  private Path results;

  Path folder() {
    return folder.toAbsolutePath();
  }

  Path models() {
    return folder().resolve("models");
  }

  ResultsFile results() {
    return new ResultsFile(results == null ? folder().resolve("peers-results.tsv") : results);
  }
}
