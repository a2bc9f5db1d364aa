package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.provider.ModelList.ListedModel;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.EntryJson;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.provider.catalogue.ModelPrice;
import dev.compresh.provider.catalogue.ModelType;
import dev.compresh.provider.catalogue.SupportedParameters;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of models: in OpenAI's shape, in Anthropic's for clients that send {@code
 * anthropic-version}, and in Gemini's under {@code /v1beta} or with {@code x-goog-api-key}.
 */
final class ModelAnswers {
  /** For models whose day of release is not known. */
  private static final LocalDate UNKNOWN_DAY = LocalDate.EPOCH;

  private final ProviderRegistry providerRegistry;
  private final JsonMapper mapper = new JsonMapper();
  private final GeminiModelList gemini = new GeminiModelList();

  ModelAnswers(ProviderRegistry providerRegistry) {
    this.providerRegistry = providerRegistry;
  }

  /** The list (200), or what is wrong with the page asked for (400). */
  StageResult<byte[]> list(RequestHead head, ApiKey key) {
    List<ListedModel> entries =
        providerRegistry.forOrganization(key.orgId()).models().all().stream()
            .filter(e -> allowed(key, e))
            .toList();
    if (ReplyFactory.geminiModels(head)) {
      return gemini.list(entries, head.query());
    }
    if (!ReplyFactory.anthropicModels(head)) {
      ObjectNode root = mapper.createObjectNode();
      root.put("object", "list");
      ArrayNode data = root.putArray("data");
      entries.forEach(e -> data.add(openai(e)));
      if (head.query() != null && head.query().contains("client_version=")) {
        // Codex reads a list of its own here, and keeps what it has where that is empty.
        root.putArray("models");
      }
      return StageResult.next(mapper.writeValueAsBytes(root));
    }
    return ModelPage.paginate(entries, head.query())
        .then(page -> StageResult.next(mapper.writeValueAsBytes(anthropic(page))));
  }

  private ObjectNode anthropic(ModelPage page) {
    List<ListedModel> entries = page.entries();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode data = root.putArray("data");
    entries.forEach(e -> data.add(anthropic(e)));
    root.put("has_more", page.more());
    root.put("first_id", entries.isEmpty() ? null : entries.getFirst().id());
    root.put("last_id", entries.isEmpty() ? null : entries.getLast().id());
    return root;
  }

  /** One of them, by its id or an alias; null where the key can't use it or there is none. */
  byte @Nullable [] one(RequestHead head, ApiKey key, String name) {
    return providerRegistry
        .forOrganization(key.orgId())
        .models()
        .find(name)
        .filter(e -> allowed(key, e))
        .map(e -> node(head, e))
        .map(mapper::writeValueAsBytes)
        .orElse(null);
  }

  private ObjectNode node(RequestHead head, ListedModel listedModel) {
    if (ReplyFactory.geminiModels(head)) {
      return gemini.node(listedModel);
    }
    return ReplyFactory.anthropicModels(head) ? anthropic(listedModel) : openai(listedModel);
  }

  private static boolean allowed(ApiKey key, ListedModel listedModel) {
    return AllowedModels.allows(key, listedModel.id(), listedModel.entry().orElse(null));
  }

  private ObjectNode openai(ListedModel listedModel) {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", listedModel.id());
    node.put("object", "model");
    node.put("created", day(listedModel).atStartOfDay().toEpochSecond(ZoneOffset.UTC));
    node.put("owned_by", listedModel.owner());
    listedModel.entry().ifPresent(known -> facts(node, known));
    return node;
  }

  private static void facts(ObjectNode node, CatalogueEntry entry) {
    ModelFacts facts = entry.facts();
    node.put("name", facts.name());
    node.put("model_type", facts.type().label());
    if (facts.context() > 0) {
      node.put("context_length", facts.context());
    }
    if (facts.maxOutput() > 0 && facts.type() != ModelType.EMBEDDING) {
      node.put("max_output_tokens", facts.maxOutput());
    }
    EntryJson.capabilities(node.putArray("capabilities"), facts);
    SupportedParameters.list(entry).forEach(node.putArray("supported_parameters")::add);
    entry.aliases().forEach(node.putArray("aliases")::add);
    ModelPrice price = facts.price();
    if (price != null) {
      EntryJson.prices(node.putObject("pricing"), price);
    }
  }

  private ObjectNode anthropic(ListedModel listedModel) {
    ObjectNode node = mapper.createObjectNode();
    node.put("type", "model");
    node.put("id", listedModel.id());
    node.put(
        "display_name", listedModel.entry().map(e -> e.facts().name()).orElse(listedModel.id()));
    node.put("created_at", day(listedModel) + "T00:00:00Z");
    // The official clients for typed languages refuse a model without it.
    node.put("lifecycle", "active");
    return node;
  }

  private static LocalDate day(ListedModel listedModel) {
    return listedModel.entry().map(e -> e.facts().released()).orElse(UNKNOWN_DAY);
  }
}
