package dev.compresh.compression.chat.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class AgentLoopTest {
  private static AgentLoop after(int turns, IntFunction<String> said, IntFunction<String> reply) {
    AgentLoop loop = AgentLoop.NONE.withReply("Find out why the tide table is wrong.", "", "");
    String before = "Find out why the tide table is wrong.";
    for (int i = 0; i < turns; i++) {
      loop = loop.withReply(reply.apply(i), said.apply(i), before);
      before = reply.apply(i);
    }
    return loop;
  }

  @Test
  void fencedCommandsAnsweredByListingsAreAnAgents() {
    AgentLoop loop =
        after(
            4,
            i -> "Next I look at part " + i + ".\n```\nsed -n " + i + "p tide.rb\n```",
            i -> "bin/\nlib/tide" + i + ".rb\nGemfile\n\n(wd: /srv/tide)\nruby> ");
    assertThat(loop.isAgent()).isTrue();
  }

  /** What a notebook prints has two columns: a name and a figure. */
  @Test
  void blocksAnsweredByTwoColumnsAreAnAgents() {
    AgentLoop loop =
        after(
            4,
            i -> "Now week " + i + ".\n```python\nprint(tides.loc[" + i + "])\n```",
            i -> "Out[" + i + "]:\nhigh      4." + i + "\nlow       0.3\nspring    5.1\n");
    assertThat(loop.isAgent()).isTrue();
    AgentLoop typed =
        after(4, i -> "It is " + i + ".", i -> "I see.  But why is it so late today.");
    assertThat(typed.isAgent()).isFalse();
  }

  @Test
  void aPromptAtTheEndIsEnough_whereCallsAreNotShown() {
    AgentLoop loop =
        after(4, i -> "I run the tests.", i -> "Ran " + i + " cases, all went well\nops@tide:~$");
    assertThat(loop.isAgent()).isTrue();
  }

  @Test
  void labelledActionsAnsweredByProseAreAnAgents_inAnyLanguage() {
    AgentLoop german =
        after(
            4,
            i -> "Gedanke: Ich suche weiter.\nAktion: Suche\nEingabe: Ebbe " + i,
            i -> "Ergebnis: Der Ort " + i + " liegt an der Küste und ist seit langem bekannt.");
    AgentLoop chinese =
        after(4, i -> "思考：继续。\n行动：搜索[潮汐" + i + "]", i -> "观察：第" + i + "个地点在海边，很早就有人居住。");
    assertThat(german.isAgent()).isTrue();
    assertThat(chinese.isAgent()).isTrue();
  }

  @Test
  void elementsObjectsAndBareCallsAreCalls() {
    IntFunction<String> reply = i -> "Result: page " + i + " speaks about boats and about weather.";
    assertThat(
            after(4, i -> "<browse>\nhttps://tide.example/" + i + "\n</browse>", reply).isAgent())
        .isTrue();
    assertThat(after(4, i -> "{\"tool\": \"browse\", \"page\": " + i + "}", reply).isAgent())
        .isTrue();
    assertThat(after(4, i -> "click[boat " + i + "]", reply).isAgent()).isTrue();
  }

  @Test
  void toolCallsAnsweredByResultsAreAnAgents() {
    AgentLoop loop = AgentLoop.NONE.withReply("Mend the tide table.", "", "");
    assertThat(loop.withResult().withResult().isAgent()).isFalse();
    assertThat(loop.withResult().withResult().withResult().isAgent()).isTrue();
  }

  @Test
  void aPupilWhoTalksToATutorIsNoAgent() {
    String[] talk = {
      "Thanks, that works. Now show me how to sort by harbour.",
      "Why does it take so long on my machine?",
      "ok",
      "I would rather have it in one line, please."
    };
    AgentLoop loop =
        after(
            12,
            i -> "Try this:\n```bash\nsort -k" + i + " tides.txt\n```",
            i -> talk[i % talk.length]);
    assertThat(loop.isAgent()).isFalse();
  }

  @Test
  void passagesBeforeAQuestionAreAPersons() {
    AgentLoop loop =
        after(
            8,
            i -> "The tide turns twice a day, says passage 2.",
            i ->
                "Passages:\n[1] Harbours have pilots.\n[2] The sea rises in spring.\n\nQuestion: "
                    + "How high is it in month "
                    + i
                    + "?");
    assertThat(loop.isAgent()).isFalse();
  }

  @Test
  void aLogWithAQuestionBehindItIsAPersons() {
    AgentLoop loop =
        after(
            6,
            i -> "Look at the log of the pump.",
            i -> "2025-03-0" + (i + 1) + " 12:00:01 ERROR pump stopped\nWhat does this mean?");
    assertThat(loop.outputs()).isZero();
    assertThat(loop.isAgent()).isFalse();
  }

  @Test
  void chatsInSeveralScriptsAreChats() {
    String[] talk = {
      "Gestern war ich am Hafen, und es hat geregnet.",
      "昨天我去了港口，下了很大的雨。",
      "Вчера я был в порту, и шёл дождь.",
      "كنت أمس في الميناء وكان المطر شديدا.",
      "Dr. Aasen: I was there too (with Ole), and we saw two boats."
    };
    AgentLoop loop = after(15, i -> "That sounds wet.", i -> talk[i % talk.length]);
    assertThat(loop.outputs()).isZero();
  }

  @Test
  void aPersonWhoComesBackMakesItAChatAgain() {
    AgentLoop loop =
        after(3, i -> "```sh\nls\n```", i -> String.format(Locale.ROOT, "a%d.txt\nb/c.txt", i));
    assertThat(loop.isAgent()).isTrue();
    for (int i = 0; i < 4; i++) {
      loop = loop.withReply("Let us speak about the weather of that week instead.", "Done.", "");
    }
    assertThat(loop.isAgent()).isFalse();
  }
}
