package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.app.ExitCode;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.RouteTarget;
import dev.compresh.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A configuration of LiteLLM becomes one of Compresh, with a report of the rest. */
class LiteLlmImportTest {
  private static final String LITELLM =
      """
      model_list:
        - model_name: fast
          litellm_params: {model: openai/gpt-4o-mini, api_key: os.environ/OPENAI_KEY, rpm: 60}
        - model_name: fast
          litellm_params:
            model: azure/mini
            api_base: https://example.openai.azure.com/
            api_key: os.environ/AZURE_KEY
            rpm: 30
        - model_name: smart
          litellm_params: {model: claude-sonnet-4-5, api_key: sk-written-here, tpm: 1000}
        - model_name: own
          litellm_params:
            model: hosted_vllm/acme/own-7b
            api_base: http://127.0.0.1:9000/v1
            input_cost_per_token: 0.000002
            output_cost_per_token: 4e-06
        - model_name: cloud
          litellm_params: {model: bedrock/anthropic.claude-v2, aws_region_name: us-east-1}
      litellm_settings:
        num_retries: 2
        request_timeout: 90
        fallbacks: [{fast: [smart]}]
        success_callback: [langfuse]
      router_settings:
        model_group_alias: {gpt-4: smart, mini: {model: fast, hidden: true}}
        cooldown_time: 30
      general_settings:
        master_key: sk-master
      """;

  private static final String KEYS =
      """
      {"keys": [
        {"key_alias": "team a", "max_budget": 12.5, "budget_duration": "30d", "rpm_limit": 5,
         "models": ["fast"], "tpm_limit": 1000, "blocked": null},
        {"key_alias": "weekly", "max_budget": 3, "budget_duration": "7d", "models": []},
        {"key_alias": "gone", "blocked": true}]}
      """;

  @TempDir Path folder;

  @BeforeEach
  void write() throws Exception {
    Files.writeString(folder.resolve("config.yaml"), LITELLM);
    Files.writeString(folder.resolve("keys.json"), KEYS);
  }

  private CommandRun run(String... more) throws Exception {
    String[] words = new String[more.length + 4];
    words[0] = "litellm";
    words[1] = folder.resolve("config.yaml").toString();
    words[2] = "--output";
    words[3] = folder.resolve("compresh.yaml").toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return CommandRun.on(folder.resolve("data"), "import", words);
  }

  private Config written() {
    Map<String, String> environment =
        Map.of(
            "OPENAI_KEY",
            "k1",
            "AZURE_KEY",
            "k2",
            "LITELLM_1_ANTHROPIC_API_KEY",
            "k3",
            "HOME",
            "/");
    return new ConfigLoader(environment, folder).load(Map.of(), folder.resolve("compresh.yaml"));
  }

  private List<RouteTarget> route(Config config, String model) {
    return config.routing().rules().stream()
        .filter(rule -> rule.model().equals(model))
        .findFirst()
        .orElseThrow()
        .targets();
  }

  @Test
  void deployments_becomeProvidersAndRoutes_withWeightsFallbacksAndAliases() throws Exception {
    assertThat(run().exit()).isEqualTo(ExitCode.OK);
    Config config = written();
    assertThat(config.providers().stream().map(p -> p.name() + " " + p.kind() + " " + p.baseUrl()))
        .contains(
            "openai openai null",
            "azure openai https://example.openai.azure.com/openai/v1",
            "anthropic anthropic null",
            "hosted-vllm openai http://127.0.0.1:9000/v1");
    assertThat(route(config, "fast"))
        .containsExactly(
            new RouteTarget("openai", "gpt-4o-mini", 0, 60),
            new RouteTarget("azure", "mini", 0, 30),
            new RouteTarget("anthropic", "claude-sonnet-4-5", 1, 1));
    assertThat(route(config, "mini")).isEqualTo(route(config, "fast"));
    assertThat(route(config, "gpt-4")).isEqualTo(route(config, "smart"));
    assertThat(route(config, "own"))
        .containsExactly(new RouteTarget("hosted-vllm", "acme/own-7b", 0, 1));
    assertThat(config.fallback().tries()).isEqualTo(3);
  }

  @Test
  void secrets_areReferences_andAreNeverPrinted() throws Exception {
    CommandRun run = run();
    String yaml = Files.readString(folder.resolve("compresh.yaml"));
    assertThat(yaml).contains("${OPENAI_KEY}").doesNotContain("sk-written-here", "sk-master");
    assertThat(run.out() + run.err()).doesNotContain("sk-written-here", "sk-master");
    assertThat(run.err()).contains("Set LITELLM_1_ANTHROPIC_API_KEY to it");
  }

  @Test
  void whatHasNoCounterpart_isReported() throws Exception {
    assertThat(run().err()).contains("bedrock", "success_callback", "master_key");
  }

  @Test
  void dryRun_writesNothing() throws Exception {
    CommandRun run = run("--dry-run", "--keys", folder.resolve("keys.json").toString());
    assertThat(run.out()).contains("providers:", "key 'team a'").doesNotContain("'gone'");
    assertThat(folder.resolve("compresh.yaml")).doesNotExist();
  }

  @Test
  void fileThatExists_isNotOverwritten() throws Exception {
    Files.writeString(folder.resolve("compresh.yaml"), "mine");
    assertThat(run().exit()).isEqualTo(ExitCode.FAILED);
    assertThat(folder.resolve("compresh.yaml")).hasContent("mine");
  }

  @Test
  void keys_areMade_withBudgetsThatAllowNoMore() throws Exception {
    try (Database database = Database.open(folder.resolve("data"))) {
      new Bootstrap(
              database, new KeyDirectory(database, InstantSource.system()), InstantSource.system())
          .run("comp_abcdefghijklmnopqrstuvwxyz0");
    }
    CommandRun run = run("--keys", folder.resolve("keys.json").toString());
    assertThat(run.exit()).isEqualTo(ExitCode.OK);
    assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.contains("\tcomp_"));
    assertThat(run.err()).contains("tpm_limit", "rpm_limit 5 is raised", "7d became 'month'");
    try (Database database = Database.open(folder.resolve("data"))) {
      List<String> caps =
          database.read(
              handle ->
                  handle
                      .createQuery("SELECT micros FROM spend_cap ORDER BY 1")
                      .mapTo(String.class)
                      .list());
      assertThat(caps).containsExactly("3000000", "12500000");
    }
  }
}
