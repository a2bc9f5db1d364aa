package dev.compresh.admin.mcp;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.ApiException;
import dev.compresh.session.SessionKey;
import dev.compresh.session.turns.StoredTurn;
import dev.compresh.session.turns.TurnStore;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Finds stored turns of the caller's own sessions; those of others are nobody else's to read. */
public final class StoredTurnSearch {
  private static final int MOST_TURNS = 20;
  private static final int MOST_CHARACTERS = 20_000;
  private static final int MOST_WORDS = 16;

  private final @Nullable TurnStore turns;
  private final KeyAdmin keys;

  /**
   * @param turns null where the installation stores none
   */
  public StoredTurnSearch(@Nullable TurnStore turns, KeyAdmin keys) {
    this.turns = turns;
    this.keys = keys;
  }

  JsonNode find(AdminRequest request, Map<String, String> arguments) {
    TurnStore store = turns;
    if (store == null) {
      throw ApiException.conflict(
          "recall_unavailable", "This installation stores no turns (recall.store is off).");
    }
    Principal by = request.principal();
    ApiKey key =
        keys.get(by, arguments.getOrDefault("key_id", ""))
            .filter(found -> found.userId().equals(by.userId()))
            .orElseThrow(() -> ApiException.notFound("key"));
    List<String> words = words(arguments.getOrDefault("query", ""));
    List<StoredTurn> found =
        store.load(new SessionKey(key.id(), arguments.getOrDefault("session_id", ""))).stream()
            .filter(turn -> hasAll(turn, words))
            .toList();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("matches", found.size());
    ArrayNode data = json.putArray("data");
    int left = MOST_CHARACTERS;
    for (StoredTurn turn : found.reversed()) {
      if (data.size() >= MOST_TURNS || left <= 0) {
        break;
      }
      String text = turn.text().substring(0, Math.min(left, turn.text().length()));
      left -= text.length();
      data.addObject()
          .put("role", turn.user() ? "user" : "assistant")
          .put("time", turn.at().toString())
          .put("text", text);
    }
    return json;
  }

  private static List<String> words(String query) {
    return Arrays.stream(query.toLowerCase(Locale.ROOT).split(" ", -1))
        .filter(word -> !word.isBlank())
        .limit(MOST_WORDS)
        .toList();
  }

  private static boolean hasAll(StoredTurn turn, List<String> words) {
    String text = turn.text().toLowerCase(Locale.ROOT);
    return words.stream().allMatch(text::contains);
  }
}
