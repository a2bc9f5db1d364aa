package dev.compresh.compress.birth;

import dev.compresh.compress.Markers;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines by which package managers, builds and Docker say that they are under way: what was fetched
 * and unpacked. The first of a run and a count stay, and all that says how it ended.
 */
final class Progress {
  /** How such lines begin, blanks before them left out. */
  private static final List<String> STARTS =
      List.of(
          // pip, uv, poetry, conda
          "Downloading ",
          "Using cached ",
          "Obtaining dependency information ",
          "Preparing metadata ",
          "Getting requirements to build ",
          "Installing build dependencies",
          "Installing backend dependencies",
          "Building wheel for ",
          "Created wheel for ",
          "Stored in directory: ",
          "━",
          "|████",
          // npm, yarn, pnpm
          "npm http ",
          "npm sill ",
          "npm verb ",
          "npm timing ",
          "Progress: resolved ",
          "➤ YN0013",
          "➤ YN0019",
          // apt, dpkg, apk, yum
          "Get:",
          "Hit:",
          "Ign:",
          "Selecting previously unselected package",
          "Preparing to unpack ",
          "Unpacking ",
          "(Reading database ",
          "Processing triggers for ",
          "Reading package lists",
          "Building dependency tree",
          "Reading state information",
          "fetch http",
          // cargo, go
          "Downloaded ",
          "Downloading crates",
          "Fresh ",
          "Checking ",
          "Compiling ",
          "go: downloading ",
          "go: extracting ",
          // maven, gradle, sbt
          "[INFO] Downloading from ",
          "[INFO] Downloaded from ",
          "Downloading from ",
          "Downloaded from ",
          "Download http",
          "Progress (",
          // git
          "remote: Counting objects",
          "remote: Compressing objects",
          "remote: Enumerating objects",
          "Receiving objects",
          "Resolving deltas",
          "Unpacking objects",
          "Updating files",
          "Counting objects",
          "Compressing objects",
          "Writing objects",
          "Enumerating objects",
          "Filtering content");

  /** What Docker says of a layer, behind its id. */
  private static final List<String> LAYERS =
      List.of(
          "Pulling fs layer",
          "Waiting",
          "Downloading",
          "Verifying Checksum",
          "Download complete",
          "Extracting",
          "Pull complete",
          "Already exists",
          "Preparing",
          "Pushing",
          "Pushed",
          "Layer already exists",
          "Mounted from");

  private final Markers markers;
  private final Cutting cutting;

  Progress(Markers markers) {
    this.markers = markers;
    this.cutting = new Cutting(markers, lines -> lines + " more lines of progress");
  }

  String fold(String text) {
    List<String> lines = new ArrayList<>(Gutter.lines(text));
    boolean[] gone = new boolean[lines.size()];
    boolean any = false;
    for (int i = 1; i < gone.length; i++) {
      gone[i] = progress(lines.get(i)) && progress(lines.get(i - 1));
      any |= gone[i];
    }
    return any ? cutting.print(lines, gone) : text;
  }

  private boolean progress(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    int from = at;
    return at < line.length()
        && (STARTS.stream().anyMatch(start -> line.startsWith(start, from))
            || layer(line, from)
            || step(line, from))
        && !Alarm.in(line)
        && !markers.in(line);
  }

  /** {@code a3ed95caeb02: Pull complete}. */
  private static boolean layer(String line, int from) {
    int colon = line.indexOf(": ", from);
    if (colon - from != 12) {
      return false;
    }
    for (int i = from; i < colon; i++) {
      if (Character.digit(line.charAt(i), 16) < 0) {
        return false;
      }
    }
    return LAYERS.stream().anyMatch(said -> line.startsWith(said, colon + 2));
  }

  /** {@code #7 sha256:… 3.1MB / 9.8MB 0.4s}, {@code #7 extracting sha256:…}, of BuildKit. */
  private static boolean step(String line, int from) {
    if (line.charAt(from) != '#') {
      return false;
    }
    int blank = line.indexOf(' ', from);
    return blank > 0
        && (line.startsWith("sha256:", blank + 1)
            || line.startsWith("extracting sha256:", blank + 1)
            || line.startsWith("resolve ", blank + 1)
            || line.startsWith("transferring ", blank + 1));
  }
}
