package dev.compresh.proxy;

import dev.compresh.provider.ModelList.ListedModel;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelCapability;
import dev.compresh.provider.catalogue.ModelFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The list of models in the shape of Gemini's API, page by page as its clients ask for it. */
final class GeminiModelList {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 1_000;
  private static final String ROOT = "models/";

  private final JsonMapper mapper = new JsonMapper();

  /** The page of {@code all} that {@code query} asks for (400 where it can't be). */
  StageResult<byte[]> list(List<ListedModel> all, @Nullable String query) {
    int size = PAGE;
    String asked = ModelPage.value(query, "pageSize");
    if (asked != null && !asked.isEmpty()) {
      size = ModelPage.number(asked);
      if (size < 1) {
        return StageResult.stop(
            ApiErrors.value("pageSize", "'pageSize' must be a whole number of at least 1."));
      }
    }
    String token = ModelPage.value(query, "pageToken");
    int from = 0;
    if (token != null && !token.isEmpty()) {
      from = ModelPage.place(all, token) + 1;
      if (from == 0) {
        return StageResult.stop(
            ApiErrors.value("pageToken", "'pageToken' is not a token of this list."));
      }
    }
    int to = Math.min(all.size(), from + Math.min(size, LARGEST_PAGE));
    ObjectNode root = mapper.createObjectNode();
    ArrayNode models = root.putArray("models");
    all.subList(from, to).forEach(listedModel -> models.add(node(listedModel)));
    if (to < all.size()) {
      root.put("nextPageToken", all.get(to - 1).id());
    }
    return StageResult.next(mapper.writeValueAsBytes(root));
  }

  /** One model. */
  ObjectNode node(ListedModel listedModel) {
    ObjectNode node = mapper.createObjectNode();
    node.put("name", ROOT + listedModel.id());
    node.put("baseModelId", listedModel.id());
    node.put("version", "001");
    ModelFacts facts = listedModel.entry().map(CatalogueEntry::facts).orElse(null);
    node.put("displayName", facts == null ? listedModel.id() : facts.name());
    if (facts != null && facts.context() > 0) {
      node.put("inputTokenLimit", facts.context());
    }
    if (facts != null && facts.maxOutput() > 0) {
      node.put("outputTokenLimit", facts.maxOutput());
    }
    ArrayNode methods = node.putArray("supportedGenerationMethods");
    if (facts == null || facts.type().chat()) {
      methods.add("generateContent").add("countTokens");
    }
    if (facts != null && facts.can(ModelCapability.REASONING)) {
      node.put("thinking", true);
    }
    return node;
  }
}
