package dev.compresh.provider.catalogue;

import dev.compresh.config.ToolFeeConfig;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An entry as JSON, for the admin API and the command line: what holds, whoever said it. */
public final class EntryJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private EntryJson() {}

  public static ObjectNode render(CatalogueEntry entry) {
    ModelFacts facts = entry.facts();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("id", entry.id());
    node.put("name", facts.name());
    node.put("vendor", facts.vendor());
    node.put("type", facts.type().label());
    node.put("context_length", facts.context() == 0 ? null : facts.context());
    node.put("max_output", facts.maxOutput() == 0 ? null : facts.maxOutput());
    capabilities(node.putArray("capabilities"), facts);
    ArrayNode efforts = node.putArray("reasoning_efforts");
    for (String effort : facts.efforts().text().split(",", -1)) {
      if (!effort.isEmpty()) {
        efforts.add(effort);
      }
    }
    node.put("sampling", facts.sampling());
    entry.parameters().forEach(node.putArray("parameters")::add);
    SupportedParameters.list(entry).forEach(node.putArray("supported_parameters")::add);
    entry.aliases().forEach(node.putArray("aliases")::add);
    ArrayNode routes = node.putArray("routes");
    for (ModelRoute route : entry.routes()) {
      ObjectNode one = routes.addObject();
      one.put("provider", route.provider());
      one.put("model", route.model());
      one.put("order", route.order());
      one.put("weight", route.weight());
    }
    ModelPrice price = facts.price();
    if (price == null) {
      node.putNull("prices");
    } else {
      prices(node.putObject("prices"), price);
    }
    node.put("maintenance", entry.maintenance());
    node.put("strict", entry.strict());
    node.put("always_usage", entry.alwaysUsage());
    node.put("source", entry.source().name().toLowerCase(Locale.ROOT));
    return node;
  }

  /** The labels of what it can do. */
  public static void capabilities(ArrayNode array, ModelFacts facts) {
    for (ModelCapability modelCapability : ModelCapability.values()) {
      if (facts.can(modelCapability)) {
        array.add(modelCapability.label());
      }
    }
  }

  /** Prices in USD per million tokens, with what modifies them. */
  public static void prices(ObjectNode node, ModelPrice price) {
    amounts(node, price);
    changes(node, price);
    modifiers(node, price.modifiers());
  }

  private static void amounts(ObjectNode node, ModelPrice price) {
    tokens(node, price);
    if (price.minute() > 0) {
      node.put("minute", usd(price.minute()));
    }
    if (price.characters() > 0) {
      node.put("characters", usd(price.characters()));
    }
    if (!price.longer().isEmpty()) {
      ArrayNode longer = node.putArray("longer_prompts");
      for (ModelPrice.LongPromptPrice tier : price.longer()) {
        ObjectNode one = longer.addObject();
        one.put("above", tier.above());
        tokens(one, tier.price());
      }
    }
  }

  private static void changes(ObjectNode node, ModelPrice price) {
    if (!price.later().isEmpty()) {
      ArrayNode changes = node.putArray("changes");
      for (ModelPrice.LaterPrice change : price.later()) {
        amounts(changes.addObject().put("from", change.from().toString()), change.price());
      }
    }
  }

  private static void modifiers(ObjectNode node, PriceModifiers modifiers) {
    multipliers(node, "service_tiers", modifiers.tiers());
    multipliers(node, "geographies", modifiers.geographies());
    if (!modifiers.toolFees().isEmpty()) {
      ObjectNode fees = node.putObject("tool_fees");
      for (HostedTool tool : HostedTool.values()) {
        PriceModifiers.ToolFee fee = modifiers.fee(tool);
        String name = tool.label().replace('-', '_');
        if (fee.perThousand() > 0 && fee.perRequest()) {
          fees.put(name, usd(fee.perThousand()).toPlainString() + ToolFeeConfig.PER_REQUEST);
        } else if (fee.perThousand() > 0) {
          fees.put(name, usd(fee.perThousand()));
        }
      }
    }
  }

  private static void multipliers(ObjectNode node, String name, Map<String, Integer> permille) {
    if (!permille.isEmpty()) {
      ObjectNode multipliers = node.putObject(name);
      new TreeMap<>(permille)
          .forEach(
              (key, value) ->
                  multipliers.put(
                      key.replace('-', '_'), BigDecimal.valueOf(value, 3).stripTrailingZeros()));
    }
  }

  private static void tokens(ObjectNode node, ModelPrice price) {
    node.put("input", usd(price.input()));
    node.put("cache_read", usd(price.cacheRead()));
    node.put("cache_write", usd(price.cacheWrite()));
    node.put("cache_write_1h", usd(price.cacheWriteLong()));
    node.put("cache_write_12h", usd(price.cacheWriteHalfDay()));
    node.put("output", usd(price.output()));
    node.put("reasoning", usd(price.reasoning()));
    node.put("audio_input", usd(price.audioInput()));
    node.put("audio_output", usd(price.audioOutput()));
  }

  /** USD of so many micro-USD, without zeros at its end. */
  public static BigDecimal usd(long micros) {
    BigDecimal usd = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return usd.scale() < 0 ? usd.setScale(0) : usd;
  }
}
