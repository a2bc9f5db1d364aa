package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh model}. */
class ModelCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void make() throws Exception {
    Database.open(folder).close();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.on(folder, "model", arguments);
  }

  private JsonNode shown(String model) {
    CommandRun commandRun = run("show", model);
    assertThat(commandRun.exit()).as(commandRun.err()).isZero();
    return new JsonMapper().readTree(commandRun.out());
  }

  @Test
  void set_makesAModelThatIsListedAndShown() {
    CommandRun set =
        run(
            "set",
            "house",
            "provider=ollama",
            "upstream-model=qwen3:8b",
            "aliases=fast,default",
            "strict=true",
            "prices.input=0.5",
            "prices.output=1.5",
            "context_length=32768");
    assertThat(set.exit()).as(set.err()).isZero();
    JsonNode model = shown("fast");
    assertThat(model.path("id").asString()).isEqualTo("house");
    assertThat(model.at("/routes/0/model").asString()).isEqualTo("qwen3:8b");
    assertThat(model.at("/prices/output").asDouble()).isEqualTo(1.5);
    assertThat(run("list").out()).contains("house", "fast, default", "strict", "32,768");
    assertThat(run("list").out()).doesNotContain("gpt-4o");
    assertThat(run("list", "--all").out()).contains("house", "gpt-4o");
    assertThat(new JsonMapper().readTree(run("list", "--json").out())).hasSize(1);
  }

  @Test
  void set_takesAwayByAnEmptyValue() {
    run("set", "a", "maintenance=true", "aliases=x");
    run("set", "a", "maintenance=", "aliases=");
    assertThat(shown("a").path("maintenance").asBoolean(true)).isFalse();
    assertThat(shown("a").path("aliases")).isEmpty();
  }

  @Test
  void set_refusesNonsenseWithTheFieldsName() {
    CommandRun commandRun = run("set", "a", "type=talk");
    assertThat(commandRun.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(commandRun.err()).contains("type").contains("vision-chat");
    assertThat(run("set", "a", "strict").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run("show", "a").exit()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void maintenance_goesOnAndOffByAliasToo() {
    run("set", "a", "aliases=x");
    assertThat(run("maintenance", "x", "on").exit()).isZero();
    assertThat(shown("a").path("maintenance").asBoolean()).isTrue();
    assertThat(run("maintenance", "a", "off").exit()).isZero();
    assertThat(shown("a").path("maintenance").asBoolean()).isFalse();
  }

  @Test
  void remove_forgetsWhatWasSet() {
    run("set", "gpt-4o", "strict=true");
    assertThat(run("remove", "gpt-4o").exit()).isZero();
    assertThat(shown("gpt-4o").path("strict").asBoolean(true)).isFalse();
    assertThat(run("remove", "gpt-4o").exit()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void refresh_takesFactsOverAndNeverBrokenOnes() throws Exception {
    String good = "{\"openai\":{\"models\":{\"gpt-4o\":{\"limit\":{\"context\":77000}}}}}";
    Path file = Files.writeString(folder.resolve("api.json"), good);
    CommandRun commandRun = run("refresh", file.toString());
    assertThat(commandRun.exit()).as(commandRun.err()).isZero();
    assertThat(shown("gpt-4o").path("context_length").asInt()).isEqualTo(77_000);
    Files.writeString(file, good.replace("77000", "-1"));
    assertThat(run("refresh", file.toString()).exit()).isEqualTo(ExitCode.USAGE);
    assertThat(shown("gpt-4o").path("context_length").asInt()).isEqualTo(77_000);
    assertThat(run("refresh", "--shipped").exit()).isZero();
    assertThat(shown("gpt-4o").path("context_length").asInt()).isEqualTo(128_000);
    assertThat(run("refresh").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run("refresh", folder.resolve("none").toString()).exit()).isEqualTo(ExitCode.FAILED);
  }
}
