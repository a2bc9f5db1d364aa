package dev.compresh.compression.chat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A chat between user and assistant, as bodies of either API. */
final class DialogueBodies {
  private static final String[][] TOPICS = {
    {"garden", "tomato", "seeds", "watering", "soil", "harvest", "greenhouse", "compost"},
    {"boiler", "pressure", "valve", "plumber", "leak", "heating", "radiator", "pipe"},
    {"violin", "teacher", "lesson", "concert", "sonata", "practice", "strings", "bow"},
    {"budget", "invoice", "supplier", "contract", "payment", "quarter", "refund", "tax"},
    {"marathon", "training", "knee", "shoes", "pace", "coach", "hills", "stretching"}
  };

  private final List<String> texts = new ArrayList<>();
  private final Map<Integer, String> names = new HashMap<>();

  /** {@code turns} turns about changing topics, answered. */
  static DialogueBodies random(long seed, int turns) {
    Random random = new Random(seed);
    DialogueBodies out = new DialogueBodies();
    for (int turn = 0; turn < turns; turn++) {
      String[] topic = TOPICS[turn / 7 % TOPICS.length];
      String date = turn % 9 == 0 ? "[" + (turn % 27 + 1) + " March 2025] " : "";
      out.say(date + sentences(random, topic, 1 + random.nextInt(3)));
      out.say(sentences(random, topic, random.nextInt(5)));
    }
    return out;
  }

  private static String sentences(Random random, String[] topic, int count) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < count; i++) {
      out.append(i == 0 ? "" : " ").append("I think the ").append(word(random, topic));
      out.append(" near Oslo needs ").append(word(random, topic)).append(" before ");
      out.append(random.nextInt(28) + 1).append(" May because of the ");
      out.append(word(random, topic)).append('.');
    }
    return out.isEmpty() ? "Ok." : out.toString();
  }

  private static String word(Random random, String[] topic) {
    return topic[random.nextInt(topic.length)] + (random.nextInt(4) == 0 ? random.nextInt(99) : "");
  }

  DialogueBodies say(String text) {
    texts.add(text);
    return this;
  }

  /** The message at {@code index} gets a name, where the API has one. */
  DialogueBodies named(String name, int index) {
    names.put(index, name);
    return this;
  }

  DialogueBodies upTo(int messages) {
    DialogueBodies out = new DialogueBodies();
    out.names.putAll(names);
    out.texts.addAll(texts.subList(0, messages));
    return out;
  }

  int size() {
    return texts.size();
  }

  List<String> texts() {
    return texts;
  }

  Prompt prompt(Dialect dialect) {
    boolean anthropic = dialect.equals(Dialect.MESSAGES);
    StringBuilder json = new StringBuilder("{\"model\":\"m\",\"max_tokens\":9,");
    String head =
        switch (dialect.name()) {
          case "messages" -> "\"system\":\"Be kind.\",\"messages\":[";
          default -> "\"instructions\":\"Be kind.\",\"input\":[";
          case "chat" -> "\"messages\":[";
          case "gemini" ->
              "\"systemInstruction\":{\"parts\":[{\"text\":\"Be kind.\"}]},\"contents\":[";
        };
    json.append(head);
    if (dialect.equals(Dialect.CHAT)) {
      json.append("{\"role\":\"system\",\"content\":\"Be kind.\"},");
    }
    for (int i = 0; i < texts.size(); i++) {
      String literal = new String(JsonText.encode(texts.get(i)), StandardCharsets.UTF_8);
      json.append(i == 0 ? "" : ", ").append("{\"role\": \"");
      boolean gemini = dialect.equals(Dialect.GEMINI);
      json.append(i % 2 == 0 ? "user" : gemini ? "model" : "assistant").append('"');
      if (gemini) {
        json.append(", \"parts\": [{\"text\":").append(literal).append("}]}");
        continue;
      }
      String name = dialect.equals(Dialect.CHAT) ? names.get(i) : null;
      json.append(name == null ? "" : ", \"name\": \"" + name + "\"").append(", \"content\": ");
      boolean blocks = anthropic && i % 3 == 0;
      json.append(blocks ? "[{\"type\":\"text\",\"text\":" + literal + "}]" : literal).append('}');
    }
    byte[] body = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    return (Prompt) PromptReader.read(dialect, body);
  }
}
