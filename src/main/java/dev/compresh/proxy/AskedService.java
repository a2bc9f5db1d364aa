package dev.compresh.proxy;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.ServerToolCalls;
import dev.compresh.dialect.UsageExtras;
import java.util.List;
import java.util.Locale;

/**
 * Reads what a request asks for that changes its price: service tier, speed, geography, and tools
 * that run at the provider, a longer life of the prompt cache. Money is held for so much before it
 * is sent.
 */
final class AskedService {
  /** Calls of a tool for which money is held where the request bounds them not itself. */
  private static final int ASSUMED_CALLS = 5;

  private static final int MOST_CALLS = 100;

  /** OpenAI's longer life of what is written to the prompt cache. */
  private static final String HALF_DAY = "12h";

  private AskedService() {}

  static UsageExtras read(Prompt prompt) {
    String tier = "";
    String speed = "";
    String geography = "";
    boolean isLong = false;
    ServerToolCalls calls = ServerToolCalls.NONE;
    for (BodyField bodyField : BodyField.listFields(prompt)) {
      switch (bodyField.name()) {
        case "service_tier", "serviceTier" -> tier = bodyField.text().toLowerCase(Locale.ROOT);
        case "speed" -> speed = bodyField.text();
        case "inference_geo" -> geography = bodyField.text();
        case "tools" -> calls = calls(bodyField.items());
        case "web_search_options" -> calls = searches(calls, ASSUMED_CALLS);
        case "prompt_cache_options" ->
            isLong |= bodyField.member("ttl").map(ttl -> ttl.text().equals(HALF_DAY)).orElse(false);
        default -> {
          // costs nothing of its own
        }
      }
    }
    return UsageExtras.NONE
        .withService(tier, geography, speed)
        .withTools(calls)
        .withCacheWrites(0, isLong ? 1 : 0);
  }

  private static ServerToolCalls calls(List<BodyField> tools) {
    ServerToolCalls calls = ServerToolCalls.NONE;
    for (BodyField tool : tools) {
      String type = tool.member("type").map(BodyField::text).orElse("").toLowerCase(Locale.ROOT);
      long most =
          tool.member("max_uses")
              .filter(BodyField::whole)
              .map(bodyField -> Math.clamp(bodyField.integer(), 0, MOST_CALLS))
              .orElse(ASSUMED_CALLS);
      if (type.startsWith("web_search") || isGoogleSearch(tool)) {
        calls = searches(calls, most);
      } else if (type.startsWith("file_search") || type.startsWith("collections_search")) {
        calls =
            new ServerToolCalls(
                calls.webSearch(), 0, calls.codeExecution(), most, calls.xSearch(), 0, 0);
      } else if (type.startsWith("x_search")) {
        calls =
            new ServerToolCalls(
                calls.webSearch(), 0, calls.codeExecution(), calls.fileSearch(), most, 0, 0);
      } else if (type.startsWith("code_")) {
        calls =
            new ServerToolCalls(
                calls.webSearch(), 0, most, calls.fileSearch(), calls.xSearch(), 0, 0);
      }
    }
    return calls;
  }

  private static boolean isGoogleSearch(BodyField tool) {
    return tool.members().stream()
        .anyMatch(
            field ->
                switch (field.name()) {
                  case "googleSearch", "google_search" -> true;
                  case "googleSearchRetrieval", "google_search_retrieval" -> true;
                  default -> false;
                });
  }

  private static ServerToolCalls searches(ServerToolCalls calls, long most) {
    return new ServerToolCalls(
        most, 0, calls.codeExecution(), calls.fileSearch(), calls.xSearch(), 0, 0);
  }
}
