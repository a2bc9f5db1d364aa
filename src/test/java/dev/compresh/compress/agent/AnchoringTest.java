package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Anchors;
import dev.compresh.compress.Change;
import dev.compresh.compress.Compressor;
import dev.compresh.compress.Layer;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Plan;
import dev.compresh.compress.Policy;
import dev.compresh.compress.Talk;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Layer D: stale results go in few large steps, and nothing changes in between. */
class AnchoringTest {
  private static final int ROOM = 12_000;

  private static Policy policy(Mode mode) {
    return Policy.of(mode, Objective.COST);
  }

  /** A session of {@code steps} steps that reads, runs and edits. */
  private static Talk session(long seed, int steps) {
    Random random = new Random(seed);
    Talk talk = new Talk().system("Agent.").user("Work on it.");
    for (int step = 0; step < steps; step++) {
      String file = "src/f" + random.nextInt(6) + ".c";
      switch (random.nextInt(4)) {
        case 0 -> talk.tool("Read", "{\"file_path\":\"" + file + "\"}", text(random, 60));
        case 1 -> talk.tool("Edit", "{\"file_path\":\"" + file + "\",\"new\":\"x\"}", "done");
        case 2 -> talk.bash("rg -n value" + step, text(random, 30));
        default -> talk.bash("ls dir" + step, text(random, 40));
      }
    }
    return talk;
  }

