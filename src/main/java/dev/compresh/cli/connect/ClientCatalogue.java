package dev.compresh.cli.connect;

import static dev.compresh.cli.connect.SettingChange.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lists what the configuration of each client has to say. */
public final class ClientCatalogue {
  /** The variable under which clients find the key, where they ask for one. */
  static final String KEY_VARIABLE = "COMPRESH_API_KEY";

  private static final String NAME = "compresh";

  private ClientCatalogue() {}

  /** The files of {@code client}; none where only variables of the environment are needed. */
  public static List<ClientFile> files(
      ClientProgram client, ClientHome home, GatewayAccess access) {
    return switch (client) {
      case CLAUDE_CODE -> claudeCode(home, access);
      case CODEX -> codex(home, access);
      case OPENCODE ->
          List.of(
              providers(
                  ClientHome.existing(home.config("opencode"), "opencode.jsonc", "opencode.json"),
                  access));
      case KILO ->
          List.of(
              providers(
                  ClientHome.existing(
                      home.config("kilo"), "kilo.jsonc", "kilo.json", "config.json", "kilo.jsonc"),
                  access));
      case CLINE -> cline(home, access);
      case CONTINUE -> continueModels(home, access);
      case QWEN -> qwen(home, access);
      case GEMINI -> gemini(home, access);
      case DROID -> droid(home, access);
      case AIDER -> aider(home, access);
      case OPENAI_ENV, ANTHROPIC_ENV -> List.of();
    };
  }

  private static List<ClientFile> claudeCode(ClientHome home, GatewayAccess access) {
    Path file = home.folder("CLAUDE_CONFIG_DIR", ".claude").resolve("settings.json");
    return List.of(
        new ClientFile(
            file,
            List.of(
                text(access.url(), "env", "ANTHROPIC_BASE_URL"),
                text(access.key(), "env", "ANTHROPIC_AUTH_TOKEN"),
                text("1", "env", "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY"))));
  }

  private static List<ClientFile> codex(ClientHome home, GatewayAccess access) {
    ObjectNode provider = JsonNodeFactory.instance.objectNode();
    provider.put("name", "Compresh");
    provider.put("base_url", access.versioned());
    provider.put("wire_api", "responses");
    provider.put("experimental_bearer_token", access.key());
    provider.put("supports_websockets", false);
    Path file = home.folder("CODEX_HOME", ".codex").resolve("config.toml");
    return List.of(
        new ClientFile(
            file,
            List.of(
                text(NAME, "model_provider"),
                new SettingChange(ConfigPath.of("model_providers", NAME), provider))));
  }

  /** Opencode and what comes from it: the built-in providers, at another address. */
  private static ClientFile providers(Path file, GatewayAccess access) {
    List<SettingChange> changes = new ArrayList<>();
    for (String provider : List.of("anthropic", "openai")) {
      changes.add(text(access.versioned(), "provider", provider, "options", "baseURL"));
      changes.add(text(access.key(), "provider", provider, "options", "apiKey"));
    }
    return new ClientFile(file, changes);
  }

  private static List<ClientFile> cline(ClientHome home, GatewayAccess access) {
    String provider = "openai-compatible";
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("provider", provider);
    settings.put("apiKey", access.key());
    settings.put("model", access.model());
    settings.put("baseUrl", access.versioned());
    Path data = home.folder("CLINE_DIR", ".cline").resolve("data");
    Path file = home.folder("CLINE_DATA_DIR", data.toString()).resolve("settings/providers.json");
    return List.of(
        new ClientFile(
            file,
            List.of(
                new SettingChange(ConfigPath.of("version"), JsonNodeFactory.instance.numberNode(1)),
                text(provider, "lastUsedProvider"),
                new SettingChange(ConfigPath.of("providers", provider, "settings"), settings),
                // Without a time, Cline takes the whole file for damaged and starts afresh.
                text("2026-01-01T00:00:00.000Z", "providers", provider, "updatedAt"),
                text("manual", "providers", provider, "tokenSource"))));
  }

