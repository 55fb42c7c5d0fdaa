package dev.synapt.report;

import dev.synapt.runtime.io.AtomicFile;
import dev.synapt.runtime.training.recipe.LearningRateFinder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A sweep over learning rates as a page. */
public final class LearningRatePage {

  private LearningRatePage() {}

  /**
   * The page.
   *
   * @param title its heading
   * @param result of a sweep
   * @return HTML
   */
  public static String html(String title, LearningRateFinder.Result result) {
    List<Point> points = result.points().stream().map(p -> new Point(p.rate(), p.loss())).toList();
    List<Point> suggestion =
        points.stream().filter(p -> p.x() >= result.suggestion()).limit(1).toList();
    String chart =
        new LineChart("loss by learning rate", "learning rate", 1, "")
            .curve("loss, smoothed", "one", points, false)
            .curve("suggested", "two-line", suggestion, true)
            .logarithmicX()
            .logarithmicY()
            .markup();
    String text =
        "Suggested is %s, a tenth of the rate with the lowest loss%s."
            .formatted(
                Text.number(result.suggestion()),
                result.blewUp() ? "; the sweep ended where the loss blew up" : "");
    return new Page(title, "learning rate sweep")
        .section("sweep", "Loss by learning rate", Page.card(text, chart))
        .markup();
  }

  /**
   * Writes the page, in one step.
   *
   * @param file ends in {@code .html}
   * @param title its heading
   * @param result of a sweep
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, String title, LearningRateFinder.Result result)
      throws IOException {
    byte[] bytes = html(title, result).getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
  }
}
