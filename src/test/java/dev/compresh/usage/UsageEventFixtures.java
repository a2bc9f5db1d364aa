package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events for tests. */
final class UsageEventFixtures {
  static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");

  private UsageEventFixtures() {}

  static UsageEvent event(String id) {
    return event(id, TIME, "keyA", "gpt-5", new Usage(100, 400, 0, 0, 20, 5));
  }

  static UsageEvent event(
      String id, Instant time, String key, String model, @Nullable Usage usage) {
    return event(id, time, key, model, new UsageEvent.EventAnswer(200, "COMPLETE", usage, 7));
  }

  static UsageEvent event(
      String id, Instant time, String key, String model, UsageEvent.EventAnswer eventAnswer) {
    return new UsageEvent(
        id,
        time,
        new UsageEvent.EventCaller("org", "user", key, "session-" + key),
        new UsageEvent.EventCall(
            "req-" + id, "/v1/chat/completions", model, "openai", model, true, "balanced"),
        new UsageEvent.EventPrompt(
            1_000, 600, false, Map.of("tool_output", 150L, "chat_memory", 250L)),
        eventAnswer,
        new UsageEvent.EventTiming(900, 120_000, 700_000));
  }
}
