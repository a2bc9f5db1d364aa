package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.app.ExitCode;
import dev.compresh.compression.topics.CloudBytes;
import dev.compresh.compression.topics.SessionCloud;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.dialect.Usage;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionState;
import dev.compresh.session.SessionUse;
import dev.compresh.session.Sessions;
import dev.compresh.session.StateSeal;
import dev.compresh.store.Database;
import dev.compresh.store.seal.Keyring;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SessionCommandTest {

  @TempDir Path folder;

  @BeforeEach
  void twoSessions() throws Exception {
    Files.writeString(
        folder.resolve("c.yaml"),
        "data: {folder: \""
            + folder.resolve("data")
            + "\"}\nsecurity: {key-file: \""
            + folder.resolve("master.key")
            + "\"}\n");
    try (Database database = Database.open(folder.resolve("data"));
        UsageLog log = new UsageLog(database);
        Sessions sessions =
            new Sessions(
                database,
                new StateSeal(new Keyring(database, null, folder.resolve("master.key"))),
                InstantSource.system())) {
      for (int i = 1; i <= 3; i++) {
        use(log, sessions, "keyA", "chat-1", i, 1_000L * i, 400L * i);
      }
      use(log, sessions, "keyB", "chat-1", 1, 500, 500);
      use(log, sessions, "keyB", "other", 1, 500, 500);
      Prompt prompt =
          (Prompt)
              PromptReader.read(
                  Dialect.CHAT,
                  ("{\"messages\":[{\"role\":\"user\",\"content\":\"ask Anna about harbour"
                          + " cranes\"}]}")
                      .getBytes(StandardCharsets.UTF_8));
      sessions.keep(
          new SessionKey("keyA", "chat-1"),
          new SessionState(
              CloudBytes.VERSION, CloudBytes.write(SessionCloud.EMPTY.addNew(prompt))));
    }
  }

  private static void use(
      UsageLog log, Sessions sessions, String key, String id, int turn, long before, long after) {
    Instant time = Instant.now().minusSeconds(100 - turn);
    sessions.note(new SessionKey(key, id), SessionUse.once("org", time, turn, before, after, 50));
    log.append(
        new UsageEvent(
            key + id + turn,
            time,
            new UsageEvent.EventCaller("org", "user", key, id),
            new UsageEvent.EventCall(
                "r", "/v1/messages", "cl\u001bude", "anthropic", "c", true, "max"),
            new UsageEvent.EventPrompt(before, after, false, Map.of("chat_memory", before - after)),
            new UsageEvent.EventAnswer(200, "COMPLETE", new Usage(1, 50, 0, 0, 7, 0), 0),
            new UsageEvent.EventTiming(1, 2, 3)));
  }

  private CommandRun run(String... arguments) {
    return CommandRun.with(folder.resolve("c.yaml"), "session", arguments);
  }

  @Test
  void list_showsSessionsLastUsedFirst() {
    CommandRun commandRun = run("list");
    assertThat(commandRun.exit()).isZero();
    assertThat(commandRun.out().lines()).hasSize(4);
    assertThat(commandRun.out().lines().toList().get(1))
        .contains("chat-1", "keyA", "Anna", "6,000", "2,400", "3,600", "60.0", "150");
    assertThat(run("list", "--key", "keyB").out().lines()).hasSize(3);
    assertThat(new JsonMapper().readTree(run("list", "--most", "1", "--json").out())).hasSize(1);
  }

  @Test
  void show_tellsFiguresTermsAndRequests() {
    CommandRun commandRun = run("show", "chat-1", "--key", "keyA");
    assertThat(commandRun.exit()).isZero();
    assertThat(commandRun.out())
        .contains("3 in 3 requests", "3,600 (60.0 %)", "chat_memory 1,800")
        .containsPattern("Anna +█+ 100")
        .contains("harbour", "cranes")
        .doesNotContain("\u001b");
    assertThat(run("show", "chat-1", "--key", "keyA", "--requests", "1").out())
        .contains("chat_memory 1,800")
        .doesNotContain("chat_memory 600");
  }

  @Test
  void show_asJson() {
    JsonNode shown =
        new JsonMapper().readTree(run("show", "chat-1", "--key", "keyA", "--json").out());
    assertThat(shown.get("turns").asInt()).isEqualTo(3);
    assertThat(shown.get("saved_tokens").asInt()).isEqualTo(3_600);
    assertThat(shown.get("models").get(0).asString()).isEqualTo("cl\u001bude");
    assertThat(shown.get("tags").get(0).get("term").asString()).isEqualTo("Anna");
    assertThat(shown.get("tags").get(0).get("weight").asInt()).isEqualTo(100);
    assertThat(shown.get("history")).hasSize(3);
    assertThat(shown.get("history").get(2).get("saved_by_layer").get("chat_memory").asInt())
        .isEqualTo(1_800);
    assertThat(shown.get("history").get(0).get("cache_read_tokens").asInt()).isEqualTo(50);
  }

  @Test
  void show_takesABeginningAndAsksWhereSeveralAreMeant() {
    assertThat(run("show", "oth").out()).contains("other", "No topics are stored");
    CommandRun several = run("show", "chat");
    assertThat(several.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(several.err()).contains("chat-1 --key keyA", "chat-1 --key keyB");
    CommandRun none = run("show", "%");
    assertThat(none.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err()).contains("No such session");
  }
}
