package dev.compresh.compression.pinned;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.Layer;
import dev.compresh.compression.pinned.SentHistory.HistoryMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was sent of a conversation is found again, by its longest beginning. */
class SentHistoryTest {
  private final SentHistory history = new SentHistory();

  private static PinnedMessage form(String name) {
    return new PinnedMessage(List.of(new PinnedEdit.PinnedPrepend(0, Layer.RECALL, name)));
  }

  private static long[] chain(long... hashes) {
    return hashes;
  }

  /** Adds what continues the longest known beginning of {@code chain}. */
  private SentEntry.SentRequest send(String account, long[] chain, PinnedMessage... forms) {
    HistoryMatch historyMatch = history.match(chain);
    SentEntry.SentRequest entry =
        SentEntry.SentRequest.of(
            historyMatch.entry(),
            historyMatch.length(),
            account,
            false,
            Arrays.copyOfRange(chain, historyMatch.length(), chain.length),
            Arrays.asList(forms));
    history.add(entry);
    return entry;
  }

  @Test
  void match_nothingSent_isNone() {
    assertThat(history.match(chain(1, 2))).isEqualTo(HistoryMatch.NONE);
    assertThat(history.isEmpty()).isTrue();
  }

  @Test
  void match_longerConversation_isTheKnownBeginning() {
    send("a", chain(1), form("one"));
    send("b", chain(1, 2, 3), PinnedMessage.RAW, form("three"));

    HistoryMatch historyMatch = history.match(chain(1, 2, 3, 4, 5));

    assertThat(historyMatch.forms()).containsExactly(form("one"), PinnedMessage.RAW, form("three"));
    assertThat(historyMatch.account()).isEqualTo("b");
  }

  @Test
  void match_withinAnEntry_endsThere() {
    send("a", chain(1, 2, 3), form("one"), form("two"), form("three"));

    assertThat(history.match(chain(1, 2, 9)).forms()).containsExactly(form("one"), form("two"));
  }

  @Test
  void match_branches_keepTheirOwn() {
    send("a", chain(1), form("one"));
    send("a", chain(1, 2), form("two"));
    send("a", chain(1, 7), form("seven"));

    assertThat(history.match(chain(1, 2)).forms()).containsExactly(form("one"), form("two"));
    assertThat(history.match(chain(1, 7)).forms()).containsExactly(form("one"), form("seven"));
  }

  @Test
  void match_sentAgainInAnotherWay_isTheLaterOne() {
    SentEntry.SentRequest first = send("a", chain(1, 2), form("one"), form("two"));
    rewrite(first);

    assertThat(history.match(chain(1, 2, 3, 4)).forms())
        .containsExactly(form("one"), form("two again"), form("three"));
  }

  @Test
  void match_wentBackIntoARewrite_isWhatWasSentBefore() {
    SentEntry.SentRequest first = send("a", chain(1, 2), form("one"), form("two"));
    rewrite(first);

    HistoryMatch historyMatch = history.match(chain(1, 2, 9));

    assertThat(historyMatch.forms()).containsExactly(form("one"), form("two"));
    assertThat(historyMatch.account()).isEqualTo("a");
    assertThat(historyMatch.entry()).isEqualTo(first.id());
  }

  @Test
  void match_wentBackBehindARewrite_keepsIt() {
    rewrite(send("a", chain(1, 2), form("one"), form("two")));
    send("b", chain(1, 2, 3, 4), form("four"));

    assertThat(history.match(chain(1, 2, 3, 9)).forms())
        .containsExactly(form("one"), form("two again"), form("three"));
  }

  @Test
  void match_saysWhetherThinkingWasSent() {
    history.add(SentEntry.SentRequest.of(0, 0, "a", true, chain(1), List.of(form("one"))));
    send("a", chain(7), form("seven"));

    assertThat(history.match(chain(1, 2)).bound()).isTrue();
    assertThat(history.match(chain(7, 2)).bound()).isFalse();
  }

  @Test
  void match_nothingSentButRefused_saysSo() {
    history.add(new SentEntry.BindingMismatch(2, 0));

    HistoryMatch historyMatch = history.match(chain(1, 2, 3));

    assertThat(historyMatch.refused()).isTrue();
    assertThat(historyMatch.mismatch()).isZero();
    assertThat(historyMatch.length()).isZero();
  }

  /** Sends the second message of {@code first} otherwise, and a third one. */
  private void rewrite(SentEntry.SentRequest first) {
    history.add(
        SentEntry.SentRequest.of(
            first.id(), 1, "b", false, chain(2, 3), List.of(form("two again"), form("three"))));
  }

  @Test
  void match_anEntryThatIsMissing_isNotContinued() {
    history.add(SentEntry.SentRequest.of(4711, 2, "a", false, chain(3), List.of(form("three"))));

    assertThat(history.match(chain(1, 2, 3))).isEqualTo(HistoryMatch.NONE);
  }

  @Test
  void match_aHashAtAnotherPlace_isNoBeginning() {
    send("a", chain(1, 2), form("one"), form("two"));

    assertThat(history.match(chain(2))).isEqualTo(HistoryMatch.NONE);
  }

  @Test
  void match_afterARefusal_saysFromWhere_untilItIsSentOtherwise() {
    SentEntry.SentRequest sentRequest = send("a", chain(1, 2, 3), form("1"), form("2"), form("3"));
    history.add(new SentEntry.BindingMismatch(3, 1));

    HistoryMatch refused = history.match(chain(1, 2, 3, 4, 5));
    assertThat(refused.mismatch()).isEqualTo(1);
    assertThat(refused.refused()).isTrue();

    history.add(
        SentEntry.SentRequest.of(
            sentRequest.id(),
            1,
            "a",
            true,
            chain(2, 3, 4),
            List.of(form("2").withoutReasoning(), form("3"), PinnedMessage.RAW)));
    HistoryMatch mended = history.match(chain(1, 2, 3, 4, 5));
    assertThat(mended.mismatch()).isEqualTo(-1);
    assertThat(mended.refused()).isTrue();
    assertThat(history.match(chain(1, 8)).refused()).isFalse();
  }

  @Test
  void match_longConversation_isPutTogetherInOrder() {
    List<PinnedMessage> forms = new ArrayList<>();
    long[] all = new long[400];
    for (int i = 0; i < all.length; i++) {
      all[i] = 1_000L + i;
      forms.add(form("m" + i));
      send("a", Arrays.copyOf(all, i + 1), forms.getLast());
    }

    assertThat(history.match(all).forms()).isEqualTo(forms);
  }
}
