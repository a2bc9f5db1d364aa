package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.provider.ModelList;
import dev.compresh.provider.ModelList.Entry;
import dev.compresh.provider.catalogue.Capability;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelFacts;
import dev.compresh.provider.catalogue.ModelType;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The list of models: in OpenAI's shape, and in Anthropic's for clients that send {@code
 * anthropic-version}.
 */
final class ModelAnswers {
  /** For models whose day of release is not told. */
  private static final LocalDate UNKNOWN_DAY = LocalDate.EPOCH;

  private final ModelList models;
  private final JsonMapper mapper = new JsonMapper();

  ModelAnswers(ModelList models) {
    this.models = models;
  }

  byte[] list(RequestHead head, ApiKey key) {
    boolean anthropic = anthropic(head);
    List<Entry> entries = models.all().stream().filter(e -> allowed(key, e)).toList();
    ObjectNode root = mapper.createObjectNode();
    if (!anthropic) {
      root.put("object", "list");
    }
    ArrayNode data = root.putArray("data");
    entries.forEach(e -> data.add(anthropic ? anthropic(e) : openai(e)));
    if (anthropic) {
      root.put("has_more", false);
      root.put("first_id", entries.isEmpty() ? null : entries.getFirst().id());
      root.put("last_id", entries.isEmpty() ? null : entries.getLast().id());
    }
    return mapper.writeValueAsBytes(root);
  }

  /** One of them; null where the key can't use it or there is none. */
  byte @Nullable [] one(RequestHead head, ApiKey key, String id) {
    return models
        .find(id)
        .filter(e -> allowed(key, e))
        .map(e -> mapper.writeValueAsBytes(anthropic(head) ? anthropic(e) : openai(e)))
        .orElse(null);
  }

  private static boolean anthropic(RequestHead head) {
    return head.headers().first("anthropic-version") != null;
  }

  private static boolean allowed(ApiKey key, Entry entry) {
    return key.models().isEmpty() || key.models().contains(entry.id());
  }

  private ObjectNode openai(Entry entry) {
    ObjectNode node = mapper.createObjectNode();
    node.put("id", entry.id());
    node.put("object", "model");
    node.put("created", day(entry).atStartOfDay().toEpochSecond(ZoneOffset.UTC));
    node.put("owned_by", entry.owner());
    entry.entry().map(CatalogueEntry::facts).ifPresent(facts -> facts(node, facts));
    return node;
  }

  private static void facts(ObjectNode node, ModelFacts facts) {
    if (facts.context() > 0) {
      node.put("context_length", facts.context());
    }
    if (facts.maxOutput() > 0 && facts.type() != ModelType.EMBEDDING) {
      node.put("max_output_tokens", facts.maxOutput());
    }
    ArrayNode capabilities = node.putArray("capabilities");
    for (Capability capability : Capability.values()) {
      if (facts.can(capability)) {
        capabilities.add(capability.label());
      }
    }
  }

  private ObjectNode anthropic(Entry entry) {
    ObjectNode node = mapper.createObjectNode();
    node.put("type", "model");
    node.put("id", entry.id());
    node.put("display_name", entry.entry().map(e -> e.facts().name()).orElse(entry.id()));
    node.put("created_at", day(entry) + "T00:00:00Z");
    // The official clients for typed languages refuse a model without it.
    node.put("lifecycle", "active");
    return node;
  }

  private static LocalDate day(Entry entry) {
    return entry.entry().map(e -> e.facts().released()).orElse(UNKNOWN_DAY);
  }
}
