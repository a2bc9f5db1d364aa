package dev.compresh.sim;

import dev.compresh.sim.http.SimReply;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists of models, in the shape of either provider. Any name but the missing one is served. */
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

  private final SimulatorEngine simulatorEngine;

  ModelsApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  SimReply list(boolean anthropic) {
    ObjectNode list = SimulatedJson.object();
    ArrayNode data = list.putArray("data");
    for (String id : anthropic ? ANTHROPIC : OPENAI) {
      data.add(model(anthropic, id));
    }
    if (anthropic) {
      list.put("first_id", ANTHROPIC.getFirst()).put("last_id", ANTHROPIC.getLast());
      list.put("has_more", false);
    } else {
      list.put("object", "list");
    }
    return provider(anthropic).ok(list, simulatorEngine.ids().next("req_"));
  }

  SimReply one(boolean anthropic, String id) throws SimulatedRefusal {
    simulatorEngine.known(anthropic, id);
    return provider(anthropic).ok(model(anthropic, id), simulatorEngine.ids().next("req_"));
  }

  private static ProviderErrors provider(boolean anthropic) {
    return anthropic ? ProviderErrors.ANTHROPIC : ProviderErrors.OPENAI;
  }

  private static ObjectNode model(boolean anthropic, String id) {
    if (anthropic) {
      ObjectNode model = SimulatedJson.typed("model").put("id", id).put("display_name", id);
      return model.put("created_at", "2025-01-01T00:00:00Z").put("lifecycle", "active");
    }
    ObjectNode model = SimulatedJson.object().put("id", id).put("object", "model");
    return model.put("created", CREATED).put("owned_by", "simulated");
  }
}
