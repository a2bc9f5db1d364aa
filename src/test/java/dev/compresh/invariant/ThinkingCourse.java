package dev.compresh.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client does with a conversation that holds bound thinking, all of it allowed: it goes on,
 * has an answer made again, edits what was said, keeps branches, and leaves thinking out as the
 * vendor's documents have it.
 */
final class ThinkingCourse {
  private static final String ON = "goes on";

  /** How many messages are kept where the client shortens its history. */
  private static final int SHORT = 14;

  /** The step in which nothing is new. */
  static final String AGAIN = "has the answer made again";

  private final Random random;
  private final AgentProject agentProject;
  private final boolean agent;
  private final ThinkingConversation conversation;
  private List<ObjectNode> other = List.of();
  private List<ObjectNode> asked = List.of();
  private int said;

  ThinkingCourse(Random random, boolean agent, ThinkingConversation conversation) {
    this.random = random;
    this.agentProject = new AgentProject(random);
    this.agent = agent;
    this.conversation = conversation;
    conversation.user(question());
  }

  private String question() {
    StringBuilder text = new StringBuilder("Question " + said++ + ":");
    int words = 3 + random.nextInt(random.nextInt(6) == 0 ? 200 : 40);
    for (int i = 0; i < words; i++) {
      text.append(' ').append(agentProject.word()).append(i % 9 == 8 ? "." : "");
      text.append(random.nextInt(12) == 0 ? " on " + random.nextInt(28) + " May" : "");
    }
    return text.toString();
  }

  /** Makes the next request ready; says what was done for it. */
  String prepare() {
    String step = step();
    asked = List.copyOf(conversation.messages());
    return step;
  }

  private String step() {
    return switch (random.nextInt(30)) {
      case 0, 1 -> asked.isEmpty() ? ON : again();
      case 2, 3 -> edit();
      case 4, 5 -> other.isEmpty() ? ON : swap();
      case 6 -> shorten();
      case 7 -> leaveOut();
      default -> ON;
    };
  }

  private String edit() {
    List<ObjectNode> now = conversation.messages();
    int at = question(random.nextInt(now.size()));
    other = List.copyOf(now);
    conversation.messages(now.subList(0, at));
    conversation.user(question());
    return "edits message " + at;
  }

  private String swap() {
    List<ObjectNode> kept = List.copyOf(conversation.messages());
    conversation.messages(other);
    other = kept;
    return "goes back to the other branch";
  }

  private String shorten() {
    List<ObjectNode> now = conversation.messages();
    int at = now.size() <= SHORT ? 0 : question(now.size() - SHORT);
    if (at == 0) {
      return ON;
    }
    conversation.messages(now.subList(at, now.size()));
    conversation.strip(0, conversation.messages().size());
    other = List.of();
    return "keeps the last messages without thinking";
  }

  private String leaveOut() {
    int to = random.nextInt(conversation.messages().size());
    conversation.strip(0, to);
    other = List.of();
    return "leaves out thinking before message " + to;
  }

  /** The same request again; the answer that was there stays as the other branch. */
  private String again() {
    other = List.copyOf(conversation.messages());
    conversation.messages(asked);
    return AGAIN;
  }

  /** Takes an answer in, and gets to where the next one is needed. */
  void answered(JsonNode content) {
    boolean works = agent ? random.nextInt(6) > 0 : random.nextInt(15) == 0;
    List<JsonNode> thinking = new ArrayList<>();
    content.forEach(
        block -> {
          boolean speaks = block.path("type").asString().equals("text") && !works;
          if (speaks || ThinkingConversation.isThinking(block)) {
            thinking.add(block);
          }
        });
    if (!works) {
      boolean speaks = content.toString().contains("\"text\":\"");
      conversation.assistant(thinking, speaks ? "" : "Done.", List.of());
      conversation.user(question());
      return;
    }
    List<ConversationStep> lines = agentProject.step();
    ConversationStep.AssistantStep said = (ConversationStep.AssistantStep) lines.getFirst();
    conversation.assistant(thinking, said.text(), said.calls());
    conversation.results((ConversationStep.ResultsStep) lines.getLast());
  }

  /** The first message at or after {@code from} that is a question, 0 where there is none. */
  private int question(int from) {
    List<ObjectNode> now = conversation.messages();
    for (int i = from; i < now.size(); i++) {
      JsonNode content = now.get(i).path("content");
      boolean user = now.get(i).path("role").asString().equals("user");
      if (user && !content.path(0).path("type").asString("").equals("tool_result")) {
        return i;
      }
    }
    return 0;
  }
}
