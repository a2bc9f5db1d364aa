package dev.compresh.sim;

import dev.compresh.sim.http.SimReply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of models, in the shape of each provider. Any name but the missing one is served. */
final class ModelsApi {
  private static final long CREATED = 1_735_689_600L;
  private static final List<String> OPENAI =
      List.of(
          "gpt-4o",
          "gpt-4o-mini",
          "gpt-4.1",
          "gpt-5",
          "gpt-5-mini",
          "o3",
          "text-embedding-3-small",
          "text-embedding-3-large");
  private static final List<String> ANTHROPIC =
      List.of("claude-opus-5", "claude-sonnet-5", "claude-sonnet-4-5", "claude-haiku-4-5");
  private static final List<String> GOOGLE =
      List.of("gemini-2.5-pro", "gemini-2.5-flash", "gemini-3.8-flash", "gemini-4-argon");

  private final SimulatorEngine simulatorEngine;

  ModelsApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  SimReply list(ProviderErrors provider) {
    ObjectNode list = SimulatedJson.object();
    ArrayNode data = list.putArray(provider == ProviderErrors.GOOGLE ? "models" : "data");
    List<String> ids =
        switch (provider) {
          case OPENAI -> OPENAI;
          case ANTHROPIC -> ANTHROPIC;
          case GOOGLE -> GOOGLE;
        };
    ids.forEach(id -> data.add(model(provider, id)));
    if (provider == ProviderErrors.ANTHROPIC) {
      list.put("first_id", ANTHROPIC.getFirst()).put("last_id", ANTHROPIC.getLast());
      list.put("has_more", false);
    } else if (provider == ProviderErrors.OPENAI) {
      list.put("object", "list");
    }
    return provider.ok(list, simulatorEngine.ids().next("req_"));
  }

  SimReply one(ProviderErrors provider, String id) throws SimulatedRefusal {
    simulatorEngine.known(provider, id);
    return provider.ok(model(provider, id), simulatorEngine.ids().next("req_"));
  }

  private static ObjectNode model(ProviderErrors provider, String id) {
    if (provider == ProviderErrors.GOOGLE) {
      ObjectNode model = SimulatedJson.object().put("name", "models/" + id).put("displayName", id);
      model.put("inputTokenLimit", 1_048_576).put("outputTokenLimit", 65_536);
      model.putArray("supportedGenerationMethods").add("generateContent").add("countTokens");
      return model;
    }
    if (provider == ProviderErrors.ANTHROPIC) {
      ObjectNode model = SimulatedJson.typed("model").put("id", id).put("display_name", id);
      return model.put("created_at", "2025-01-01T00:00:00Z").put("lifecycle", "active");
    }
    ObjectNode model = SimulatedJson.object().put("id", id).put("object", "model");
    return model.put("created", CREATED).put("owned_by", "simulated");
  }
}
