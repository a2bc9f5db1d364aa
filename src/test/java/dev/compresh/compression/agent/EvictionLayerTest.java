package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CacheBreakpoints;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.ScriptedConversation;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Eviction: stale results go in few large steps, and nothing changes in between. */
class EvictionLayerTest {
  private static final int ROOM = 12_000;

  private static CompressionPolicy policy(CompressionMode compressionMode) {
    return CompressionPolicy.of(compressionMode, CompressionObjective.COST);
  }

  /** A session of {@code steps} steps that reads, runs and edits. */
  private static ScriptedConversation session(long seed, int steps) {
    Random random = new Random(seed);
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Agent.").user("Work on it.");
    for (int step = 0; step < steps; step++) {
      String file = "src/f" + random.nextInt(6) + ".c";
      switch (random.nextInt(4)) {
        case 0 ->
            scriptedConversation.tool("Read", "{\"file_path\":\"" + file + "\"}", text(random, 60));
        case 1 ->
            scriptedConversation.tool(
                "Edit", "{\"file_path\":\"" + file + "\",\"new\":\"x\"}", "done");
        case 2 -> scriptedConversation.bash("rg -n value" + step, text(random, 30));
        default -> scriptedConversation.bash("ls dir" + step, text(random, 40));
      }
    }
    return scriptedConversation;
  }

