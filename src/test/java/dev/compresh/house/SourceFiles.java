package dev.compresh.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's own Java files. */
final class SourceFiles {
  private SourceFiles() {}

  static List<Path> all() throws IOException {
    try (Stream<Path> main = Files.walk(Path.of("src/main/java"));
        Stream<Path> test = Files.walk(Path.of("src/test/java"))) {
      return Stream.concat(main, test).filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  static List<Path> main() throws IOException {
    return all().stream().filter(file -> file.startsWith("src/main")).toList();
  }

  static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
