package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh provider} and {@code compresh master-key}. */
class ProviderCommandTest {
  private static final String CANARY = "sk-canary-1234";

  @TempDir private Path folder;

  @BeforeEach
  void make() throws Exception {
    try (Database database = Database.open(folder.resolve("data"))) {
      InstantSource clock = InstantSource.system();
      new Bootstrap(database, new KeyDirectory(database, clock), clock).run(null);
    }
    Files.writeString(
        folder.resolve("c.yaml"),
        "data: {folder: \""
            + folder.resolve("data")
            + "\"}\nsecurity: {key-file: \""
            + folder.resolve("master.key")
            + "\"}\nproviders: [{name: own, base-url: \"http://127.0.0.1:1/v1\"}]\n");
  }

  private CommandRun run(String command, String input, String... arguments) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    try {
      return CommandRun.with(folder.resolve("c.yaml"), command, arguments);
    } finally {
      System.setIn(before);
    }
  }

  private CommandRun provider(String input, String... arguments) {
    return run("provider", input, arguments);
  }

  private JsonNode listed() {
    return new JsonMapper().readTree(provider("", "list", "--json").out());
  }

  @Test
  void aProvider_isAddedGivenAKeyDisabledAndRemoved() {
    CommandRun added =
        provider("", "add", "router", "--base-url", "https://llm.example/v1", "--model", "m");
    assertThat(added.exit()).as(added.err()).isZero();
    assertThat(added.err()).contains("set-key router");
    CommandRun set = provider(CANARY + "\n", "set-key", "router");
    assertThat(set.exit()).as(set.err()).isZero();
    assertThat(listed()).hasSize(2);
    JsonNode router = listed().get(1);
    assertThat(router.path("name").asString()).isEqualTo("router");
    assertThat(router.path("key_set_at").asString()).startsWith("20");
    assertThat(router.toString() + provider("", "list").out() + set.out() + set.err())
        .doesNotContain(CANARY);
    assertThat(provider("", "disable", "router").exit()).isZero();
    assertThat(listed().get(1).path("active").asBoolean()).isFalse();
    assertThat(provider("", "remove", "router").exit()).isZero();
    assertThat(listed()).hasSize(1);
    assertThat(provider("", "remove", "router").err()).contains("router");
  }

  @Test
  void mistakes_areSaid() {
    assertThat(provider("", "add", "x", "--base-url", "ftp://x").err()).contains("base_url");
    assertThat(provider("", "add", "own").err()).contains("configuration");
    assertThat(provider("\n", "set-key", "own").err()).contains("not accepted as an argument");
    assertThat(provider(CANARY, "set-key", "nobody").exit()).isEqualTo(ExitCode.FAILED);
    assertThat(provider("", "test", "own").exit()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void theMasterKey_isRotated_andLostOnesAreForgotten() throws Exception {
    provider(CANARY, "set-key", "own");
    String before = Files.readString(folder.resolve("master.key"));
    CommandRun rotated = run("master-key", "", "rotate");
    assertThat(rotated.exit()).as(rotated.err()).isZero();
    assertThat(rotated.out()).contains("1 values");
    assertThat(Files.readString(folder.resolve("master.key"))).isNotEqualTo(before);
    assertThat(rotated.out() + rotated.err()).doesNotContain(before.strip());
    // The key opens what was sealed again: the provider is asked with it, though nobody listens.
    assertThat(provider("", "test", "own").err()).contains("can't be reached");

    Files.writeString(folder.resolve("master.key"), before);
    assertThat(provider("", "test", "own").err()).contains("does not match this data");
    assertThat(run("master-key", "", "forget").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run("master-key", "", "forget", "--yes").exit()).isZero();
    assertThat(listed().get(0).path("key_set_at").isNull()).isTrue();
  }
}
