package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must always hold, over random sessions that read, edit and run. */
class AgentPurityTest {
  private static final CompressionPolicy POLICY =
      new CompressionPolicy(
          CompressionMode.LOSSLESS, CompressionObjective.COST, 3, 100, 100, Set.of());

  private static final CompressionPolicy LOSSY =
      new CompressionPolicy(
          CompressionMode.BALANCED, CompressionObjective.COST, 3, 100, 100, Set.of());

  /** A session over two files that change as it goes. */
  private static ScriptedConversation session(long seed) {
    Random random = new Random(seed);
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Agent.").user("Work on it.");
    List<String> file = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      file.add("  value_" + random.nextInt(40) + " = compute(" + random.nextInt(9) + ");");
    }
    int steps = 4 + random.nextInt(10);
    for (int step = 0; step < steps; step++) {
      int from = random.nextInt(20);
      List<String> part = file.subList(from, from + 5 + random.nextInt(5));
      switch (random.nextInt(5)) {
        case 0 -> scriptedConversation.bash("cat f.c", String.join("\n", file));
        case 1 -> scriptedConversation.tool("Read", "{\"path\":\"f.c\"}", numbered(file, 1));
        case 2 -> scriptedConversation.tool("Read", "{\"path\":\"f.c\"}", numbered(part, from + 1));
        case 3 -> {
          file.set(from, "  value_" + step + " = changed();");
          scriptedConversation.tool("Edit", "{\"path\":\"f.c\"}", numbered(part, from + 1));
        }
        default -> {
          scriptedConversation.bash("make", log(random));
          scriptedConversation.assistant("It is done.").user("Go on with the next.");
        }
      }
    }
    return scriptedConversation;
  }

  private static String log(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i > 0; i--) {
      String word = Integer.toString(random.nextInt(500), 36);
      text.append("built part ").append(word).append(random.nextBoolean() ? "\n" : " again\n");
    }
    return text.append("\u001b[32mdone\u001b[0m\n").toString();
  }

  private static String numbered(List<String> lines, int from) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      text.append(String.format("%6d→%s\n", from + i, lines.get(i)));
    }
    return text.toString();
  }

  private static String body(Compressor compressor, ScriptedConversation scriptedConversation) {
    return body(compressor, scriptedConversation, POLICY);
  }

  private static String body(
      Compressor compressor,
      ScriptedConversation scriptedConversation,
      CompressionPolicy compressionPolicy) {
    Prompt prompt = scriptedConversation.prompt();
    byte[] body = compressor.plan(prompt, compressionPolicy, AgentCompression.AMPLE).apply(prompt);
    return new String(body, StandardCharsets.UTF_8);
  }

  @Property(tries = 50, seed = "1")
  void eachTurnsBytesBeginWithTheTurnsBefore(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed);
    Compressor compressor = AgentCompression.compressor();
    String before = "";
    for (int size = 2; size <= scriptedConversation.size(); size++) {
      String now = body(compressor, scriptedConversation.upTo(size));
      assertThat(now).startsWith(before);
      assertThat(body(AgentCompression.compressor(), scriptedConversation.upTo(size)))
          .isEqualTo(now);
      before = now.substring(0, now.length() - 2);
    }
  }

  /** What comes before the results that were last answered goes out as it did. */
  @Property(tries = 40, seed = "1")
  void lossyTurns_changeNothingBeforeTheResultsLastAnswered(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed);
    List<String> before = List.of();
    for (int size = 2; size <= scriptedConversation.size(); size++) {
      ScriptedConversation part = scriptedConversation.upTo(size);
      List<String> now =
          AgentCompression.results(
              AgentCompression.forwarded(AgentCompression.compressor(), part, LOSSY));
      int settled = Math.max(0, before.size() - 1);
      assertThat(now.subList(0, settled)).isEqualTo(before.subList(0, settled));
      before = now;
    }
  }

  @Property(tries = 40, seed = "1")
  void branchesAndStepsBackLeaveNoTrace(@ForAll long seed) {
    Random random = new Random(seed);
    ScriptedConversation one = session(seed);
    ScriptedConversation two = one.upTo(2 + random.nextInt(one.size() - 2));
    session(seed + 1).lines().stream().skip(2).forEach(two::add);
    Compressor compressor = AgentCompression.compressor();
    for (int i = 0; i < 12; i++) {
      ScriptedConversation scriptedConversation = random.nextBoolean() ? one : two;
      ScriptedConversation part =
          scriptedConversation.upTo(2 + random.nextInt(scriptedConversation.size() - 1));
      assertThat(body(compressor, part)).isEqualTo(body(AgentCompression.compressor(), part));
      assertThat(body(compressor, part, LOSSY))
          .isEqualTo(body(AgentCompression.compressor(), part, LOSSY));
    }
  }

  @Property(tries = 40, seed = "1")
  void onlyResultsChange_andTheyNeverGrow(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed);
    Prompt sent = scriptedConversation.prompt();
    CompressionPlan compressionPlan =
        AgentCompression.plan(AgentCompression.compressor(), scriptedConversation, POLICY);
    assertThat(compressionPlan.forwarded()).isLessThanOrEqualTo(compressionPlan.original());
    compressionPlan
        .changes()
        .forEach(c -> assertThat(c.tokensAfter()).isLessThan(c.tokensBefore()));
    Prompt got =
        AgentCompression.forwarded(AgentCompression.compressor(), scriptedConversation, POLICY);
    assertThat(got.plain()).isTrue();
    assertThat(got.messages()).hasSameSizeAs(sent.messages());
    for (int i = 0; i < got.messages().size(); i++) {
      List<PromptPart> parts = sent.messages().get(i).parts();
      if (parts.stream().noneMatch(PromptPart.ToolResult.class::isInstance)) {
        assertThat(json(got, i)).isEqualTo(json(sent, i));
      }
    }
  }

  private static String json(Prompt prompt, int message) {
    ByteSpan byteSpan = prompt.messages().get(message).span();
    return new String(prompt.body(), byteSpan.start(), byteSpan.length(), StandardCharsets.UTF_8);
  }

  @Property(tries = 40, seed = "1")
  void everyLineStillStandsSomewhere(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed);
    Prompt got =
        AgentCompression.forwarded(AgentCompression.compressor(), scriptedConversation, POLICY);
    String all = String.join("\n", AgentCompression.results(got));
    for (String result : AgentCompression.results(scriptedConversation.prompt())) {
      for (String line : result.lines().toList()) {
        String text = line.substring(line.indexOf('→') + 1);
        assertThat(all).contains(text.replaceAll("\u001b\\[[0-9;]*m", ""));
      }
    }
  }
}
