package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import java.util.List;

/**
 * Stack traces: runs of frames of libraries and of the language itself become a count; the frames
 * of the program's own files stay, and so does what was thrown.
 */
final class StackTraceFolder implements OutputFilter {
  private static final List<String> LIBRARIES =
      List.of(
          "site-packages/",
          "dist-packages/",
          "/lib/python",
          "node_modules/",
          "node_modules\\",
          "(node:",
          "at node:",
          "<frozen ",
          "/rustc/",
          "/.cargo/registry/",
          "/go/pkg/mod/",
          "/usr/local/go/src/",
          "/gems/",
          "/vendor/",
          "at java.base/",
          "at java.",
          "at javax.",
          "at jdk.",
          "at sun.",
          "at jakarta.",
          "at kotlin.",
          "at scala.",
          "at groovy.",
          "at org.junit.",
          "at org.gradle.",
          "at org.apache.maven.",
          "at org.apache.catalina.",
          "at org.apache.tomcat.",
          "at org.springframework.",
          "at org.hibernate.",
          "at io.netty.",
          "at org.eclipse.jetty.",
          "at org.mockito.",
          "at reactor.",
          "at System.",
          "at Microsoft.");

  private final LineElision lineElision;

  StackTraceFolder(ElisionMarkers elisionMarkers) {
    this.lineElision = new LineElision(elisionMarkers, lines -> lines + " lines of library frames");
  }

  @Override
  public String name() {
    return "library_frames";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.SAMPLED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isReport();
  }

  @Override
  public String apply(String text) {
    List<String> lines = LineNumberGutter.lines(text);
    boolean[] gone = new boolean[lines.size()];
    boolean any = false;
    boolean before = false;
    boolean python = false;
    for (int i = 0; i < gone.length; i++) {
      String line = lines.get(i);
      // Rust prints a frame's place on a line of its own, further in.
      boolean named = numbered(line) && i + 1 < gone.length && library(lines.get(i + 1));
      boolean library = library(line) || named;
      // Python prints a frame's code below it, and signs under the code.
      boolean code = before && python && line.startsWith("    ") && !library;
      gone[i] = before && (library || code);
      any |= gone[i];
      before = library || code;
      python = library ? python(line) : python;
    }
    return any ? lineElision.print(lines, gone) : text;
  }

  private static boolean library(String line) {
    String bare = line.strip();
    boolean frame =
        bare.startsWith("at ")
            || bare.startsWith("File \"")
            || bare.startsWith("from /")
            || (bare.endsWith(")") && bare.startsWith("..."));
    return frame && LIBRARIES.stream().anyMatch(bare::contains);
  }

  /** {@code 12: core::panicking::panic_fmt}. */
  private static boolean numbered(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    int from = at;
    while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
      at++;
    }
    return at > from && line.startsWith(": ", at);
  }

  private static boolean python(String line) {
    return line.stripLeading().startsWith("File \"");
  }
}
