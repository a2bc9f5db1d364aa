package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Digests of a Messages conversation, piece by piece: what thinking is bound to. A piece is a
 * content block that is not thinking, with its role; where a message begins is part of it. Cache
 * marks, the order of fields, and whether a single text is a string or a block make no difference.
 */
final class ConversationTrail {
  private static final int MOST_RECENT = 64;
  private static final int SHORT = 6;

  private final String system;
  private final BoundTools tools;
  private final List<String> pieces = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();

  /** The digest of the first i pieces, at i. */
  private final List<String> sums = new ArrayList<>();

  /** How many pieces precede each thinking block of this request. */
  private final List<Integer> thinking = new ArrayList<>();

  private ConversationTrail(JsonNode body, @Nullable ConversationTrail held) {
    system = AuthenticatedToken.digest(system(body.path("system")));
    tools = new BoundTools(body.path("tools"));
    sums.add("");
    if (held != null) {
      held.pieces.forEach(piece -> add(piece, ""));
    }
    JsonNode messages = body.path("messages");
    for (int i = 0; i < messages.size(); i++) {
      read(messages.get(i), "messages." + i);
    }
  }

  /**
   * Reads a body.
   *
   * @param held the trail of the turns that the provider holds, null where the body has them all
   */
  static ConversationTrail of(JsonNode body, @Nullable ConversationTrail held) {
    return new ConversationTrail(body, held);
  }

  private static String system(JsonNode system) {
    if (SimulatedJson.absent(system) || system.isString()) {
      String text = system.stringValue("");
      return text.isEmpty()
          ? ""
          : CanonicalJson.render(SimulatedJson.typed("text").put("text", text));
    }
    StringBuilder all = new StringBuilder();
    for (JsonNode block : system) {
      all.append(CanonicalJson.render(CacheMarks.strip(block)));
    }
    return all.toString();
  }

  private void read(JsonNode message, String path) {
    JsonNode content = message.path("content");
    ObjectNode rest = SimulatedJson.object();
    message
        .properties()
        .forEach(
            field -> {
              if (!field.getKey().equals("content")) {
                rest.set(field.getKey(), field.getValue());
              }
            });
    String head = CanonicalJson.render(rest);
    if (content.isString()) {
      JsonNode text = SimulatedJson.typed("text").put("text", content.stringValue());
      add(AuthenticatedToken.digest(head + CanonicalJson.render(text)), path + ".content.0");
      return;
    }
    if (content.isEmpty() && rest.size() > 1) {
      add(AuthenticatedToken.digest(head), path);
    }
    for (int i = 0; i < content.size(); i++) {
      JsonNode block = content.get(i);
      if (ThinkingPlace.isThinking(block)) {
        thinking.add(pieces.size());
        continue;
      }
      tools.read(block, pieces.size());
      String value = CanonicalJson.render(CacheMarks.strip(block));
      add(AuthenticatedToken.digest(head + value), path + ".content." + i);
      head = SimulatedJson.text(message, "role");
    }
  }

  private void add(String piece, String path) {
    pieces.add(piece);
    paths.add(path);
    sums.add(AuthenticatedToken.digest(sums.getLast() + piece));
  }

  /** Digests of what precedes the thinking block with this index. */
  BoundPrefix prefixOf(int block) {
    int count = thinking.get(block);
    return prefix(count, count);
  }

  /** Digests of what precedes the answer. */
  BoundPrefix whole() {
    // a change before the last thinking block is that block's to name
    return prefix(pieces.size(), thinking.isEmpty() ? 0 : thinking.getLast());
  }

  private BoundPrefix prefix(int count, int since) {
    int from = Math.max(since, count - MOST_RECENT);
    List<String> recent = new ArrayList<>();
    for (String piece : pieces.subList(from, count)) {
      recent.add(piece.substring(0, SHORT));
    }
    return new BoundPrefix(
        system, tools.digest(count), sums.get(count), count, sums.get(from), recent);
  }

  /**
   * The path of the first piece that has changed since a block was made; null where that can't be
   * known.
   *
   * @param block index of the thinking block
   */
  @Nullable String firstDifference(int block, BoundPrefix made) {
    int now = thinking.get(block);
    int from = made.pieces() - made.recent().size();
    if (from > now || !sums.get(from).equals(made.start())) {
      return null;
    }
    int at = from;
    while (at < now
        && at < made.pieces()
        && pieces.get(at).startsWith(made.recent().get(at - from))) {
      at++;
    }
    return at < now && !paths.get(at).isEmpty() ? paths.get(at) : null;
  }
}
