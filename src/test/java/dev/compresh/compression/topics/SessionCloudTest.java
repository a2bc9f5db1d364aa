package dev.compresh.compression.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SessionCloudTest {

  /** Speeches in turn: user, assistant, user … */
  private static Prompt prompt(List<String> said) {
    StringBuilder body = new StringBuilder("{\"model\":\"m\",\"messages\":[");
    body.append("{\"role\":\"system\",\"content\":\"systemword\"}");
    for (int i = 0; i < said.size(); i++) {
      body.append(",{\"role\":\"")
          .append(said.get(i).startsWith("A:") ? "assistant" : "user")
          .append("\",\"content\":\"")
          .append(said.get(i).startsWith("A:") ? said.get(i).substring(2) : said.get(i))
          .append("\"}");
    }
    return (Prompt)
        PromptReader.read(
            Dialect.CHAT, body.append("]}").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Prompt prompt(String... said) {
    return prompt(Arrays.asList(said));
  }

  @Test
  void theSameRequestAgain_countsOnce() {
    SessionCloud once = SessionCloud.EMPTY.addNew(prompt("harbour crane"));
    assertThat(once.addNew(prompt("harbour crane"))).isSameAs(once);
  }

  @Test
  void systemText_isNotInIt() {
    assertThat(SessionCloud.EMPTY.addNew(prompt("harbour")).cloud().tags())
        .extracting(CloudTag::form)
        .containsExactly("harbour");
  }

  @Test
  void goOnSaidAgain_isNotTakenForTheFirst() {
    SessionCloud cloud =
        SessionCloud.EMPTY
            .addNew(prompt("start", "A:first", "continue"))
            .addNew(prompt("start", "A:first", "continue", "A:second", "continue"));
    assertThat(cloud.cloud().turns()).isEqualTo(3);
    assertThat(cloud.cloud().tags()).extracting(CloudTag::form).contains("second");
  }

  @Test
  void anExchangeSaidAgain_countsAgain() {
    SessionCloud cloud =
        SessionCloud.EMPTY
            .addNew(prompt("start", "A:done", "next lamp", "A:done"))
            .addNew(prompt("start", "A:done", "next lamp", "A:done", "next lamp", "A:done"))
            .addNew(
                prompt(
                    "start",
                    "A:done",
                    "next lamp",
                    "A:done",
                    "next lamp",
                    "A:done",
                    "next lamp",
                    "A:done"));
    assertThat(cloud.cloud().turns()).isEqualTo(4);
  }

  @Test
  void aHistoryCutByItsClient_countsWhatIsNewAlone() {
    SessionCloud cloud =
        SessionCloud.EMPTY
            .addNew(prompt("one apple", "A:two pears", "three plums"))
            .addNew(prompt("three plums", "A:four figs", "five dates"))
            .addNew(prompt("five dates", "A:six limes", "seven kiwis"));
    assertThat(cloud.cloud().turns()).isEqualTo(4);
    SessionCloud whole =
        SessionCloud.EMPTY.addNew(
            prompt(
                "one apple",
                "A:two pears",
                "three plums",
                "A:four figs",
                "five dates",
                "A:six limes",
                "seven kiwis"));
    assertThat(cloud.cloud()).isEqualTo(whole.cloud());
  }

  @Test
  void branchesSideBySide_areEachCountedOnce() {
    SessionCloud cloud = SessionCloud.EMPTY;
    for (int i = 0; i < 3; i++) {
      cloud = cloud.addNew(prompt("main thread", "A:fine", "go ahead"));
      cloud = cloud.addNew(prompt("side thread", "A:well", "dig deeper"));
    }
    assertThat(cloud.cloud().turns()).isEqualTo(4);
  }

  @Property(tries = 100, seed = "1")
  void turnByTurn_givesTheSameAsAtOnce(
      @ForAll List<@net.jqwik.api.constraints.AlphaChars String> words) {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < Math.min(40, words.size()); i++) {
      said.add((i % 2 == 1 ? "A:" : "") + words.get(i) + " word" + "xyz".charAt(i % 3));
    }
    if (said.isEmpty()) {
      return;
    }
    SessionCloud grown = SessionCloud.EMPTY;
    for (int i = 1; i <= said.size(); i++) {
      grown = grown.addNew(prompt(said.subList(0, i)));
      assertThat(grown.addNew(prompt(said.subList(0, i)))).isSameAs(grown);
    }
    assertThat(grown).isEqualTo(SessionCloud.EMPTY.addNew(prompt(said)));
  }

  @Test
  void bytes_giveTheSameBack() {
    SessionCloud cloud =
        SessionCloud.EMPTY.addNew(prompt("Where is Anna's parseBody?", "A:東京 she says", "fine"));
    byte[] bytes = CloudBytes.write(cloud);
    assertThat(CloudBytes.read(CloudBytes.VERSION, bytes)).isEqualTo(cloud);
    assertThat(CloudBytes.read(CloudBytes.VERSION + 1, bytes)).isEqualTo(SessionCloud.EMPTY);
    for (int cut = 0; cut < bytes.length; cut++) {
      assertThat(CloudBytes.read(CloudBytes.VERSION, Arrays.copyOf(bytes, cut)))
          .isEqualTo(SessionCloud.EMPTY);
    }
  }
}
