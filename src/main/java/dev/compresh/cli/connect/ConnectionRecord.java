package dev.compresh.cli.connect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Records what was written into a configuration file, so that it can be taken back.
 *
 * @param created whether there was no such file before
 * @param digest of the text as it was written
 * @param keyId the key that was made for it; empty where it was given
 * @param paths the values that were set
 */
record ConnectionRecord(boolean created, String digest, String keyId, List<ConfigPath> paths) {
  ConnectionRecord {
    paths = List.copyOf(paths);
  }

  static ConnectionRecord of(boolean created, String text, String keyId, List<ConfigPath> paths) {
    return new ConnectionRecord(created, digestOf(text), keyId, paths);
  }

  boolean isUnchanged(String text) {
    return digest.equals(digestOf(text));
  }

  /** This one with the values that an earlier run has set too. */
  ConnectionRecord merge(ConnectionRecord earlier) {
    List<ConfigPath> all =
        Stream.concat(earlier.paths.stream(), paths.stream()).distinct().toList();
    return new ConnectionRecord(
        earlier.created, digest, keyId.isEmpty() ? earlier.keyId : keyId, all);
  }

  String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("created", created);
    root.put("digest", digest);
    root.put("key_id", keyId);
    ArrayNode list = root.putArray("paths");
    paths.forEach(path -> path.steps().forEach(list.addArray()::add));
    return root.toString();
  }

  static ConnectionRecord read(String json) throws DamagedFile {
    try {
      JsonNode root = new JsonMapper().readTree(json);
      List<ConfigPath> paths =
          root.path("paths")
              .valueStream()
              .map(path -> new ConfigPath(path.valueStream().map(JsonNode::asString).toList()))
              .filter(path -> !path.isEmpty())
              .toList();
      return new ConnectionRecord(
          root.path("created").asBoolean(),
          root.path("digest").asString(),
          root.path("key_id").asString(),
          paths);
    } catch (JacksonException e) {
      throw new DamagedFile("the record of what was written is damaged");
    }
  }

  private static String digestOf(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
