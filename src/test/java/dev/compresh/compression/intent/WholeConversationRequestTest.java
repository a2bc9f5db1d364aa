package dev.compresh.compression.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.chat.EpisodicMemory;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class WholeConversationRequestTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();

  private static ObjectNode chat(int turns) {
    ObjectNode root = MAPPER.createObjectNode().put("model", "m");
    ArrayNode messages = root.putArray("messages");
    for (int i = 0; i < turns; i++) {
      say(messages, "user", "The lock of canal " + i + " opens at " + i + " in the morning. ");
      say(
          messages,
          "assistant",
          "Lock " + i + " it is. Boats wait there for some time. ".repeat(4));
    }
    return root;
  }

  private static void say(ArrayNode messages, String role, String text) {
    messages.addObject().put("role", role).put("content", text);
  }

  private static Prompt prompt(ObjectNode root) {
    byte[] body = root.toString().getBytes(StandardCharsets.UTF_8);
    return (Prompt) PromptReader.read(Dialect.CHAT, body);
  }

  private static Prompt asked(String question) {
    ObjectNode root = chat(3);
    say((ArrayNode) root.get("messages"), "user", question);
    return prompt(root);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Summarise everything above for the next agent.",
        "Give me the key takeaways from our conversation.",
        "TL;DR our chat please",
        "Recap please",
        "What have we discussed so far?",
        "List all open points from our conversation",
        "Bring the new colleague up to speed on this session",
        "Worüber haben wir bisher gesprochen?",
        "Haz un resumen de todo lo que hemos hablado",
        "Faça um resumo de tudo o que falámos",
        "Подведи итоги нашего разговора",
        "梳理一下我们的讨论",
        "请总结一下",
        "우리가 나눈 이야기를 정리해 줘",
        "Summarise our conversation.",
        "Write a hand-over of this session for a colleague.",
        "Please condense the chat so far into bullet points.",
        "Give this conversation a title of at most five words.",
        "Export the whole discussion as Markdown.",
        "Fasse unser Gespräch bitte zusammen.",
        "Erstelle eine Zusammenfassung des bisherigen Verlaufs.",
        "Fais un résumé de notre discussion.",
        "Récapitule la conversation jusqu'ici.",
        "Resume nuestra conversación hasta ahora.",
        "Riassumi la nostra conversazione.",
        "Faz um resumo da nossa conversa até agora.",
        "Vat ons gesprek samen.",
        "Podsumuj naszą rozmowę.",
        "Сделай краткое резюме нашего разговора.",
        "请总结一下我们的对话。",
        "これまでの会話を要約してください。",
        "지금까지의 대화를 요약해 주세요."
      })
  void wordsOfManyLanguagesAskForTheWhole(String question) {
    assertThat(WholeConversationRequest.is(asked(question))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What did we say about the hotel in Rome?",
        "Fasse dich kurz und nenne mir nur den Preis",
        "总结这篇文章",
        "When does the lock of canal 2 open?",
        "Summarise this article: the river rose by two metres in one night.",
        "Schreibe eine kurze Antwort an den Schleusenwärter.",
        "Quel est le titre de ce livre ?",
        "¿A qué hora abre la esclusa?",
        "帮我写一封信给船闸管理员。",
        "Compact cars are cheaper, aren't they?"
      })
  void otherQuestionsDoNot(String question) {
    assertThat(WholeConversationRequest.is(asked(question))).isFalse();
  }

  @Test
  void anAgentsHistoryWithoutItsToolsIsToBeTakenAsAWhole() {
    ObjectNode root = chat(1);
    ArrayNode messages = (ArrayNode) root.get("messages");
    for (int i = 0; i < 4; i++) {
      ObjectNode call =
          messages
              .addObject()
              .put("role", "assistant")
              .putArray("tool_calls")
              .addObject()
              .put("id", "c" + i)
              .put("type", "function");
      call.putObject("function").put("name", "look").put("arguments", "{}");
      messages.addObject().put("role", "tool").put("tool_call_id", "c" + i).put("content", "wet");
    }
    say(messages, "user", "Write down what was found, what is left to do and why. ".repeat(3));
    assertThat(WholeConversationRequest.is(prompt(root))).isTrue();
    root.putArray("tools")
        .addObject()
        .put("type", "function")
        .putObject("function")
        .put("name", "look");
    assertThat(WholeConversationRequest.is(prompt(root))).isFalse();
  }

  @Test
  void aSystemTextWhoseTaskIsToSumUpAsksForTheWhole() {
    ObjectNode root = MAPPER.createObjectNode().put("model", "m");
    ArrayNode messages = root.putArray("messages");
    say(messages, "system", "You sum up: write a summary of conversations for whoever goes on.");
    say(messages, "user", "The lock is shut.");
    say(messages, "assistant", "I see.");
    say(messages, "user", "Go.");
    assertThat(WholeConversationRequest.is(prompt(root))).isTrue();
  }

  @Test
  void theWholeIsSeenOnce_andTheSessionGoesOnAsItWas() {
    Compressor compressor =
        new Compressor(
            TOKENS,
            new PromptTokens(TOKENS),
            compressionPolicy -> List.of(new EpisodicMemory(compressionPolicy)),
            () -> 0,
            64 << 20);
    CompressionPolicy compressionPolicy =
        CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS);
    String before = sent(compressor, compressionPolicy, "When does the lock of canal 2 open?");
    assertThat(plan(compressor, compressionPolicy, "Summarise our conversation.").changes())
        .isEmpty();
    assertThat(sent(compressor, compressionPolicy, "When does the lock of canal 2 open?"))
        .isEqualTo(before);
    assertThat(before).contains("Noted.");
    CompressionPolicy narrow = compressionPolicy.withRoom(1_500);
    assertThat(plan(compressor, narrow, "Summarise our conversation.").changes()).isNotEmpty();
  }

  private static Prompt longChat(String question) {
    ObjectNode root = chat(60);
    say((ArrayNode) root.get("messages"), "user", question);
    return prompt(root);
  }

  private static CompressionPlan plan(
      Compressor compressor, CompressionPolicy compressionPolicy, String question) {
    return compressor.plan(longChat(question), compressionPolicy, TimeLimit.DEFAULT);
  }

  private static String sent(
      Compressor compressor, CompressionPolicy compressionPolicy, String question) {
    Prompt prompt = longChat(question);
    byte[] body = compressor.plan(prompt, compressionPolicy, TimeLimit.DEFAULT).apply(prompt);
    return new String(body, StandardCharsets.UTF_8);
  }
}
