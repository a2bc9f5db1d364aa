package dev.compresh.dashboard;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds what tests in a browser need on this machine: Chromium and Node, for Playwright's driver.
 */
record BrowserPrograms(Path chromium, Path node) {

  /** Both; where one is missing the test is skipped, and fails in CI. */
  static BrowserPrograms require() {
    Optional<Path> chromium = onPath("chromium", "chromium-browser", "google-chrome");
    Optional<Path> node = onPath("node");
    boolean found = chromium.isPresent() && node.isPresent();
    if (!found && Boolean.parseBoolean(System.getenv("COMPRESH_CI"))) {
      throw new AssertionError("Chromium and Node are required in CI; .ci/run installs them.");
    }
    Assumptions.assumeTrue(found, "needs chromium and node (apt-get install chromium nodejs)");
    return new BrowserPrograms(chromium.orElseThrow(), node.orElseThrow());
  }

  private static Optional<Path> onPath(String... names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(f -> Path.of(f, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
