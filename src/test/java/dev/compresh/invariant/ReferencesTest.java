package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.compression.agent.AgentHistory;
import dev.compresh.compression.agent.PromptRestorer;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Lossless means that all can be read back from what is forwarded, and from nothing else. */
class ReferencesTest {
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final CompressionPolicy LOSSLESS =
      new CompressionPolicy(
          CompressionMode.LOSSLESS, CompressionObjective.COST, 3, 200, 100, Set.of());

  /** Reads back what is forwarded for {@code lines}; how many references there were. */
  private static int readBack(List<ConversationStep> lines) {
    byte[] body = new ClientWireFormat(Dialect.CHAT, new Random(1)).body("Work.", lines);
    Compressor compressor =
        new Compressor(
            TOKENS,
            new PromptTokens(TOKENS),
            p -> List.of(new AgentHistory(p, ElisionMarkers.DEFAULT)),
            () -> 0,
            1 << 20);
    Prompt prompt = (Prompt) PromptReader.read(Dialect.CHAT, body);
    byte[] out = compressor.plan(prompt, LOSSLESS, new TimeLimit(1)).apply(prompt);
    Prompt forwarded = (Prompt) PromptReader.read(Dialect.CHAT, out);
    List<PromptRestorer.RestoredPart> originals =
        PromptRestorer.restore(prompt, ElisionMarkers.DEFAULT);
    List<PromptRestorer.RestoredPart> restored =
        PromptRestorer.restore(forwarded, ElisionMarkers.DEFAULT);
    assertThat(compressor.dropped()).as("layers that failed").isZero();
    assertThat(restored).hasSameSizeAs(originals);
    int references = 0;
    for (int i = 0; i < restored.size(); i++) {
      PromptRestorer.RestoredPart is = restored.get(i);
      String text = originals.get(i).forwarded();
      String back = Objects.requireNonNull(is.text(), is.forwarded());
      if (!PromptRestorer.isSame(is.use(), back, text, ElisionMarkers.DEFAULT)) {
        assertThat(back).as("%s, forwarded as\n%s", is.use(), is.forwarded()).isEqualTo(text);
      }
      references += (int) is.forwarded().lines().filter(ElisionMarkers.DEFAULT::is).count();
    }
    return references;
  }

  @Test
  void everyReferenceIsTrue_overRandomSessions() {
    int references = 0;
    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      AgentProject agentProject = new AgentProject(random);
      List<ConversationStep> lines = new ArrayList<>();
      lines.add(new ConversationStep.UserStep("Work on it.", false));
      for (int step = 0; step < 30; step++) {
        lines.addAll(agentProject.step());
      }
      try {
        references += readBack(lines);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertThat(references).as("the test tests something").isGreaterThan(100);
  }

  private static String code(int from, int to) {
    StringBuilder out = new StringBuilder();
    for (int i = from; i <= to; i++) {
      out.append("    total += prices[").append(i * 7919 % 1000).append("] * rate(").append(i);
      out.append(");\n");
    }
    return out.toString();
  }

  private static String numbered(int first, String text) {
    StringBuilder out = new StringBuilder();
    int number = first;
    for (String line : text.lines().toList()) {
      out.append("%6d\u2192".formatted(number++)).append(line).append('\n');
    }
    return out.toString();
  }

  /** A session of calls: tool, arguments and result in turn. */
  private static List<ConversationStep> session(String... calls) {
    List<ConversationStep> lines = new ArrayList<>();
    lines.add(new ConversationStep.UserStep("Work on it.", false));
    for (int i = 0; i < calls.length; i += 3) {
      String id = "c" + i;
      ConversationStep.StepCall stepCall =
          new ConversationStep.StepCall(id, calls[i], calls[i + 1]);
      lines.add(new ConversationStep.AssistantStep("", false, List.of(stepCall)));
      lines.add(
          new ConversationStep.ResultsStep(
              List.of(new ConversationStep.StepResult(id, calls[i + 2], false))));
    }
    return lines;
  }

  private static List<ConversationStep> warm(String... calls) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      all.addAll(List.of("Bash", "{\"command\":\"ls d" + i + "\"}", "one" + i + "\ntwo\nthree\n"));
      all.addAll(List.of("Read", "{\"path\":\"other\"}", code(900 + i * 20, 915 + i * 20)));
    }
    all.addAll(List.of(calls));
    return session(all.toArray(String[]::new));
  }

  @Test
  void sameLinesUnderOtherNumbers_keepTheirOwn() {
    String lines = code(1, 30);
    readBack(
        warm(
            "Read",
            "{\"path\":\"a.c\"}",
            numbered(1, lines),
            "Read",
            "{\"path\":\"b.c\"}",
            numbered(51, lines)));
  }

  @Test
  void wordsAroundNumberedLines_areNotCountedAmongThem() {
    String reminder =
        "\nYou should think about whether\nthis file is harmless before\nyou go on.\n";
    String all = numbered(100, code(1, 60));
    String tail = numbered(140, code(41, 60));
    readBack(
        warm(
            "Read",
            "{\"path\":\"a.c\"}",
            all + reminder,
            "Read",
            "{\"path\":\"a.c\",\"offset\":140}",
            tail + reminder));
    String edited = "The file has been updated. Here is a snippet\nof it, as cat -n prints\nit:\n";
    readBack(
        warm(
            "Edit",
            "{\"path\":\"a.c\"}",
            edited + numbered(100, code(1, 30)),
            "Edit",
            "{\"path\":\"a.c\"}",
            edited + numbered(100, code(1, 20)) + "more\n"));
  }

  @Test
  void separatedHits_areReferredToByTheirNumbers() {
    String hits = numbered(3, code(1, 6)) + "--\n" + numbered(70, code(7, 12));
    readBack(
        warm(
            "Search",
            "{\"pattern\":\"x\"}",
            hits,
            "Search",
            "{\"pattern\":\"x\"}",
            hits + "--\n" + numbered(90, code(50, 52))));
  }

  @Test
  void sameWordsBeforeOtherNumbers_areNotTheWholeSame() {
    String words = "Updated. Here is a snippet\nof it, as cat -n prints\nit:\n";
    readBack(
        warm(
            "Edit",
            "{\"path\":\"a.c\"}",
            words + numbered(100, code(1, 30)),
            "Edit",
            "{\"path\":\"a.c\"}",
            words + numbered(105, code(1, 30))));
    String gap = numbered(3, code(1, 6)) + "--\n";
    readBack(
        warm(
            "Search",
            "{\"pattern\":\"x\"}",
            gap + numbered(70, code(7, 12)),
            "Search",
            "{\"pattern\":\"x\"}",
            gap + numbered(71, code(7, 12))));
  }
}
