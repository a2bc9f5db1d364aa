package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.json.JsonText;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A long chat, streamed, turn by turn through the whole program. */
class LongChatTest {
  private static final int TURNS = 60;

  @TempDir Path folder;

  private static List<String> chat(int turns) {
    List<String> texts = new ArrayList<>();
    String[] things = {"harbour", "violin", "greenhouse", "tax return", "marathon", "boiler"};
    for (int turn = 0; turn < turns; turn++) {
      String thing = things[turn / 5 % things.length];
      String date = turn % 10 == 0 ? "[" + (turn / 10 + 3) + " March 2025] " : "";
      texts.add(
          date + "About the " + thing + ": last Friday I paid " + (100 + turn) + " crowns for it.");
      texts.add(
          "Then the "
              + thing
              + " costs "
              + (100 + turn)
              + " crowns so far; that seems a fair price"
              + " for what you wanted, and next month you can look at it again with Henrik.");
    }
    texts.set(0, "[3 March 2025] I sold the boat to Torvald yesterday. I'm allergic to walnuts.");
    return texts.subList(0, texts.size() - 1);
  }

  private static byte[] body(List<String> texts, boolean anthropic) {
    StringBuilder json = new StringBuilder("{\"stream\":true,\"max_tokens\":9,\"model\":");
    json.append(anthropic ? "\"claude-sonnet-4-5\"" : "\"gpt-4o\"").append(",\"messages\":[");
    for (int i = 0; i < texts.size(); i++) {
      String literal = new String(JsonText.encode(texts.get(i)), StandardCharsets.UTF_8);
      json.append(i == 0 ? "" : ",").append("{\"role\":\"");
      json.append(i % 2 == 0 ? "user" : "assistant").append("\",\"content\":");
      json.append(literal).append('}');
    }
    return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String forwarded(RunningProgram on, byte[] body, boolean anthropic, String mode) {
    String path = anthropic ? "/v1/messages" : "/v1/chat/completions";
    HttpResponse<byte[]> answer =
        on.post(path, body, List.of("x-compresh-mode", mode, "x-session-id", "long"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElse("")).contains("event-stream");
    return new String(on.forwarded(), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRestartAndAnotherInstanceGiveTheSameBytes(boolean anthropic) {
    List<String> all = chat(TURNS);
    try (RunningProgram one =
            RunningProgram.quick(folder.resolve("one"), RunningProgram.UNHURRIED);
        RunningProgram two =
            RunningProgram.quick(folder.resolve("two"), RunningProgram.UNHURRIED)) {
      String last = "";
      for (int size = 1; size <= all.size(); size += 2) {
        byte[] body = body(all.subList(0, size), anthropic);
        if (size == 61) {
          last = forwarded(one, body, anthropic, "balanced");
          one.restart();
          assertThat(forwarded(one, body, anthropic, "balanced")).isEqualTo(last);
        }
        last = forwarded(one, body, anthropic, "balanced");
        if (size < 9) {
          String asked = new String(body, StandardCharsets.UTF_8);
          // Chat Completions are asked for the usage of a stream.
          assertThat(last).startsWith(asked.substring(0, asked.length() - 1));
        }
      }
      byte[] body = body(all, anthropic);
      assertThat(last.length()).isLessThan(body.length);
      assertThat(forwarded(two, body, anthropic, "balanced")).isEqualTo(last);
    }
  }

  @Test
  void theQuestionGetsWhatWasSaidSixtyTurnsAgo() {
    List<String> all = new ArrayList<>(chat(TURNS));
    all.set(all.size() - 1, "When did I sell the boat, and to whom?");
    try (RunningProgram one =
        RunningProgram.quick(folder.resolve("one"), RunningProgram.UNHURRIED)) {
      String sent = forwarded(one, body(all, false), false, "max");
      assertThat(sent).contains("boat to Torvald yesterday (2025-03-02).");
      assertThat(sent).contains("When did I sell the boat, and to whom?\"}]");
    }
  }
}
