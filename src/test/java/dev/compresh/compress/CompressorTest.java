package dev.compresh.compress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The engine, with a layer that shouts: texts of results become their number and length. */
class CompressorTest {
  private static final Policy POLICY =
      new Policy(Mode.LOSSLESS, Objective.TOKENS, 3, 50, 100, Set.of());
  private static final TimeLimit AMPLE = new TimeLimit(Long.MAX_VALUE / 4);

  private final AtomicLong clock = new AtomicLong();
  private int fed;

  /** Replaces each result by a short text that depends on all results so far. */
  private class Counting implements History {
    final List<List<String>> texts = new ArrayList<>();
    final List<Boolean> passed = new ArrayList<>();

    @Override
    public void append(Message message, List<String> said, Counter tokens) {
      fed++;
      texts.add(said);
      passed.add(false);
      if (String.join("", said).contains("slow")) {
        clock.addAndGet(1_000);
      }
      if (String.join("", said).contains("poison")) {
        throw new IllegalStateException("poison");
      }
    }

    @Override
    public void pass(Message message, List<String> said, List<String> calls, Counter tokens) {
      append(message, said, tokens);
      passed.set(passed.size() - 1, true);
    }

    @Override
    public void truncate(int messages) {
      texts.subList(messages, texts.size()).clear();
      passed.subList(messages, passed.size()).clear();
    }

    @Override
    public int size() {
      return texts.size();
    }

    @Override
    public void contribute(Draft draft) {
      long sum = 0;
      for (int i = 0; i < texts.size(); i++) {
        Message message = draft.prompt().messages().get(i);
        sum = sum * 31 + texts.get(i).hashCode();
        if (message.role() == Role.TOOL && !passed.get(i)) {
          Part.ToolResult result = (Part.ToolResult) message.parts().getFirst();
          String text = "#" + Long.toHexString(sum);
          draft.rewrite(message, result.texts().getFirst(), text, Layer.BIRTH, "test");
        }
      }
    }
  }

  private Compressor fresh() {
    Words words = new Words();
    return new Compressor(
        words, new PromptTokens(words), p -> List.of(new Counting()), clock::get, 1 << 20);
  }

  private static String forwarded(
      Compressor compressor, Talk talk, Policy policy, TimeLimit limit) {
    Prompt prompt = talk.prompt();
    byte[] body = compressor.plan(prompt, policy, limit).apply(prompt);
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String forwarded(Compressor compressor, Talk talk) {
    return forwarded(compressor, talk, POLICY, AMPLE);
  }

  private static Talk sample() {
    Talk talk = new Talk().system("Be brief.").user("List, then read.");
    for (int i = 0; i < 6; i++) {
      talk.bash("cat file" + i, ("line of file " + i + "\n").repeat(20));
    }
    return talk;
  }

  @Test
  void plan_long() {
    Talk talk = sample();
    Prompt prompt = talk.prompt();
    Plan plan = fresh().plan(prompt, POLICY, AMPLE);
    assertThat(plan.changes()).hasSize(6);
    assertThat(plan.note()).isEmpty();
    assertThat(plan.forwarded()).isLessThan(plan.original());
    String body = new String(plan.apply(prompt), StandardCharsets.UTF_8);
    assertThat(body).doesNotContain("line of file").contains("cat file5").contains("Be brief.");
  }

  @Test
  void plan_off() {
    Policy off = Policy.of(Mode.OFF, Objective.TOKENS);
    Prompt prompt = sample().prompt();
    Plan plan = fresh().plan(prompt, off, AMPLE);
    assertThat(plan.note()).isEqualTo("off");
    assertThat(plan.original()).isPositive();
    assertThat(plan.apply(prompt)).isSameAs(prompt.body());
  }

  @Test
  void plan_shortConversation() {
    Talk tiny = new Talk().user("a").assistant("b").user("c").assistant("d").user("e").user("f");
    assertThat(fresh().plan(tiny.prompt(), POLICY, AMPLE).note()).isEqualTo("short");
  }

  @Test
  void plan_unreadableOrPartial() {
    Prompt p = sample().prompt();
    Prompt odd = new Prompt(p.body(), p.dialect(), p.envelope(), p.messages(), p.array(), false);
    assertThat(fresh().plan(odd, POLICY, AMPLE).note()).isEqualTo("unreadable");
  }

  @Test
  void rememberedConversationIsFedOnlyWhatIsNew() {
    Compressor compressor = fresh();
    Talk talk = sample();
    forwarded(compressor, talk);
    fed = 0;
    talk.bash("cat more", "more and more and more");
    forwarded(compressor, talk);
    assertThat(fed).isEqualTo(2);
    forwarded(compressor, talk.upTo(talk.size() - 1));
    assertThat(fed).isEqualTo(2);
  }

  @Test
  void sevenDaysAfterItsLastUse_aConversationIsForgotten() {
    Compressor compressor = fresh();
    String before = forwarded(compressor, sample());
    int all = fed;
    clock.addAndGet(Duration.ofDays(7).plusSeconds(1).toNanos());
    assertThat(forwarded(compressor, sample())).isEqualTo(before);
    assertThat(fed).isEqualTo(2 * all);
  }

  @Test
  void freshInstanceGivesTheSameBytes() {
    Compressor compressor = fresh();
    Talk talk = sample();
    for (int size = 1; size <= talk.size(); size++) {
      assertThat(forwarded(compressor, talk.upTo(size)))
          .isEqualTo(forwarded(fresh(), talk.upTo(size)));
    }
  }

  @Test
  void failingLayerLeavesTheClientsBytes() {
    Compressor compressor = fresh();
    Talk talk = sample().bash("cat x", "poison");
    Prompt prompt = talk.prompt();
    assertThat(compressor.plan(prompt, POLICY, AMPLE).apply(prompt)).isSameAs(prompt.body());
  }

  @Test
  void timeOutIsRememberedForTheMessagesItTouched() {
    Compressor compressor = fresh();
    TimeLimit tight = new TimeLimit(500);
    Talk talk = sample().bash("cat slow", "slow " + "and long ".repeat(30));
    talk.bash("cat last", "last one, never reached in time");
    String first = forwarded(compressor, talk, POLICY, tight);
    assertThat(first).contains("never reached in time").doesNotContain("line of file");
    talk.bash("cat new", "new output that is compressed again, as time allows");
    String second = forwarded(compressor, talk, POLICY, tight);
    assertThat(second).startsWith(first.substring(0, first.length() - 2));
    assertThat(second).contains("never reached in time").doesNotContain("as time allows");
  }

  @Test
  void branchesAreKeptApart() {
    Compressor compressor = fresh();
    Talk one = sample().bash("cat one", "one ".repeat(30));
    Talk two = sample().upTo(6).bash("cat two", "two ".repeat(30));
    for (int i = 0; i < 3; i++) {
      assertThat(forwarded(compressor, one)).isEqualTo(forwarded(fresh(), one));
      assertThat(forwarded(compressor, two)).isEqualTo(forwarded(fresh(), two));
    }
  }
}
