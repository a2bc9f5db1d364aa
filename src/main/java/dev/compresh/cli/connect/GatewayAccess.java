package dev.compresh.cli.connect;

import java.util.List;

/**
 * Holds what a client needs to reach the gateway.
 *
 * @param url where clients connect, without a path
 * @param models names for clients that want a list of models, the default first
 */
public record GatewayAccess(String url, String key, List<String> models) {
  public GatewayAccess {
    models = List.copyOf(models);
  }

  /** The base URL as OpenAI's clients want it. */
  String versioned() {
    return url + "/v1";
  }

  String model() {
    return models.getFirst();
  }

  static boolean isClaude(String model) {
    return model.contains("claude");
  }
}
