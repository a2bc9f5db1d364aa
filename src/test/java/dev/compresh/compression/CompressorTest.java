package dev.compresh.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The engine, with a layer that shouts: texts of results become their number and length. */
class CompressorTest {
  private static final CompressionPolicy POLICY =
      new CompressionPolicy(
          CompressionMode.LOSSLESS, CompressionObjective.TOKENS, 3, 50, 100, Set.of());
  private static final TimeLimit AMPLE = new TimeLimit(Long.MAX_VALUE / 4);

  private final AtomicLong clock = new AtomicLong();
  private int fed;

  /** Replaces each result by a short text that depends on all results so far. */
  private class CountingLayer implements LayerHistory {
    final List<List<String>> texts = new ArrayList<>();
    final List<Boolean> passed = new ArrayList<>();

    @Override
    public void append(Message message, List<String> said, TokenCounter tokens) {
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
    public void pass(Message message, List<String> said, List<String> calls, TokenCounter tokens) {
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
    public void contribute(PlanDraft planDraft) {
      long sum = 0;
      for (int i = 0; i < texts.size(); i++) {
        Message message = planDraft.prompt().messages().get(i);
        sum = sum * 31 + texts.get(i).hashCode();
        if (message.role() == MessageRole.TOOL && !passed.get(i)) {
          PromptPart.ToolResult result = (PromptPart.ToolResult) message.parts().getFirst();
          String text = "#" + Long.toHexString(sum);
          planDraft.rewrite(message, result.texts().getFirst(), text, Layer.TOOL_OUTPUT, "test");
        }
      }
    }
  }

  private Compressor fresh() {
    QuarterCounter quarterCounter = new QuarterCounter();
    return new Compressor(
        quarterCounter,
        new PromptTokens(quarterCounter),
        p -> List.of(new CountingLayer()),
        clock::get,
        1 << 20);
  }

  private static String forwarded(
      Compressor compressor,
      ScriptedConversation scriptedConversation,
      CompressionPolicy compressionPolicy,
      TimeLimit limit) {
    Prompt prompt = scriptedConversation.prompt();
    byte[] body = compressor.plan(prompt, compressionPolicy, limit).apply(prompt);
    return new String(body, StandardCharsets.UTF_8);
  }

  private static String forwarded(
      Compressor compressor, ScriptedConversation scriptedConversation) {
    return forwarded(compressor, scriptedConversation, POLICY, AMPLE);
  }

  private static ScriptedConversation sample() {
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Be brief.").user("List, then read.");
    for (int i = 0; i < 6; i++) {
      scriptedConversation.bash("cat file" + i, ("line of file " + i + "\n").repeat(20));
    }
    return scriptedConversation;
  }

  @Test
  void plan_long() {
    ScriptedConversation scriptedConversation = sample();
    Prompt prompt = scriptedConversation.prompt();
    CompressionPlan compressionPlan = fresh().plan(prompt, POLICY, AMPLE);
    assertThat(compressionPlan.changes()).hasSize(6);
    assertThat(compressionPlan.note()).isEmpty();
    assertThat(compressionPlan.forwarded()).isLessThan(compressionPlan.original());
    String body = new String(compressionPlan.apply(prompt), StandardCharsets.UTF_8);
    assertThat(body).doesNotContain("line of file").contains("cat file5").contains("Be brief.");
  }

  @Test
  void plan_off() {
    CompressionPolicy off = CompressionPolicy.of(CompressionMode.OFF, CompressionObjective.TOKENS);
    Prompt prompt = sample().prompt();
    CompressionPlan compressionPlan = fresh().plan(prompt, off, AMPLE);
    assertThat(compressionPlan.note()).isEqualTo("off");
    assertThat(compressionPlan.original()).isPositive();
    assertThat(compressionPlan.apply(prompt)).isSameAs(prompt.body());
  }

  @Test
  void plan_shortConversation() {
    ScriptedConversation tiny =
        new ScriptedConversation()
            .user("a")
            .assistant("b")
            .user("c")
            .assistant("d")
            .user("e")
            .user("f");
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
    ScriptedConversation scriptedConversation = sample();
    forwarded(compressor, scriptedConversation);
    fed = 0;
    scriptedConversation.bash("cat more", "more and more and more");
    forwarded(compressor, scriptedConversation);
    assertThat(fed).isEqualTo(2);
    forwarded(compressor, scriptedConversation.upTo(scriptedConversation.size() - 1));
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
    ScriptedConversation scriptedConversation = sample();
    for (int size = 1; size <= scriptedConversation.size(); size++) {
      assertThat(forwarded(compressor, scriptedConversation.upTo(size)))
          .isEqualTo(forwarded(fresh(), scriptedConversation.upTo(size)));
    }
  }

  @Test
  void failingLayerLeavesTheClientsBytes() {
    Compressor compressor = fresh();
    ScriptedConversation scriptedConversation = sample().bash("cat x", "poison");
    Prompt prompt = scriptedConversation.prompt();
    assertThat(compressor.plan(prompt, POLICY, AMPLE).apply(prompt)).isSameAs(prompt.body());
  }

  @Test
  void timeOutIsRememberedForTheMessagesItTouched() {
    Compressor compressor = fresh();
    TimeLimit tight = new TimeLimit(500);
    ScriptedConversation scriptedConversation =
        sample().bash("cat slow", "slow " + "and long ".repeat(30));
    scriptedConversation.bash("cat last", "last one, never reached in time");
    String first = forwarded(compressor, scriptedConversation, POLICY, tight);
    assertThat(first).contains("never reached in time").doesNotContain("line of file");
    scriptedConversation.bash("cat new", "new output that is compressed again, as time allows");
    String second = forwarded(compressor, scriptedConversation, POLICY, tight);
    assertThat(second).startsWith(first.substring(0, first.length() - 2));
    assertThat(second).contains("never reached in time").doesNotContain("as time allows");
  }

  @Test
  void branchesAreKeptApart() {
    Compressor compressor = fresh();
    ScriptedConversation one = sample().bash("cat one", "one ".repeat(30));
    ScriptedConversation two = sample().upTo(6).bash("cat two", "two ".repeat(30));
    for (int i = 0; i < 3; i++) {
      assertThat(forwarded(compressor, one)).isEqualTo(forwarded(fresh(), one));
      assertThat(forwarded(compressor, two)).isEqualTo(forwarded(fresh(), two));
    }
  }
}