  private static String text(Random random, int lines) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      text.append("  value ").append(random.nextInt(1 << 20)).append(" of part ");
      text.append(random.nextInt(1 << 20)).append('\n');
    }
    return text.toString();
  }

  private static Anchors coldAt(Talk talk, int... sizes) {
    List<Anchors.Place> places = new ArrayList<>();
    for (int size : sizes) {
      Message last = talk.upTo(size).prompt().messages().getLast();
      places.add(new Anchors.Place(last.index(), last.digest()));
    }
    return new Anchors(places);
  }

  private static Plan plan(Compressor compressor, Talk talk, Policy policy, Anchors anchors) {
    return compressor.plan(talk.prompt(), policy, anchors, Agent.AMPLE);
  }

  private static List<String> texts(Talk talk, Plan plan) {
    Prompt prompt = talk.prompt();
    List<String> texts = new ArrayList<>(Agent.results(prompt));
    List<Integer> messages = new ArrayList<>();
    for (int i = 0; i < talk.size(); i++) {
      if (!talk.lines().get(i).id().isEmpty() && talk.lines().get(i).name().isEmpty()) {
        messages.add(i);
      }
    }
    for (Change change : plan.changes()) {
      if (change instanceof Change.Rewrite rewrite) {
        texts.set(messages.indexOf(rewrite.message()), rewrite.text());
      }
    }
    return texts;
  }

  private static long cuts(Plan plan) {
    return plan.changes().stream().filter(c -> c.layer() == Layer.ANCHOR).count();
  }

  @Property(tries = 6, seed = "1")
  void aFullWindow_isKeptWithinItsRoom_inFewSteps(@ForAll long seed) {
    Talk talk = session(seed, 120);
    Policy policy = policy(Mode.LOSSLESS).within(ROOM);
    Compressor compressor = Agent.compressor();
    List<String> before = List.of();
    int steps = 0;
    for (int size = 4; size <= talk.size(); size += 2) {
      Talk part = talk.upTo(size);
      Plan plan = plan(compressor, part, policy, Anchors.NONE);
      assertThat(plan.forwarded()).isLessThanOrEqualTo(ROOM);
      List<String> now = texts(part, plan);
      steps += now.subList(0, before.size()).equals(before) ? 0 : 1;
      before = now;
    }
    assertThat(steps).isBetween(1, 15);
  }

  @Property(tries = 4, seed = "1")
  void withoutState_theWindowGivesTheSameBytes(@ForAll long seed) {
    Talk talk = session(seed, 80);
    Policy policy = policy(Mode.BALANCED).within(ROOM);
    Compressor compressor = Agent.compressor();
    for (int size = 4; size <= talk.size(); size += 6) {
      Talk part = talk.upTo(size);
      assertThat(texts(part, plan(compressor, part, policy, Anchors.NONE)))
          .isEqualTo(texts(part, plan(Agent.compressor(), part, policy, Anchors.NONE)));
    }
  }

  @Property(tries = 4, seed = "1")
  void stepsBackOverAReanchoring_leaveNoTrace(@ForAll long seed) {
    Talk talk = session(seed, 80);
    Policy policy = policy(Mode.BALANCED).within(ROOM);
    Random random = new Random(seed);
    Compressor compressor = Agent.compressor();
    for (int i = 0; i < 10; i++) {
      Talk part = talk.upTo(4 + random.nextInt(talk.size() - 4));
      assertThat(texts(part, plan(compressor, part, policy, Anchors.NONE)))
          .isEqualTo(texts(part, plan(Agent.compressor(), part, policy, Anchors.NONE)));
    }
  }

  @Property(tries = 4, seed = "1")
  void aColdCache_changesBytesOnce_andThenNothing(@ForAll long seed) {
    Talk talk = session(seed, 90);
    int cold = 122;
    int changes = 0;
    Anchors anchors = coldAt(talk, cold);
    Compressor compressor = Agent.compressor();
    List<String> before = List.of();
    for (int size = cold - 2; size <= cold + 12; size += 2) {
      Talk part = talk.upTo(size);
      Anchors known = size < cold ? Anchors.NONE : anchors;
      List<String> now = texts(part, plan(compressor, part, policy(Mode.BALANCED), known));
      boolean same = now.subList(0, before.size()).equals(before);
      changes += same ? 0 : 1;
      assertThat(texts(part, plan(Agent.compressor(), part, policy(Mode.BALANCED), known)))
          .isEqualTo(now);
      before = now;
    }
    assertThat(changes).isLessThanOrEqualTo(1); // none where the last step was just before
  }

  @Test
  void aLostDecision_givesWhatAWarmCacheWouldHave() {
    Talk talk = session(7, 90);
    Compressor compressor = Agent.compressor();
    List<String> warm = texts(talk, plan(compressor, talk, policy(Mode.BALANCED), Anchors.NONE));
    Anchors anchors = coldAt(talk, 122);
    assertThat(texts(talk, plan(compressor, talk, policy(Mode.BALANCED), anchors)))
        .isNotEqualTo(warm);
    assertThat(texts(talk, plan(compressor, talk, policy(Mode.BALANCED), Anchors.NONE)))
        .isEqualTo(warm);
  }

  @Test
  void lossless_cutsNothingForAColdCache() {
    Talk talk = session(7, 90);
    Plan plan = plan(Agent.compressor(), talk, policy(Mode.LOSSLESS), coldAt(talk, 122));
    assertThat(cuts(plan)).isZero();
  }

  /** An assistant that once wrote for ever: no cut brings that inside, and each one costs. */
  @Test
  void whereTheWindowIsTooSmallForWhatMayNotBeCut_nothingIsRewritten() {
    Talk talk = session(5, 40);
    talk.assistant(text(new Random(9), 3_000)).user("Go on.");
    session(6, 40).lines().stream().skip(2).forEach(talk::add);
    for (Mode mode : List.of(Mode.LOSSLESS, Mode.BALANCED)) {
      Plan tight = plan(Agent.compressor(), talk, policy(mode).within(ROOM), Anchors.NONE);
      Plan free = plan(Agent.compressor(), talk, policy(mode), Anchors.NONE);
      assertThat(tight.forwarded()).isGreaterThan(ROOM);
      assertThat(texts(talk, tight)).isEqualTo(texts(talk, free));
    }
  }

  @Test
  void theNewestVersionOfAChangedFile_staysWhateverTheWindow() {
    Random random = new Random(3);
    Talk talk = new Talk().system("Agent.").user("Work on it.");
    String kept = text(random, 60);
    talk.tool("Edit", "{\"file_path\":\"src/a.c\"}", "done");
    talk.tool("Read", "{\"file_path\":\"src/a.c\"}", kept);
    for (int i = 0; i < 60; i++) {
      talk.bash("ls dir" + i, text(random, 40));
    }
    Plan plan = plan(Agent.compressor(), talk, policy(Mode.LOSSLESS).within(ROOM), Anchors.NONE);
    assertThat(cuts(plan)).isPositive();
    assertThat(texts(talk, plan)).contains(kept);
  }

  @Test
  void whatReferredToACutResult_printsItsLinesAgain() {
    Random random = new Random(5);
    Talk talk = new Talk().system("Agent.").user("Work on it.");
    for (int i = 0; i < 6; i++) {
      talk.bash("ls first" + i, text(random, 20));
    }
    String shared = text(random, 60);
    talk.bash("ls shared", shared);
    for (int i = 0; i < 18; i++) {
      talk.bash("ls dir" + i, text(random, 30));
    }
    talk.bash("ls again", shared);
    Policy policy = policy(Mode.LOSSLESS).within(ROOM);
    List<String> now = List.of();
    boolean cut = false;
    for (int i = 0; i < 40 && !cut; i++) {
      talk.bash("ls more" + i, text(random, 30));
      now = texts(talk, plan(Agent.compressor(), talk, policy, Anchors.NONE));
      cut = now.stream().anyMatch(t -> t.startsWith("[`ls shared`: 60 lines cut"));
    }
    assertThat(cut).isTrue();
    assertThat(now).contains(shared).noneMatch(t -> t.contains("same as `ls shared` above"));
  }

  @Test
  void markersSayHowToGetTheTextBack() {
    Talk talk = session(7, 90);
    Plan plan = plan(Agent.compressor(), talk, policy(Mode.BALANCED), coldAt(talk, 122));
    assertThat(plan.changes())
        .filteredOn(c -> c.layer() == Layer.ANCHOR)
        .isNotEmpty()
        .allSatisfy(
            c ->
                assertThat(((Change.Rewrite) c).text())
                    .matches("\\[.+: \\d+ lines cut; (run again if needed|newer below) ·\\d{6}]"));
  }

  @Test
  void overALongSession_whatIsCutPaysForItself() {
    Random random = new Random(11);
    Talk talk = new Talk().system("Agent.").user("Work on it.");
    String same = text(random, 60);
    for (int i = 0; i < 120; i++) {
      if (i % 2 == 0) {
        talk.bash("ls same" + i, same); // what layer B saves here is what may be spent
      }
      String path = "{\"file_path\":\"src/f" + (i < 60 ? 0 : 1) + ".c\"}";
      talk.tool("Read", path, text(random, i % 2 == 0 ? 60 : 10));
    }
    Plan plan = plan(Agent.compressor(), talk, policy(Mode.MAX), Anchors.NONE);
    assertThat(plan.changes())
        .filteredOn(c -> c.layer() == Layer.ANCHOR)
        .isNotEmpty()
        .allSatisfy(c -> assertThat(c.after()).isLessThan(c.before()));
  }
}
