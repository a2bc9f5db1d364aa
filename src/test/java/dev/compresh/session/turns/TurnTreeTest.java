package dev.compresh.session.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.ContentDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTreeTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final TurnTree tree = new TurnTree();

  private static List<ChatTurn> said(String... texts) {
    List<ChatTurn> said = new ArrayList<>();
    for (int i = 0; i < texts.length; i++) {
      String text = texts[i];
      ContentDigest contentDigest =
          new ContentDigest(text.hashCode() * 0x9E3779B97F4A7C15L, text.length());
      said.add(new ChatTurn(contentDigest, i % 2 == 0, () -> text));
    }
    return said;
  }

  private TurnMatch meet(String... texts) {
    return tree.meet(said(texts), NOW);
  }

  private static List<String> texts(List<StoredTurn> turns) {
    return turns.stream().map(StoredTurn::text).toList();
  }

  @Test
  void aWholeHistory_hasNothingTrimmed() {
    assertThat(texts(meet("q1", "a1", "q2").added())).containsExactly("q1", "a1", "q2");
    TurnMatch next = meet("q1", "a1", "q2", "a2", "q3");
    assertThat(texts(next.added())).containsExactly("a2", "q3");
    assertThat(next.trimmed()).isEmpty();
    assertThat(meet("q1", "a1", "q2", "a2", "q3").added()).isEmpty();
  }

  @Test
  void aWindowThatSlides_hasTrimmedAllThatCameBefore() {
    meet("q1", "a1", "q2", "a2", "q3");
    TurnMatch first = meet("q2", "a2", "q3", "a3", "q4");
    assertThat(texts(first.trimmed())).containsExactly("q1", "a1");
    assertThat(texts(first.added())).containsExactly("a3", "q4");
    TurnMatch second = meet("q3", "a3", "q4", "a4", "q5");
    assertThat(texts(second.trimmed())).containsExactly("q1", "a1", "q2", "a2");
    assertThat(meet("q3", "a3", "q4", "a4", "q5").trimmed()).hasSize(4);
  }

  @Test
  void aFirstTurnThatIsKept_showsTheGapBehindIt() {
    meet("q1", "a1", "q2", "a2", "q3", "a3", "q4");
    TurnMatch turnMatch = meet("q1", "a3", "q4", "a4", "q5");
    assertThat(texts(turnMatch.trimmed())).containsExactly("a1", "q2", "a2", "q3");
    assertThat(texts(turnMatch.added())).containsExactly("a4", "q5");
  }

  @Test
  void aSummaryOfTheClientsOwn_isNotStored() {
    meet("q1", "a1", "q2", "a2", "q3");
    TurnMatch turnMatch = meet("summary so far", "a2", "q3", "a3", "q4");
    assertThat(texts(turnMatch.trimmed())).containsExactly("q1", "a1", "q2");
    assertThat(texts(turnMatch.added())).containsExactly("a3", "q4");
  }

  @Test
  void whatTheUserTookBack_isNotTrimmed() {
    meet("q1", "a1", "q2", "a2 bad", "q3 bad");
    meet("q1", "a1", "q2", "a2 good", "q3 good");
    TurnMatch turnMatch = meet("a2 good", "q3 good", "a3", "q4");
    assertThat(texts(turnMatch.trimmed())).containsExactly("q1", "a1", "q2");
  }

  @Test
  void anotherConversation_hasNothingOfTheFirst() {
    meet("hello", "hi, what can I do?", "tell me of boats");
    TurnMatch other = meet("sum these figures", "done", "hello");
    assertThat(other.trimmed()).isEmpty();
    assertThat(meet("hello").trimmed()).isEmpty();
  }

  @Test
  void goOnSaidAgain_isNoPlace() {
    meet("start of it all", "one", "go on", "two", "go on", "three", "go on");
    TurnMatch turnMatch = meet("go on");
    assertThat(turnMatch.trimmed()).isEmpty();
  }

  @Test
  void size_isBoundedAndTheOldestGo() {
    String[] texts = new String[301];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = i + " " + "x".repeat(20_000);
    }
    TurnMatch whole = meet(texts);
    assertThat(whole.added()).allMatch(storedTurn -> storedTurn.text().length() < 8_200);
    TurnMatch tail = meet(Arrays.copyOfRange(texts, 290, 301));
    assertThat(tail.forgotten()).isNotEmpty();
    assertThat(tail.trimmed().size()).isBetween(200, 290);
  }
}