  private static String text(Random random, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("  value ").append(random.nextInt(1 << 20)).append(" of part ");
      text.append(random.nextInt(1 << 20)).append('\n');
    }
    return text.toString();
  }

  private static CacheBreakpoints coldAt(ScriptedConversation scriptedConversation, int... sizes) {
    List<CacheBreakpoints.BreakpointPlace> places = new ArrayList<>();
    for (int size : sizes) {
      Message last = scriptedConversation.upTo(size).prompt().messages().getLast();
      places.add(new CacheBreakpoints.BreakpointPlace(last.index(), last.digest()));
    }
    return new CacheBreakpoints(places);
  }

  private static CompressionPlan plan(
      Compressor compressor,
      ScriptedConversation scriptedConversation,
      CompressionPolicy compressionPolicy,
      CacheBreakpoints cacheBreakpoints) {
    return compressor.plan(
        scriptedConversation.prompt(), compressionPolicy, cacheBreakpoints, AgentCompression.AMPLE);
  }

  private static List<String> texts(
      ScriptedConversation scriptedConversation, CompressionPlan compressionPlan) {
    Prompt prompt = scriptedConversation.prompt();
    List<String> texts = new ArrayList<>(AgentCompression.results(prompt));
    List<Integer> messages = new ArrayList<>();
    for (int i = 0; i < scriptedConversation.size(); i++) {
      if (!scriptedConversation.lines().get(i).id().isEmpty()
          && scriptedConversation.lines().get(i).name().isEmpty()) {
        messages.add(i);
      }
    }
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      if (plannedChange instanceof PlannedChange.TextRewrite textRewrite) {
        texts.set(messages.indexOf(textRewrite.message()), textRewrite.text());
      }
    }
    return texts;
  }

  private static long cuts(CompressionPlan compressionPlan) {
    return compressionPlan.changes().stream().filter(c -> c.layer() == Layer.EVICTION).count();
  }

  @Property(tries = 6, seed = "1")
  void aFullWindow_isKeptWithinItsRoom_inFewSteps(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed, 120);
    CompressionPolicy compressionPolicy = policy(CompressionMode.LOSSLESS).withRoom(ROOM);
    Compressor compressor = AgentCompression.compressor();
    List<String> before = List.of();
    int steps = 0;
    for (int size = 4; size <= scriptedConversation.size(); size += 2) {
      ScriptedConversation part = scriptedConversation.upTo(size);
      CompressionPlan compressionPlan =
          plan(compressor, part, compressionPolicy, CacheBreakpoints.NONE);
      assertThat(compressionPlan.forwarded()).isLessThanOrEqualTo(ROOM);
      List<String> now = texts(part, compressionPlan);
      steps += now.subList(0, before.size()).equals(before) ? 0 : 1;
      before = now;
    }
    assertThat(steps).isBetween(1, 15);
  }

  @Property(tries = 4, seed = "1")
  void withoutState_theWindowGivesTheSameBytes(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed, 80);
    CompressionPolicy compressionPolicy = policy(CompressionMode.BALANCED).withRoom(ROOM);
    Compressor compressor = AgentCompression.compressor();
    for (int size = 4; size <= scriptedConversation.size(); size += 6) {
      ScriptedConversation part = scriptedConversation.upTo(size);
      assertThat(texts(part, plan(compressor, part, compressionPolicy, CacheBreakpoints.NONE)))
          .isEqualTo(
              texts(
                  part,
                  plan(
                      AgentCompression.compressor(),
                      part,
                      compressionPolicy,
                      CacheBreakpoints.NONE)));
    }
  }

  @Property(tries = 4, seed = "1")
  void stepsBackOverAnEviction_leaveNoTrace(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed, 80);
    CompressionPolicy compressionPolicy = policy(CompressionMode.BALANCED).withRoom(ROOM);
    Random random = new Random(seed);
    Compressor compressor = AgentCompression.compressor();
    for (int i = 0; i < 10; i++) {
      ScriptedConversation part =
          scriptedConversation.upTo(4 + random.nextInt(scriptedConversation.size() - 4));
      assertThat(texts(part, plan(compressor, part, compressionPolicy, CacheBreakpoints.NONE)))
          .isEqualTo(
              texts(
                  part,
                  plan(
                      AgentCompression.compressor(),
                      part,
                      compressionPolicy,
                      CacheBreakpoints.NONE)));
    }
  }

  @Property(tries = 4, seed = "1")
  void aColdCache_changesBytesOnce_andThenNothing(@ForAll long seed) {
    ScriptedConversation scriptedConversation = session(seed, 90);
    int cold = 122;
    int changes = 0;
    CacheBreakpoints cacheBreakpoints = coldAt(scriptedConversation, cold);
    Compressor compressor = AgentCompression.compressor();
    List<String> before = List.of();
    for (int size = cold - 2; size <= cold + 12; size += 2) {
      ScriptedConversation part = scriptedConversation.upTo(size);
      CacheBreakpoints known = size < cold ? CacheBreakpoints.NONE : cacheBreakpoints;
      List<String> now =
          texts(part, plan(compressor, part, policy(CompressionMode.BALANCED), known));
      boolean same = now.subList(0, before.size()).equals(before);
      changes += same ? 0 : 1;
      assertThat(
              texts(
                  part,
                  plan(
                      AgentCompression.compressor(),
                      part,
                      policy(CompressionMode.BALANCED),
                      known)))
          .isEqualTo(now);
      before = now;
    }
    assertThat(changes).isLessThanOrEqualTo(1); // none where the last step was just before
  }

  @Test
  void aLostDecision_givesWhatAWarmCacheWouldHave() {
    ScriptedConversation scriptedConversation = session(7, 90);
    Compressor compressor = AgentCompression.compressor();
    List<String> warm =
        texts(
            scriptedConversation,
            plan(
                compressor,
                scriptedConversation,
                policy(CompressionMode.BALANCED),
                CacheBreakpoints.NONE));
    CacheBreakpoints cacheBreakpoints = coldAt(scriptedConversation, 122);
    assertThat(
            texts(
                scriptedConversation,
                plan(
                    compressor,
                    scriptedConversation,
                    policy(CompressionMode.BALANCED),
                    cacheBreakpoints)))
        .isNotEqualTo(warm);
    assertThat(
            texts(
                scriptedConversation,
                plan(
                    compressor,
                    scriptedConversation,
                    policy(CompressionMode.BALANCED),
                    CacheBreakpoints.NONE)))
        .isEqualTo(warm);
  }

  @Test
  void lossless_cutsNothingForAColdCache() {
    ScriptedConversation scriptedConversation = session(7, 90);
    CompressionPlan compressionPlan =
        plan(
            AgentCompression.compressor(),
            scriptedConversation,
            policy(CompressionMode.LOSSLESS),
            coldAt(scriptedConversation, 122));
    assertThat(cuts(compressionPlan)).isZero();
  }

  /** An assistant that once wrote for ever: no cut brings that inside, and each one costs. */
  @Test
  void whereTheWindowIsTooSmallForWhatMayNotBeCut_nothingIsRewritten() {
    ScriptedConversation scriptedConversation = session(5, 40);
    scriptedConversation.assistant(text(new Random(9), 3_000)).user("Go on.");
    session(6, 40).lines().stream().skip(2).forEach(scriptedConversation::add);
    for (CompressionMode compressionMode :
        List.of(CompressionMode.LOSSLESS, CompressionMode.BALANCED)) {
      CompressionPlan tight =
          plan(
              AgentCompression.compressor(),
              scriptedConversation,
              policy(compressionMode).withRoom(ROOM),
              CacheBreakpoints.NONE);
      CompressionPlan free =
          plan(
              AgentCompression.compressor(),
              scriptedConversation,
              policy(compressionMode),
              CacheBreakpoints.NONE);
      assertThat(tight.forwarded()).isGreaterThan(ROOM);
      assertThat(texts(scriptedConversation, tight)).isEqualTo(texts(scriptedConversation, free));
    }
  }

  @Test
  void theNewestVersionOfAChangedFile_staysWhateverTheWindow() {
    Random random = new Random(3);
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Agent.").user("Work on it.");
    String kept = text(random, 60);
    scriptedConversation.tool("Edit", "{\"file_path\":\"src/a.c\"}", "done");
    scriptedConversation.tool("Read", "{\"file_path\":\"src/a.c\"}", kept);
    for (int i = 0; i < 60; i++) {
      scriptedConversation.bash("ls dir" + i, text(random, 40));
    }
    CompressionPlan compressionPlan =
        plan(
            AgentCompression.compressor(),
            scriptedConversation,
            policy(CompressionMode.LOSSLESS).withRoom(ROOM),
            CacheBreakpoints.NONE);
    assertThat(cuts(compressionPlan)).isPositive();
    assertThat(texts(scriptedConversation, compressionPlan)).contains(kept);
  }

  @Test
  void whatReferredToACutResult_printsItsLinesAgain() {
    Random random = new Random(5);
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Agent.").user("Work on it.");
    for (int i = 0; i < 6; i++) {
      scriptedConversation.bash("ls first" + i, text(random, 20));
    }
    String shared = text(random, 60);
    scriptedConversation.bash("ls shared", shared);
    for (int i = 0; i < 18; i++) {
      scriptedConversation.bash("ls dir" + i, text(random, 30));
    }
    scriptedConversation.bash("ls again", shared);
    CompressionPolicy compressionPolicy = policy(CompressionMode.LOSSLESS).withRoom(ROOM);
    List<String> now = List.of();
    boolean cut = false;
    for (int i = 0; i < 40 && !cut; i++) {
      scriptedConversation.bash("ls more" + i, text(random, 30));
      now =
          texts(
              scriptedConversation,
              plan(
                  AgentCompression.compressor(),
                  scriptedConversation,
                  compressionPolicy,
                  CacheBreakpoints.NONE));
      cut = now.stream().anyMatch(t -> t.startsWith("[`ls shared`: 60 lines cut"));
    }
    assertThat(cut).isTrue();
    assertThat(now).contains(shared).noneMatch(t -> t.contains("same as `ls shared` above"));
  }

  @Test
  void markersSayHowToGetTheTextBack() {
    ScriptedConversation scriptedConversation = session(7, 90);
    CompressionPlan compressionPlan =
        plan(
            AgentCompression.compressor(),
            scriptedConversation,
            policy(CompressionMode.BALANCED),
            coldAt(scriptedConversation, 122));
    assertThat(compressionPlan.changes())
        .filteredOn(c -> c.layer() == Layer.EVICTION)
        .isNotEmpty()
        .allSatisfy(
            c ->
                assertThat(((PlannedChange.TextRewrite) c).text())
                    .matches("\\[.+: \\d+ lines cut; (run again if needed|newer below) ·\\d{6}]"));
  }

  @Test
  void overALongSession_whatIsCutPaysForItself() {
    Random random = new Random(11);
    ScriptedConversation scriptedConversation =
        new ScriptedConversation().system("Agent.").user("Work on it.");
    String same = text(random, 60);
    for (int i = 0; i < 120; i++) {
      if (i % 2 == 0) {
        scriptedConversation.bash(
            "ls same" + i, same); // what dedup saves here is what may be spent
      }
      String path = "{\"file_path\":\"src/f" + (i < 60 ? 0 : 1) + ".c\"}";
      scriptedConversation.tool("Read", path, text(random, i % 2 == 0 ? 60 : 10));
    }
    CompressionPlan compressionPlan =
        plan(
            AgentCompression.compressor(),
            scriptedConversation,
            policy(CompressionMode.MAX),
            CacheBreakpoints.NONE);
    assertThat(compressionPlan.changes())
        .filteredOn(c -> c.layer() == Layer.EVICTION)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.tokensAfter()).isLessThan(c.tokensBefore()));
  }
}
