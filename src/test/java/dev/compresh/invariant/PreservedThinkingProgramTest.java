package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.invariant.ThinkingConversation.Control;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random conversations with models that bind their thinking, through two whole programs on one
 * folder: whatever clients and operators do, the provider never finds a block that is bound to
 * something else, and every block arrives that was not left out on purpose.
 */
class PreservedThinkingProgramTest {
  private static final int TURNS = 40;
  private static final List<String> MODES = List.of("lossless", "balanced", "max", "off");
  private static final List<String> TOOLS = List.of("Read", "Bash", "Grep", "Edit");
  private static final List<List<String>> MODELS =
      List.of(
          List.of("claude-opus-5-5"),
          List.of("claude-opus-5-5"),
          List.of("claude-fable-5-1"),
          List.of("claude-sonnet-5-5"),
          List.of("claude-haiku-5-5"),
          List.of("claude-opus-5-5", "claude-sonnet-4-5"),
          List.of("claude-sonnet-4-5", "claude-opus-5-5"),
          List.of("claude-opus-5-5", "claude-fable-5-1"));

  @TempDir private static Path folder;
  private static ProgramPair unhurried;
  private static ProgramPair hurried;
  private static long saved;

  @BeforeAll
  static void start() {
    unhurried = ProgramPair.start(folder.resolve("unhurried"), RunningProgram.UNHURRIED);
    hurried = ProgramPair.start(folder.resolve("hurried"), Map.of("COMPRESH_TIME_BUDGET", "1ms"));
  }

  @AfterAll
  static void stop() {
    unhurried.close();
    hurried.close();
    assertThat(saved).as("tokens saved").isPositive();
  }

  /** Few in every build; {@code -Dinvariant.seeds=500} looks longer. */
  static LongStream seeds() {
    return LongStream.rangeClosed(
        Integer.getInteger("invariant.first", 1), Integer.getInteger("invariant.seeds", 15));
  }

  private record ThinkingTalk(ThinkingCourse course, PreservingClient client, List<String> models) {
    ThinkingConversation conversation() {
      return client.conversation();
    }
  }

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static List<ThinkingTalk> talks(ProgramPair programs, Random random, long seed) {
    List<ThinkingTalk> talks = new ArrayList<>();
    int number = 1 + random.nextInt(3);
    List<String> session =
        random.nextInt(4) == 0 ? List.of() : List.of("x-session-id", "seed-" + seed);
    for (int i = 0; i < number; i++) {
      boolean agent = i > 0 || random.nextInt(3) > 0;
      List<String> models = any(random, MODELS);
      Control control = any(random, List.of(Control.values()));
      List<String> tools = TOOLS.subList(0, TOOLS.size() - i);
      String system = "You are number " + i + " of " + seed + ".";
      ThinkingConversation conversation =
          new ThinkingConversation(random, system, tools, control, models.getFirst());
      ThinkingCourse course = new ThinkingCourse(random, agent, conversation);
      PreservingClient client =
          new PreservingClient(
              conversation, course::answered, session, programs.provider(), random);
      talks.add(new ThinkingTalk(course, client, models));
    }
    return talks;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noBlockIsEverRefused(long seed) {
    // Where time runs out, what goes out depends on the machine: it has to stay so all the same.
    converse(seed % 4 == 0 ? hurried : unhurried, seed);
  }

  private static void converse(ProgramPair programs, long seed) {
    Random random = new Random(seed);
    List<ThinkingTalk> talks = talks(programs, random, seed);
    boolean switches = random.nextBoolean();
    String mode = MODES.get(random.nextInt(3));
    List<String> story = new ArrayList<>();
    Map<ThinkingTalk, RunningProgram> servedBy = new HashMap<>();
    for (int turn = 0; turn < TURNS; turn++) {
      mode = switches && random.nextInt(6) == 0 ? MODES.get(random.nextInt(4)) : mode;
      ThinkingTalk thinkingTalk =
          talks.get(random.nextInt(3) > 0 ? 0 : random.nextInt(talks.size()));
      if (random.nextInt(8) == 0) {
        thinkingTalk.conversation().model(any(random, thinkingTalk.models));
      }
      String step = thinkingTalk.course.prepare();
      RunningProgram before = servedBy.get(thinkingTalk);
      // Another program does not know how this one has just sent the same request.
      RunningProgram program =
          before != null && step.equals(ThinkingCourse.AGAIN) ? before : programs.any(random);
      servedBy.put(thinkingTalk, program);
      if (random.nextInt(TURNS) == 0) {
        programs.restart(program);
        story.add("restart");
      }
      story.add(
          "%d: %s in talk %d, %s, %s, %d messages"
              .formatted(
                  turn,
                  step,
                  talks.indexOf(thinkingTalk),
                  thinkingTalk.conversation().model(),
                  mode,
                  thinkingTalk.conversation().messages().size()));
      try {
        turn(programs, thinkingTalk, program, mode, random);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + "\n" + String.join("\n", story), e);
      }
    }
  }

  private static void turn(
      ProgramPair programs,
      ThinkingTalk thinkingTalk,
      RunningProgram program,
      String mode,
      Random random) {
    if (random.nextInt(8) == 0) {
      check(programs, program, thinkingTalk.client.count(program, mode));
    }
    PreservingClient.PreservedRequest preservedRequest = thinkingTalk.client.send(program, mode);
    check(programs, program, preservedRequest);
    assertThat(preservedRequest.dropped())
        .allMatch(reason -> reason.equals("model_binding_mismatch"));
    assertThat(preservedRequest.dropped().isEmpty() || thinkingTalk.models.size() > 1).isTrue();
    saved += preservedRequest.original() - preservedRequest.optimized();
  }

  private static void check(
      ProgramPair programs,
      RunningProgram program,
      PreservingClient.PreservedRequest preservedRequest) {
    assertThat(preservedRequest.attempts()).as("requests to the provider").isEqualTo(1);
    if (!preservedRequest.left().isEmpty()) {
      assertThat(programs.hasRewritten(program))
          .as("left out: %s", preservedRequest.left())
          .isTrue();
    }
  }
}
