package dev.compresh.sim;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the prompt cache fields of OpenAI requests, and applies them. */
final class OpenAiCaching {
  private static final String BREAKPOINT = "prompt_cache_breakpoint";

  private OpenAiCaching() {}

  static CacheUse use(PromptCache cache, SimulatedCall simulatedCall, List<PromptPiece> pieces) {
    CacheRules rules = CacheRules.of(simulatedCall.model());
    if (rules.style() != CacheRules.CacheStyle.BREAKPOINTS) {
      return cache.use(simulatedCall.scope(), rules, pieces);
    }
    String scope =
        simulatedCall.scope() + '\n' + SimulatedJson.text(simulatedCall.body(), "prompt_cache_key");
    String mode = SimulatedJson.text(simulatedCall.body().path("prompt_cache_options"), "mode");
    return cache.atBreakpoints(scope, rules, pieces, !mode.equals("explicit"));
  }

  /** The message without its breakpoints: they are no part of what is cached. */
  static JsonNode strip(JsonNode message) {
    if (!(message instanceof ObjectNode object) || life(message.path("content")) == null) {
      return message;
    }
    ObjectNode bare = object.deepCopy();
    for (JsonNode block : bare.path("content")) {
      if (block instanceof ObjectNode part) {
        part.remove(BREAKPOINT);
      }
    }
    return bare;
  }

  /** The life that a block of {@code content} asks for; null where none carries a breakpoint. */
  static @Nullable SimulatedLifetime life(JsonNode content) {
    for (JsonNode block : content) {
      JsonNode mark = block.path(BREAKPOINT);
      if (!SimulatedJson.absent(mark)) {
        return SimulatedJson.text(mark, "ttl").equals("12h")
            ? SimulatedLifetime.HALF_DAY
            : SimulatedLifetime.HALF_HOUR;
      }
    }
    return null;
  }
}
