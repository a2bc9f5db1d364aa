package dev.compresh.compress.birth;

import dev.compresh.compress.Markers;
import java.util.List;

/**
 * Stack traces: runs of frames of libraries and of the language itself become a count; the frames
 * of the program's own files stay, and so does what was thrown.
 */
final class Frames {
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

  private final Cutting cutting;

  Frames(Markers markers) {
    this.cutting = new Cutting(markers, lines -> lines + " lines of library frames");
  }

  String fold(String text) {
    List<String> lines = Gutter.lines(text);
    boolean[] gone = new boolean[lines.size()];
    boolean any = false;
    boolean before = false;
    for (int i = 0; i < gone.length; i++) {
      boolean library = library(lines.get(i));
      // Python prints a frame's code on a line of its own, further in.
      boolean code = before && i > 0 && python(lines.get(i - 1)) && lines.get(i).startsWith("    ");
      gone[i] = before && (library || code);
      any |= gone[i];
      before = library || code;
    }
    return any ? cutting.print(lines, gone) : text;
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

  private static boolean python(String line) {
    return line.stripLeading().startsWith("File \"");
  }
}
