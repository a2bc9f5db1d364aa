package dev.compresh.invariant;

import dev.compresh.invariant.ThinkingConversation.Control;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * A long chat with a model that thinks: small talk on changing topics, with a fact now and then.
 */
final class ThinkingChat {
  private static final List<String> THINGS =
      List.of("harbour", "violin", "greenhouse", "tax return", "marathon", "boiler", "choir");
  private static final List<String> PEOPLE = List.of("Henrik", "Torvald", "Ida", "Solveig");
  private static final List<String> MOODS =
      List.of("calm", "odd", "lovely", "tiring", "slow", "noisy", "strange", "easy", "long");
  private static final List<String> TALK =
      List.of(
          "I keep thinking about how %2$s it all felt when we talked about the %1$s again",
          "people say that a %1$s is %2$s, and perhaps they are right about that",
          "it was a %2$s day, so I did not get around to the %1$s at all",
          "there is something %2$s about every %1$s that I can not put into words",
          "my neighbours find the whole business with the %1$s rather %2$s",
          "we could of course leave the %1$s alone and have a %2$s evening instead");

  private static final int SENTENCES = 7;
  private static final int TOPIC_TURNS = 4;

  private final Random random = new Random(5);
  private final ThinkingConversation conversation;
  private final boolean keepsThinking;
  private int said;

  /**
   * A chat that begins.
   *
   * @param keepsThinking whether thinking is sent back
   */
  ThinkingChat(String name, boolean keepsThinking, Control control) {
    this.keepsThinking = keepsThinking;
    conversation =
        new ThinkingConversation(
                new Random(3), "You know " + name + ".", List.of(), control, "claude-opus-5-5")
            .withoutMarks();
    conversation.user(question());
  }

  ThinkingConversation conversation() {
    return conversation;
  }

  private String question() {
    String thing = THINGS.get(said / TOPIC_TURNS % THINGS.size());
    String fact =
        "On %d March I paid %s %d crowns for the %s. "
            .formatted(1 + said % 28, any(PEOPLE), 100 + said, thing);
    String asked = "What did I pay for the " + any(THINGS) + ", and to whom?";
    boolean asks = said % 7 == 6;
    said++;
    return (said % 2 == 0 ? fact : "") + talk(thing) + (asks ? asked : "What do you think?");
  }

  private String talk(String thing) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SENTENCES; i++) {
      String sentence = any(TALK).formatted(thing, any(MOODS));
      text.append(Character.toUpperCase(sentence.charAt(0))).append(sentence.substring(1));
      text.append(". ");
    }
    return text.toString();
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  /** Takes the thinking of an answer in, says something after it, and asks on. */
  void answered(JsonNode content) {
    List<JsonNode> kept = new ArrayList<>();
    content.forEach(
        block -> {
          if (keepsThinking && ThinkingConversation.isThinking(block)) {
            kept.add(block);
          }
        });
    String thing = THINGS.get((said - 1) / TOPIC_TURNS % THINGS.size());
    conversation.assistant(kept, talk(thing) + "So far so good.", List.of());
    conversation.user(question());
  }
}
