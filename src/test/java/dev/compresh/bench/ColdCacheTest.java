package dev.compresh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.compression.CachePrices;
import dev.compresh.compression.ScriptedConversation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What makes the running program take a provider's cache for cold: time, and what usage tells. */
class ColdCacheTest {
  private static final int STEPS = 44;

  @TempDir private Path folder;

  /** So cheap to read from the cache that nothing is cut while that is warm. */
  private static final String MODEL = "gpt-6.2-sol";

  /** An agent that lists folders of many files, and none twice. */
  private static List<JsonNode> messages() {
    Random random = new Random(11);
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Agent.").user("Find out which part is missing.");
    for (int step = 0; step < STEPS; step++) {
      StringBuilder printed = new StringBuilder();
      for (int i = 0; i < 60; i++) {
        printed.append("part-").append(random.nextInt(1 << 20)).append("-of-");
        printed.append(random.nextInt(1 << 20)).append(".dat\n");
      }
      scriptedConversation.bash("ls parts/" + step, printed.toString());
    }
    String body = new String(scriptedConversation.prompt().body(), StandardCharsets.UTF_8);
    List<JsonNode> messages = new ArrayList<>();
    SessionFiles.json(body).get("messages").forEach(messages::add);
    return messages;
  }

  /**
   * The requests that did not begin with what was forwarded before, counted from 1.
   *
   * @param missed requests at which the provider's cache turns out to hold nothing
   */
  private List<Integer> rewritten(String life, List<Integer> missed) throws Exception {
    PrefixCost cache = new PrefixCost(text -> text.length() / 4, CachePrices.WRITTEN);
    Map<String, String> settings = new HashMap<>(RunningProgram.UNHURRIED);
    settings.put("COMPRESH_OBJECTIVE", "cost");
    settings.put("COMPRESH_CACHE_LIFE", life);
    List<Integer> rewritten = new ArrayList<>();
    try (CachingProvider provider = new CachingProvider(cache)) {
      settings.put("COMPRESH_OPENAI_BASE_URL", provider.url() + "/v1");
      try (RunningProgram program = RunningProgram.quick(folder, settings)) {
        List<JsonNode> messages = messages();
        ObjectNode session = (ObjectNode) SessionFiles.json("{}");
        List<String> before = List.of();
        for (int request = 1; request <= STEPS; request++) {
          if (missed.contains(request)) {
            cache.chill();
          }
          ObjectNode body = SessionFiles.body(session, messages.subList(0, 2 + 2 * request), false);
          body.put("model", MODEL);
          byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
          List<String> headers = List.of("x-session-id", "one");
          assertThat(program.post("/v1/chat/completions", bytes, headers).statusCode())
              .isEqualTo(200);
          List<String> now = provider.next().texts();
          if (!now.subList(0, before.size()).equals(before)) {
            rewritten.add(request);
          }
          before = now;
        }
      }
    }
    return rewritten;
  }

  /** A miss of a cache that works by itself has filled it again: to cut then costs a rewriting. */
  @Test
  void oneMiss_isNoReasonToCut() throws Exception {
    assertThat(rewritten("1h", List.of(30))).isEqualTo(rewritten("1h", List.of()));
  }

  @Test
  void twoMissesInARow_areOne() throws Exception {
    List<Integer> quiet = rewritten("1h", List.of());
    assertThat(rewritten("1h", List.of(30, 31))).contains(32).isNotEqualTo(quiet);
  }

  /** The life that is configured counts, also for a model of which five minutes are usual. */
  @Test
  void aLifeThatIsOver_isSeenBeforeTheRequestGoesOut() throws Exception {
    List<Integer> quiet = rewritten("1h", List.of());
    assertThat(rewritten("1ms", List.of())).hasSizeGreaterThan(quiet.size());
  }
}
