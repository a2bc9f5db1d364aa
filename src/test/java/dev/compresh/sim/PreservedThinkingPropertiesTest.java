package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random clients: appending is never refused, an edit is if thinking follows it. */
class PreservedThinkingPropertiesTest {
  private static final List<String> MODELS =
      List.of("claude-opus-5-5", "claude-fable-5-1", "claude-sonnet-5-5", "claude-haiku-5-5");
  private static final String TOOLS =
      "[{'name':'ls','input_schema':{'type':'object','properties':{'a':{'type':'string'}}}},"
          + "{'name':'cat','input_schema':{'type':'object'}}]";

  private static final SimOptions OPTIONS =
      SimOptions.forTests().withTokenizer(String::length).withRecordBytes(0);

  private static BoundConversation conversation(HttpClient client, SimProvider sim, Random random) {
    String model = MODELS.get(random.nextInt(MODELS.size()));
    BoundConversation conversation = new BoundConversation(client, sim.url(), model);
    if (random.nextBoolean()) {
      conversation.set("system", "'Be brief.'");
    }
    return random.nextInt(4) == 0 ? conversation : conversation.set("tools", TOOLS);
  }

  /** One more turn, with whatever a client is free to change. */
  private static void turn(BoundConversation conversation, Random random) throws Exception {
    if (random.nextInt(3) == 0) {
      conversation.body().put("max_tokens", 1000 + random.nextInt(1000));
    }
    if (random.nextInt(3) == 0) {
      String display = random.nextBoolean() ? "summarized" : "omitted";
      conversation.set("thinking", "{'type':'adaptive','display':'" + display + "'}");
    }
    moveCacheMark(conversation, random);
    String tools =
        switch (random.nextInt(4)) {
          case 0 -> "Use ls, ";
          case 1 -> "Use ls and cat, ";
          default -> "";
        };
    conversation.turn(tools + "question " + random.nextInt());
  }

  private static void moveCacheMark(BoundConversation conversation, Random random) {
    for (JsonNode message : conversation.messages()) {
      JsonNode last = message.path("content").path(message.path("content").size() - 1);
      if (!SimulatedJson.text(message, "role").equals("user")
          || !(last instanceof ObjectNode block)) {
        continue;
      }
      block.remove("cache_control");
      if (random.nextInt(4) == 0) {
        block.set("cache_control", SimulatedJson.typed("ephemeral"));
        return;
      }
    }
  }

  @Property(tries = 60, seed = "20261101")
  void whoOnlyAppends_isNeverRefused_andLosesNothing(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    try (HttpClient client = HttpClient.newHttpClient();
        SimProvider sim = SimProvider.start(0, OPTIONS)) {
      appendAndBranch(conversation(client, sim, random).beta(), random);
    }
  }

  private static void appendAndBranch(BoundConversation conversation, Random random)
      throws Exception {
    List<BoundConversation> branches = new ArrayList<>(List.of(conversation));
    for (int i = 0; i < 6; i++) {
      BoundConversation chosen = branches.get(random.nextInt(branches.size()));
      if (random.nextInt(4) == 0) {
        chosen = chosen.branch();
        cut(chosen, random);
        branches.add(chosen);
      }
      turn(chosen, random);
      BoundConversation.BoundAnswer boundAnswer = chosen.send();
      assertThat(boundAnswer.error()).isEmpty();
      assertThat(boundAnswer.transformations()).isEqualTo("[]");
    }
  }

  /** Goes back to the end of an earlier turn. */
  private static void cut(BoundConversation conversation, Random random) {
    ArrayNode messages = conversation.messages();
    int keep = random.nextInt(messages.size() + 1);
    while (messages.size() > keep || opensTools(messages)) {
      messages.remove(messages.size() - 1);
    }
  }

  private static boolean opensTools(ArrayNode messages) {
    if (messages.isEmpty()) {
      return false;
    }
    JsonNode last = messages.get(messages.size() - 1);
    return !SimulatedJson.text(last, "role").equals("assistant")
        || last.path("content").toString().contains("\"tool_use\"");
  }

  @Property(tries = 80, seed = "20261102")
  void whoEditsAnEarlierMessage_isRefusedIfThinkingFollows(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    try (HttpClient client = HttpClient.newHttpClient();
        SimProvider sim = SimProvider.start(0, OPTIONS)) {
      editOne(conversation(client, sim, random), random);
    }
  }

  private static void editOne(BoundConversation conversation, Random random) throws Exception {
    for (int i = 0; i < 4; i++) {
      turn(conversation, random);
    }
    ArrayNode messages = conversation.messages();
    if (random.nextBoolean()) {
      removeSuffix(conversation, random.nextInt(messages.size()));
    }
    int at = random.nextInt(messages.size());
    edit((ObjectNode) messages.get(at), random);
    List<String> behind =
        ThinkingPlace.findAll(conversation.body()).stream()
            .filter(place -> place.message() > at)
            .map(ThinkingPlace::path)
            .toList();
    BoundConversation.BoundAnswer boundAnswer = conversation.send();
    if (behind.isEmpty()) {
      assertThat(boundAnswer.error()).isEmpty();
    } else {
      assertThat(boundAnswer.error()).startsWith(behind.getFirst() + ": ").contains("is bound to");
      assertThat(conversation.dropsBlocks().send().json().path("input_transformations"))
          .extracting(each -> SimulatedJson.text(each, "path"))
          .containsExactlyElementsOf(behind);
    }
  }

  private static void removeSuffix(BoundConversation conversation, int from) {
    for (int i = from; i < conversation.messages().size(); i++) {
      JsonNode content = conversation.messages().get(i).path("content");
      if (ThinkingPlace.isThinking(content.path(0))) {
        conversation.removeThinking(i);
      }
    }
  }

  private static void edit(ObjectNode message, Random random) {
    JsonNode content = message.path("content");
    if (content.isString()) {
      message.put("content", content.stringValue() + random.nextInt(10));
      return;
    }
    ObjectNode last = (ObjectNode) content.get(content.size() - 1);
    switch (SimulatedJson.text(last, "type")) {
      case "tool_result" -> last.put("content", "[cut]");
      case "tool_use" -> last.putObject("input").put("edited", true);
      default -> last.put("text", SimulatedJson.text(last, "text") + ".");
    }
  }
}
