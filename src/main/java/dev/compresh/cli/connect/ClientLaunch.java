package dev.compresh.cli.connect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * How to start a client that is connected by its environment alone.
 *
 * @param arguments what comes before the user's arguments
 * @param environment variables to set
 * @param unset variables that would send it elsewhere
 */
public record ClientLaunch(
    List<String> arguments, Map<String, String> environment, Set<String> unset) {
  public ClientLaunch {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    unset = Set.copyOf(unset);
  }

  /** Empty for clients that only read their configuration files. */
  public static Optional<ClientLaunch> of(ClientProgram client, GatewayAccess access) {
    return switch (client) {
      case CLAUDE_CODE ->
          environment(
              Map.of(
                  "ANTHROPIC_BASE_URL", access.url(),
                  "ANTHROPIC_AUTH_TOKEN", access.key(),
                  "CLAUDE_CODE_ENABLE_GATEWAY_MODEL_DISCOVERY", "1"),
              Set.of("ANTHROPIC_API_KEY", "CLAUDE_CODE_USE_BEDROCK", "CLAUDE_CODE_USE_VERTEX"));
      case CODEX -> codex(access);
      case OPENCODE -> content("OPENCODE_CONFIG_CONTENT", access);
      case KILO -> content("KILO_CONFIG_CONTENT", access);
      case QWEN ->
          environment(
              Map.of(
                  "OPENAI_BASE_URL", access.versioned(),
                  "OPENAI_API_KEY", access.key(),
                  "OPENAI_MODEL", access.model()),
              Set.of());
      case GEMINI ->
          environment(
              Map.of(
                  "GOOGLE_GEMINI_BASE_URL", access.url(),
                  "GEMINI_API_KEY", access.key()),
              Set.of("GOOGLE_API_KEY", "GOOGLE_GENAI_USE_VERTEXAI"));
      case AIDER -> environment(aider(access), Set.of());
      case OPENAI_ENV, ANTHROPIC_ENV -> environment(variables(client, access), Set.of());
      case CLINE, CONTINUE, DROID -> Optional.empty();
    };
  }

  /** The variables that official libraries read. */
  public static Map<String, String> variables(ClientProgram client, GatewayAccess access) {
    Map<String, String> variables = new LinkedHashMap<>();
    if (client == ClientProgram.OPENAI_ENV) {
      variables.put("OPENAI_BASE_URL", access.versioned());
      variables.put("OPENAI_API_KEY", access.key());
    } else {
      variables.put("ANTHROPIC_BASE_URL", access.url());
      variables.put("ANTHROPIC_API_KEY", access.key());
    }
    return variables;
  }

  private static Map<String, String> aider(GatewayAccess access) {
    return Map.of(
        "OPENAI_API_BASE", access.versioned(),
        "OPENAI_API_KEY", access.key(),
        "ANTHROPIC_API_BASE", access.url(),
        "ANTHROPIC_API_KEY", access.key());
  }

  private static Optional<ClientLaunch> environment(
      Map<String, String> environment, Set<String> unset) {
    return Optional.of(new ClientLaunch(List.of(), environment, unset));
  }

  private static Optional<ClientLaunch> codex(GatewayAccess access) {
    List<String> arguments = new ArrayList<>();
    for (String setting :
        List.of(
            "model_provider=\"compresh\"",
            "model_providers.compresh.name=\"Compresh\"",
            "model_providers.compresh.base_url=\"" + access.versioned() + "\"",
            "model_providers.compresh.wire_api=\"responses\"",
            "model_providers.compresh.env_key=\"" + ClientCatalogue.KEY_VARIABLE + "\"",
            "model_providers.compresh.supports_websockets=false")) {
      arguments.add("-c");
      arguments.add(setting);
    }
    return Optional.of(
        new ClientLaunch(arguments, Map.of(ClientCatalogue.KEY_VARIABLE, access.key()), Set.of()));
  }

  private static Optional<ClientLaunch> content(String variable, GatewayAccess access) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode providers = root.putObject("provider");
    for (String provider : List.of("anthropic", "openai")) {
      providers
          .putObject(provider)
          .putObject("options")
          .put("baseURL", access.versioned())
          .put("apiKey", access.key());
    }
    return environment(Map.of(variable, root.toString()), Set.of());
  }
}
