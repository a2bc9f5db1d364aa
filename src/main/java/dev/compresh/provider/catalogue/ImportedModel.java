package dev.compresh.provider.catalogue;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One model of models.dev's file, and its line of facts. */
final class ImportedModel {
  private static final int MOST_TOKENS = 100_000_000;
  private static final int LONGEST_NAME = 100;

  /** models.dev's name of a price, and ours. */
  private record ImportedPrice(String theirs, String ours) {}

  private static final List<ImportedPrice> PRICES =
      List.of(
          new ImportedPrice("input", "input"),
          new ImportedPrice("cache_read", "cache-read"),
          new ImportedPrice("cache_write", "cache-write"),
          new ImportedPrice("cache_write_1h", "cache-write-1h"),
          new ImportedPrice("output", "output"),
          new ImportedPrice("reasoning", "reasoning"),
          new ImportedPrice("input_audio", "audio-input"),
          new ImportedPrice("output_audio", "audio-output"));

  /** The tier that has a name of its own. */
  private static final long OVER_200K = 200_000;

  private final String vendor;
  private final String id;
  private final JsonNode json;
  private final List<String> faults = new ArrayList<>();

  ImportedModel(String vendor, String id, JsonNode json) {
    this.vendor = vendor;
    this.id = id;
    this.json = json;
  }

  List<String> faults() {
    return faults;
  }

  /** Its line; empty for a model that draws. */
  String line(ReasoningEfforts reasoningEfforts) {
    List<String> in = words(json.has("input") ? json.path("input") : json.at("/modalities/input"));
    List<String> out =
        words(json.has("output") ? json.path("output") : json.at("/modalities/output"));
    if (out.contains("image") || out.contains("video") || id.contains("image")) {
      return "";
    }
    int context = tokens(json.has("context") ? json.path("context") : json.at("/limit/context"));
    int longest =
        tokens(json.has("max_output") ? json.path("max_output") : json.at("/limit/output"));
    String type = type(in, out);
    boolean chat = type.equals("chat") || type.equals("vision-chat");
    return String.join(
        "\t",
        vendor,
        id,
        name(),
        day(),
        type,
        context == 0 ? "-" : Integer.toString(context),
        longest == 0 ? "-" : Integer.toString(longest),
        has(in, chat),
        reasoningEfforts.any() ? reasoningEfforts.text() : "-",
        prices());
  }

  private String name() {
    String name = json.path("name").asString(id).strip();
    StringBuilder plain = new StringBuilder();
    name.chars()
        .limit(LONGEST_NAME)
        .forEach(c -> plain.append(Character.isISOControl(c) ? ' ' : (char) c));
    return name.isEmpty() ? id : plain.toString();
  }

  private String day() {
    String day = json.path("released").asString(json.path("release_date").asString(""));
    return switch (day.length()) {
      case 10 -> day;
      case 7 -> day + "-01";
      default -> "-";
    };
  }

  private String type(List<String> in, List<String> out) {
    if (id.contains("embed")) {
      return "embedding";
    }
    if (id.contains("realtime")) {
      return "realtime";
    }
    if (!out.isEmpty() && !out.contains("text")) {
      return "speech";
    }
    if (!in.isEmpty() && !in.contains("text")) {
      return "transcription";
    }
    return in.contains("image") ? "vision-chat" : "chat";
  }

  private String has(List<String> in, boolean chat) {
    boolean tools = truth("tools") || truth("tool_call");
    StringBuilder has = new StringBuilder();
    append(has, tools, 't');
    append(has, truth("reasoning"), 'r');
    append(has, in.contains("image"), 'i');
    JsonNode structured = json.path("structured_output");
    boolean told = structured.isBoolean();
    // Where it is not known, those that take tools take a format too, but for Anthropic's.
    append(
        has, chat && (told ? structured.asBoolean() : tools && !vendor.equals("anthropic")), 's');
    append(has, chat && json.path("temperature").asBoolean(true), 'p');
    append(has, in.contains("audio"), 'a');
    append(has, in.contains("video"), 'v');
    append(has, in.contains("pdf"), 'f');
    double read = json.at("/cost/cache_read").asDouble(0);
    append(has, read > 0 && read != json.at("/cost/input").asDouble(0), 'c');
    return has.isEmpty() ? "-" : has.toString();
  }

  private static void append(StringBuilder has, boolean it, char letter) {
    if (it) {
      has.append(letter);
    }
  }

  private boolean truth(String field) {
    return json.path(field).asBoolean(false);
  }

  private String prices() {
    JsonNode cost = json.path("cost");
    if (!cost.isObject()) {
      return "-";
    }
    List<String> words = new ArrayList<>(prices(cost));
    JsonNode over = cost.path("context_over_200k");
    if (cost.path("tiers").isArray()) {
      for (JsonNode tier : cost.path("tiers")) {
        long above = tier.at("/tier/size").asLong(0);
        if (above <= 0) {
          fault("a price tier without a size");
        }
        words.add(">" + above);
        words.addAll(prices(tier));
      }
    } else if (over.isObject()) {
      words.add(">" + OVER_200K);
      words.addAll(prices(over));
    }
    // A list price of nothing is that of a trial, or of a maker that sells through others.
    boolean nothing = cost.path("input").asDouble(0) == 0 && cost.path("output").asDouble(0) == 0;
    return words.isEmpty() || nothing ? "-" : String.join(" ", words);
  }

  private List<String> prices(JsonNode cost) {
    List<String> words = new ArrayList<>();
    for (ImportedPrice importedPrice : PRICES) {
      JsonNode usd = cost.path(importedPrice.theirs);
      if (usd.isMissingNode() || usd.isNull()) {
        continue;
      }
      if (!usd.isNumber() || PriceDraft.micros(usd.decimalValue()).isEmpty()) {
        fault("a price that is not valid (" + importedPrice.theirs + ")");
      } else if (usd.asDouble() > 0 && PriceDraft.micros(usd.decimalValue()).get() == 0) {
        fault("a price that is almost zero (" + importedPrice.theirs + "); is it per token?");
      } else if (usd.asDouble() > 0 || !importedPrice.theirs.startsWith("cache")) {
        words.add(importedPrice.ours + "=" + usd.decimalValue().toPlainString());
      }
    }
    return words;
  }

  private int tokens(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return 0;
    }
    if (!node.isIntegralNumber() || node.asLong() < 0 || node.asLong() > MOST_TOKENS) {
      fault("a number of tokens that is not valid");
      return 0;
    }
    return (int) node.asLong();
  }

  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asString("")));
    return words;
  }

  private void fault(String what) {
    faults.add(vendor + "/" + id + " has " + what);
  }
}