  private static List<ClientFile> continueModels(ClientHome home, GatewayAccess access) {
    List<SettingChange> changes = new ArrayList<>();
    for (String model : access.models().reversed()) {
      ObjectNode entry = JsonNodeFactory.instance.objectNode();
      boolean claude = GatewayAccess.isClaude(model);
      String name = "Compresh " + model;
      entry.put("name", name);
      entry.put("provider", claude ? "anthropic" : "openai");
      entry.put("model", model);
      entry.put("apiBase", access.versioned());
      entry.put("apiKey", access.key());
      entry.putArray("roles").add("chat").add("edit").add("apply");
      entry.putArray("capabilities").add("tool_use");
      changes.add(new SettingChange(ConfigPath.of("models", "[name=" + name + "]"), entry));
    }
    Path folder = home.folder("CONTINUE_GLOBAL_DIR", ".continue");
    // Written into the front one by one, so the last one ends up first in the file.
    changes.add(text("v1", "schema"));
    changes.add(text("1.0.0", "version"));
    changes.add(text("Local configuration", "name"));
    return List.of(new ClientFile(folder.resolve("config.yaml"), changes));
  }

  private static List<ClientFile> qwen(ClientHome home, GatewayAccess access) {
    List<SettingChange> changes = new ArrayList<>();
    for (String model : access.models().reversed()) {
      ObjectNode entry = JsonNodeFactory.instance.objectNode();
      entry.put("id", model);
      entry.put("name", "Compresh " + model);
      entry.put("baseUrl", access.versioned());
      entry.put("envKey", KEY_VARIABLE);
      changes.add(
          new SettingChange(
              ConfigPath.of("modelProviders", "openai", "[name=Compresh " + model + "]"), entry));
    }
    changes.add(text(access.key(), "env", KEY_VARIABLE));
    changes.add(text("openai", "security", "auth", "selectedType"));
    changes.add(text(access.model(), "model", "name"));
    Path folder = home.folder("QWEN_HOME", ".qwen");
    return List.of(new ClientFile(folder.resolve("settings.json"), changes));
  }

  private static List<ClientFile> gemini(ClientHome home, GatewayAccess access) {
    Path folder = home.folder("GEMINI_CLI_HOME", "").resolve(".gemini");
    return List.of(
        new ClientFile(
            folder.resolve(".env"),
            List.of(
                text(access.url(), "GOOGLE_GEMINI_BASE_URL"),
                text(access.key(), "GEMINI_API_KEY"))),
        new ClientFile(
            folder.resolve("settings.json"),
            List.of(text("gemini-api-key", "security", "auth", "selectedType"))));
  }

  private static List<ClientFile> droid(ClientHome home, GatewayAccess access) {
    List<SettingChange> changes = new ArrayList<>();
    for (String model : access.models().reversed()) {
      boolean claude = GatewayAccess.isClaude(model);
      String name = "Compresh " + model;
      ObjectNode entry = JsonNodeFactory.instance.objectNode();
      entry.put("model", model);
      entry.put("displayName", name);
      entry.put("baseUrl", claude ? access.url() : access.versioned());
      entry.put("apiKey", access.key());
      entry.put("provider", claude ? "anthropic" : "generic-chat-completion-api");
      entry.put("maxOutputTokens", 16_384);
      changes.add(
          new SettingChange(ConfigPath.of("customModels", "[displayName=" + name + "]"), entry));
    }
    Path file = home.home().resolve(".factory/settings.json");
    return List.of(new ClientFile(file, changes));
  }

  private static List<ClientFile> aider(ClientHome home, GatewayAccess access) {
    return List.of(
        new ClientFile(
            home.home().resolve(".aider.conf.yml"),
            List.of(
                text(access.versioned(), "openai-api-base"),
                text(access.key(), "openai-api-key"),
                text(access.key(), "anthropic-api-key"),
                new SettingChange(
                    ConfigPath.of("set-env"),
                    JsonNodeFactory.instance
                        .arrayNode()
                        .add("ANTHROPIC_API_BASE=" + access.url())))));
  }
}
