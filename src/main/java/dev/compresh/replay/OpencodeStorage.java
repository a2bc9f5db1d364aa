package dev.compresh.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Storage folder of opencode: a session's file names it, and its messages and their parts lie in
 * files of their own under {@code message/} and {@code part/}.
 */
final class OpencodeStorage {
  private static final JsonMapper JSON = new JsonMapper();

  private OpencodeStorage() {}

  static boolean isSession(JsonNode document) {
    return document.path("id").asString("").startsWith("ses_")
        && document.has("time")
        && !document.has("messages");
  }

  /** The messages of the session in {@code file}; an empty list where they are not next to it. */
  static JsonNode messages(Path file, JsonNode document, SkippedRecords skipped) {
    ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    Path folder = file.toAbsolutePath().getParent();
    String session = document.path("id").asString("");
    while (folder != null && !Files.isDirectory(folder.resolve("message").resolve(session))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      return messages;
    }
    for (Path path : files(folder.resolve("message").resolve(session))) {
      JsonNode info = read(path, skipped);
      if (info != null) {
        ObjectNode message = messages.addObject();
        message.set("info", info);
        ArrayNode parts = message.putArray("parts");
        String id = info.path("id").asString("");
        for (Path part :
            id.isEmpty() ? List.<Path>of() : files(folder.resolve("part").resolve(id))) {
          JsonNode read = read(part, skipped);
          if (read != null) {
            parts.add(read);
          }
        }
      }
    }
    return messages;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static @Nullable JsonNode read(Path file, SkippedRecords skipped) {
    try {
      return JSON.readTree(Files.readString(file));
    } catch (IOException | JacksonException e) {
      skipped.addBroken(1, file.getFileName() + "");
      return null;
    }
  }
}
