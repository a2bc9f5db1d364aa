package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Compressor;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Plan;
import dev.compresh.compress.Policy;
import dev.compresh.compress.Talk;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What must always hold, over random sessions that read, edit and run. */
class AgentPurityTest {
  private static final Policy POLICY =
      new Policy(Mode.LOSSLESS, Objective.COST, 3, 100, 100, Set.of());

  private static final Policy LOSSY =
      new Policy(Mode.BALANCED, Objective.COST, 3, 100, 100, Set.of());

  /** A session over two files that change as it goes. */
  private static Talk session(long seed) {
    Random random = new Random(seed);
    Talk talk = new Talk().system("Agent.").user("Work on it.");
    List<String> file = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      file.add("  value_" + random.nextInt(40) + " = compute(" + random.nextInt(9) + ");");
    }
    int steps = 4 + random.nextInt(10);
    for (int step = 0; step < steps; step++) {
      int from = random.nextInt(20);
      List<String> part = file.subList(from, from + 5 + random.nextInt(5));
      switch (random.nextInt(5)) {
        case 0 -> talk.bash("cat f.c", String.join("\n", file));
        case 1 -> talk.tool("Read", "{\"path\":\"f.c\"}", numbered(file, 1));
        case 2 -> talk.tool("Read", "{\"path\":\"f.c\"}", numbered(part, from + 1));
        case 3 -> {
          file.set(from, "  value_" + step + " = changed();");
          talk.tool("Edit", "{\"path\":\"f.c\"}", numbered(part, from + 1));
        }
        default -> {
          talk.bash("make", log(random));
          talk.assistant("It is done.").user("Go on with the next.");
        }
      }
    }
    return talk;
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

  private static String body(Compressor compressor, Talk talk) {
    return body(compressor, talk, POLICY);
  }

  private static String body(Compressor compressor, Talk talk, Policy policy) {
    Prompt prompt = talk.prompt();
    byte[] body = compressor.plan(prompt, policy, Agent.AMPLE).apply(prompt);
    return new String(body, StandardCharsets.UTF_8);
  }

  @Property(tries = 50, seed = "1")
  void eachTurnsBytesBeginWithTheTurnsBefore(@ForAll long seed) {
    Talk talk = session(seed);
    Compressor compressor = Agent.compressor();
    String before = "";
    for (int size = 2; size <= talk.size(); size++) {
      String now = body(compressor, talk.upTo(size));
      assertThat(now).startsWith(before);
      assertThat(body(Agent.compressor(), talk.upTo(size))).isEqualTo(now);
      before = now.substring(0, now.length() - 2);
    }
  }

  /** Layer C changes a result when the answer to it comes, and never again. */
  @Property(tries = 40, seed = "1")
  void lossyTurns_changeNothingBeforeTheResultsLastAnswered(@ForAll long seed) {
    Talk talk = session(seed);
    List<String> before = List.of();
    for (int size = 2; size <= talk.size(); size++) {
      Talk part = talk.upTo(size);
      List<String> now = Agent.results(Agent.forwarded(Agent.compressor(), part, LOSSY));
      int settled = Math.max(0, before.size() - 1);
      assertThat(now.subList(0, settled)).isEqualTo(before.subList(0, settled));
      before = now;
    }
  }

  @Property(tries = 40, seed = "1")
  void branchesAndStepsBackLeaveNoTrace(@ForAll long seed) {
    Random random = new Random(seed);
    Talk one = session(seed);
    Talk two = one.upTo(2 + random.nextInt(one.size() - 2));
    session(seed + 1).lines().stream().skip(2).forEach(two::add);
    Compressor compressor = Agent.compressor();
    for (int i = 0; i < 12; i++) {
      Talk talk = random.nextBoolean() ? one : two;
      Talk part = talk.upTo(2 + random.nextInt(talk.size() - 1));
      assertThat(body(compressor, part)).isEqualTo(body(Agent.compressor(), part));
      assertThat(body(compressor, part, LOSSY)).isEqualTo(body(Agent.compressor(), part, LOSSY));
    }
  }

  @Property(tries = 40, seed = "1")
  void onlyResultsChange_andTheyNeverGrow(@ForAll long seed) {
    Talk talk = session(seed);
    Prompt sent = talk.prompt();
    Plan plan = Agent.plan(Agent.compressor(), talk, POLICY);
    assertThat(plan.forwarded()).isLessThanOrEqualTo(plan.original());
    plan.changes().forEach(c -> assertThat(c.after()).isLessThan(c.before()));
    Prompt got = Agent.forwarded(Agent.compressor(), talk, POLICY);
    assertThat(got.plain()).isTrue();
    assertThat(got.messages()).hasSameSizeAs(sent.messages());
    for (int i = 0; i < got.messages().size(); i++) {
      List<Part> parts = sent.messages().get(i).parts();
      if (parts.stream().noneMatch(Part.ToolResult.class::isInstance)) {
        assertThat(json(got, i)).isEqualTo(json(sent, i));
      }
    }
  }

  private static String json(Prompt prompt, int message) {
    Span span = prompt.messages().get(message).span();
    return new String(prompt.body(), span.start(), span.length(), StandardCharsets.UTF_8);
  }

  @Property(tries = 40, seed = "1")
  void everyLineStillStandsSomewhere(@ForAll long seed) {
    Talk talk = session(seed);
    Prompt got = Agent.forwarded(Agent.compressor(), talk, POLICY);
    String all = String.join("\n", Agent.results(got));
    for (String result : Agent.results(talk.prompt())) {
      for (String line : result.lines().toList()) {
        String text = line.substring(line.indexOf('→') + 1);
        assertThat(all).contains(text.replaceAll("\u001b\\[[0-9;]*m", ""));
      }
    }
  }
}
