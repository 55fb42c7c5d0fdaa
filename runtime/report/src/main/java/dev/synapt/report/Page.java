package dev.synapt.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A page of sections, with its style in itself; it runs no program and loads nothing. */
final class Page {

  private static final String STYLE = style();

  private record Section(String id, String title, String body) {}

  private final String title;
  private final String subtitle;
  private final List<Section> sections = new ArrayList<>();

  Page(String title, String subtitle) {
    this.title = title;
    this.subtitle = subtitle;
  }

  private static String style() {
    try (InputStream in = Page.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds a section, unless it has nothing to show. */
  Page section(String id, String heading, String body) {
    if (!body.isEmpty()) {
      sections.add(new Section(id, heading, body));
    }
    return this;
  }

  /** A part of a section with a frame around it. */
  static String card(String heading, String body) {
    return card("", heading, body);
  }

  static String card(String style, String heading, String body) {
    return "<div class=\"card %s\"><h3>%s</h3>%s</div>\n"
        .formatted(style, Text.escape(heading), body);
  }

  static String grid(String style, String cards) {
    return "<div class=\"" + style + "\">\n" + cards + "</div>\n";
  }

  String markup() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="icon" href="data:,">
        """);
    page.append("<title>").append(Text.escape(title)).append("</title>\n");
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    page.append("<header><div><h1>").append(Text.escape(title)).append("</h1><p>");
    page.append(Text.escape(subtitle)).append("</p></div><nav>");
    for (Section s : sections) {
      page.append("<a href=\"#%s\">%s</a>".formatted(s.id(), Text.escape(s.title())));
    }
    page.append("</nav></header>\n<main>\n");
    for (Section s : sections) {
      page.append(
          "<section id=\"%s\"><h2>%s</h2>\n%s</section>\n"
              .formatted(s.id(), Text.escape(s.title()), s.body()));
    }
    return page.append("</main>\n</body>\n</html>\n").toString();
  }
}
