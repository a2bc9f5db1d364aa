package dev.compresh.app;

import dev.compresh.gateway.upstream.BoundedDownload;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ServedModels.ServedModelSource;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fetches a server's list of models, in the shape of OpenAI, Ollama or Gemini. */
final class ModelListDownload implements ServedModelSource {
  private static final int MOST_BYTES = 4 << 20;

  /** How names begin in Gemini's list. */
  private static final String GEMINI_ROOT = "models/";

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private final JsonMapper mapper = new JsonMapper();
  private final OutboundNetwork network;

  ModelListDownload(OutboundNetwork network) {
    this.network = network;
  }

  @Override
  public List<String> fetch(Provider provider) throws IOException {
    byte[] body =
        new BoundedDownload(network, MOST_BYTES, LONGEST)
            .get(ProviderTarget.of(provider), provider.modelsPath(), provider.ownHeaders());
    return names(body);
  }

  private List<String> names(byte[] body) throws IOException {
    JsonNode root;
    try {
      root = mapper.readTree(body);
    } catch (JacksonException e) {
      throw new IOException("its list of models is not JSON", e);
    }
    JsonNode list =
        root.isArray() ? root : root.has("data") ? root.get("data") : root.get("models");
    if (list == null || !list.isArray()) {
      throw new IOException("its response has no list of models");
    }
    List<String> names = new ArrayList<>();
    for (JsonNode model : list) {
      JsonNode id =
          model.isString() ? model : model.has("id") ? model.get("id") : model.get("name");
      if (id != null && id.isString()) {
        String name = id.stringValue();
        names.add(name.startsWith(GEMINI_ROOT) ? name.substring(GEMINI_ROOT.length()) : name);
      }
    }
    return names;
  }
}
