package dev.compresh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sessions of {@code ../shared/data}, wherever {@code COMPRESH_SHARED} says that it lies. */
public final class SharedSessions {
  private SharedSessions() {}

  /** A message with a role and a text. */
  public record SharedMessage(String role, String content) {}

  /**
   * A question about a session.
   *
   * @param evidence indices of the messages that answer it
   * @param must for each of them, what of it is needed; empty where the data does not say
   */
  public record SharedProbe(
      String question, String answer, String kind, List<Integer> evidence, List<String> must) {}

  /** A conversation with questions. */
  public record SharedSession(String id, List<SharedMessage> messages, List<SharedProbe> probes) {}

  /** The folder of sessions, or nothing where it is missing. */
  public static Optional<Path> folder() {
    String named = System.getProperty("COMPRESH_SHARED", System.getenv("COMPRESH_SHARED"));
    Path path = named == null ? Path.of("..", "shared") : Path.of(named);
    return Optional.of(path.resolve("data")).filter(Files::isDirectory);
  }

  /** The sessions of one file. */
  public static List<SharedSession> read(Path file) {
    List<SharedSession> out = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      JsonMapper mapper = new JsonMapper();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        out.add(session(mapper.readTree(line)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out;
  }

  private static SharedSession session(JsonNode root) {
    List<SharedMessage> messages = new ArrayList<>();
    for (JsonNode message : root.path("messages")) {
      messages.add(
          new SharedMessage(message.path("role").asString(), message.path("content").asString()));
    }
    List<SharedProbe> probes = new ArrayList<>();
    for (JsonNode probe : root.path("probes")) {
      List<Integer> evidence = new ArrayList<>();
      probe.path("evidence").forEach(index -> evidence.add(index.asInt()));
      List<String> must = new ArrayList<>();
      for (JsonNode needed : probe.path("must")) {
        List<String> texts = new ArrayList<>();
        needed.forEach(text -> texts.add(text.asString()));
        must.add(String.join(" ", texts));
      }
      probes.add(
          new SharedProbe(
              probe.path("question").asString(),
              probe.path("answer").asString(""),
              probe.path("kind").asString(),
              evidence,
              must));
    }
    return new SharedSession(root.path("id").asString(), messages, probes);
  }
}
