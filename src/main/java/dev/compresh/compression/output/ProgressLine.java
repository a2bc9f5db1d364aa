package dev.compresh.compression.output;

import java.util.List;

/**
 * Lines by which package managers, Git and Docker say that they are under way, each in the form of
 * its program: what was fetched and unpacked. A word alone ("Checking web-1") is no such line.
 */
final class ProgressLine {
  /** How such lines start, blanks before them left out. */
  private static final List<String> STARTS =
      List.of(
          // pip
          "Getting requirements to build ",
          "Installing build dependencies",
          "Installing backend dependencies",
          "Preparing metadata (",
          "Obtaining dependency information for ",
          "━",
          // npm, yarn, pnpm
          "npm http ",
          "npm sill ",
          "npm verb ",
          "npm timing ",
          "Progress: resolved ",
          "➤ YN0013",
          "➤ YN0019",
          // apt, dpkg, apk
          "Get:",
          "Hit:",
          "Ign:",
          "Selecting previously unselected package ",
          "Preparing to unpack ",
          "Unpacking ",
          "(Reading database ",
          "Processing triggers for ",
          "Reading package lists",
          "Building dependency tree",
          "Reading state information",
          "fetch http",
          // go
          "go: downloading ",
          "go: extracting ",
          // maven, gradle
          "Downloading from ",
          "Downloaded from ",
          "Download http",
          // git
          "remote: Counting objects:",
          "remote: Compressing objects:",
          "remote: Enumerating objects:",
          "Receiving objects:",
          "Resolving deltas:",
          "Unpacking objects:",
          "Updating files:",
          "Counting objects:",
          "Compressing objects:",
          "Writing objects:",
          "Enumerating objects:",
          "Filtering content:");

  /** How lines start that name an archive or package that is fetched. */
  private static final List<String> FETCHES =
      List.of("Downloading ", "Downloaded ", "Using cached ", "Fetching ");

  private static final List<String> ARCHIVES =
      List.of(
          ".whl", ".tar.gz", ".tgz", ".zip", ".jar", ".pom", ".crate", ".deb", ".gem", " crates");

  /** What Cargo does, to the right of a column of twelve. */
  private static final List<String> CARGO =
      List.of(
          "Compiling ", "Checking ", "Fresh ", "Downloaded ", "Adding ", "Locking ", "Updating ");

  private static final int CARGO_COLUMN = 13;

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

  private static final int LAYER_ID = 12;

  private ProgressLine() {}

  /** Returns whether {@code line} says nothing but that work is under way. */
  static boolean is(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    if (at == line.length()) {
      return false;
    }
    int from = line.startsWith("[INFO] ", at) ? at + 7 : at;
    return isKnown(line, from)
        || isFetch(line, from)
        || isCargo(line, at)
        || isLayer(line, at)
        || isBuildStep(line, at);
  }

  private static boolean isKnown(String line, int from) {
    for (String start : STARTS) {
      if (line.startsWith(start, from)) {
        // Apt counts: "Get:12 http://…".
        boolean counts = start.length() == 4 && start.endsWith(":");
        int after = from + start.length();
        return !counts || (after < line.length() && Character.isDigit(line.charAt(after)));
      }
    }
    return false;
  }

  private static boolean isFetch(String line, int from) {
    return FETCHES.stream().anyMatch(start -> line.startsWith(start, from))
        && ARCHIVES.stream().anyMatch(line::contains);
  }

  private static boolean isCargo(String line, int at) {
    for (String verb : CARGO) {
      if (line.startsWith(verb, at)) {
        return at + verb.length() == CARGO_COLUMN && line.indexOf(" v", CARGO_COLUMN) > 0;
      }
    }
    return false;
  }

  /** {@code a3ed95caeb02: Pull complete}. */
  private static boolean isLayer(String line, int from) {
    int colon = line.indexOf(": ", from);
    if (colon - from != LAYER_ID) {
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
  private static boolean isBuildStep(String line, int from) {
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
