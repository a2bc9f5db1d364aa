package dev.compresh.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the files below deploy, packaging and .github. */
final class PackagingFiles {
  static final Path DEPLOY = Path.of("deploy");
  static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  static final Path DEB = Path.of("packaging/deb");

  private PackagingFiles() {}

  /** All documents of a YAML file; a file that is not YAML fails the test. */
  static List<JsonNode> yaml(Path file) throws IOException {
    YAMLMapper mapper = new YAMLMapper();
    List<JsonNode> documents = new ArrayList<>();
    try (var parser = mapper.createParser(Files.readString(file))) {
      mapper
          .readerFor(JsonNode.class)
          .<JsonNode>readValues(parser)
          .forEachRemaining(documents::add);
    }
    return documents;
  }

  static List<Path> below(Path folder, String... endings) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    }
  }

  static List<JsonNode> manifests() throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (Path file : below(KUBERNETES, ".yaml")) {
      found.addAll(yaml(file));
    }
    return found;
  }

  static JsonNode manifest(String kind) throws IOException {
    return manifests().stream()
        .filter(document -> document.path("kind").asString("").equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("No manifest of kind " + kind));
  }
}
