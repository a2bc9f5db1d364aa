package dev.compresh.compress.agent;

import dev.compresh.compress.Counter;
import dev.compresh.compress.Draft;
import dev.compresh.compress.History;
import dev.compresh.compress.Markers;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Policy;
import dev.compresh.compress.ToolUse;
import dev.compresh.compress.Turns;
import dev.compresh.compress.birth.Birth;
import dev.compresh.compress.inline.InlineResults;
import dev.compresh.compress.repeat.Repeats;
import dev.compresh.compress.settled.Consumed;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Role;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Tool results. Layers A and B decide when a result is first seen, on its own text and on what was
 * forwarded before it; layer C once more when it has been answered. Nothing changes after that.
 */
public final class AgentHistory implements History {
  private final Policy policy;
  private final List<Turn> turns = new ArrayList<>();
  private final Calls calls = new Calls();
  private final Repeats repeats = new Repeats();
  private final Labels labels = new Labels();
  private final boolean settles;
  private final Desk desk;
  private int head;

  /**
   * One message.
   *
   * @param answers whether the assistant speaks
   * @param length turns up to and with it
   * @param tokens tokens up to and with it
   * @param results its results
   * @param settled what it changes in results before it
   * @param bank what was saved up to and with it
   */
  private record Turn(
      boolean answers,
      int length,
      long tokens,
      List<Result> results,
      List<Rewrite> settled,
      Bank bank) {}

  public AgentHistory(Policy policy, Markers markers) {
    this.policy = policy;
    this.settles = policy.mode() == Mode.BALANCED || policy.mode() == Mode.MAX;
    this.desk = new Desk(markers, new Birth(markers), settles);
  }

  @Override
  public void begin(int tokens) {
    head = tokens;
  }

  @Override
  public void append(Message message, List<String> texts, Counter tokens) {
    append(message, texts, List.of(), tokens);
  }

  @Override
  public void append(Message message, List<String> texts, List<String> arguments, Counter tokens) {
    take(message, texts, arguments, tokens, false);
  }

  @Override
  public void pass(Message message, List<String> texts, List<String> arguments, Counter tokens) {
    take(message, texts, arguments, tokens, true);
  }

  private void take(
      Message message, List<String> texts, List<String> arguments, Counter tokens, boolean keep) {
    int length = Turns.in(message);
    long size = head;
    if (!turns.isEmpty()) {
      length += turns.getLast().length();
      size = turns.getLast().tokens();
    }
    for (String text : texts) {
      size += tokens.count(text);
    }
    for (String json : arguments) {
      size += tokens.count(json);
    }
    boolean small = length < policy.shortTurns() || size < policy.shortTokens();
    called(message, texts, arguments);
    List<Result> results = results(message, texts, tokens, keep || small);
    boolean answers = message.role() == Role.ASSISTANT;
    Bank bank = turns.isEmpty() ? Bank.EMPTY : turns.getLast().bank();
    List<Rewrite> settled = List.of();
    if (answers) {
      List<Result> answered = answered();
      bank = bank.request(answered.stream().mapToLong(r -> r.crush().saved()).sum());
      if (answered.stream().anyMatch(Result::open)) {
        String answer = String.join("\n", texts) + "\n" + String.join("\n", arguments);
        Settling settling = new Settling(desk.markers(), repeats, bank);
        settled = settling.settle(message.index(), answered, answer, requests(), tokens);
        bank = settling.bank();
      }
    }
    turns.add(new Turn(answers, length, size, results, settled, bank));
  }

  /** The results since the last answer. */
  private List<Result> answered() {
    List<Result> answered = new ArrayList<>();
    for (int i = turns.size() - 1; i >= 0 && !turns.get(i).answers(); i--) {
      answered.addAll(0, turns.get(i).results());
    }
    return answered;
  }

  private int requests() {
    return (int) turns.stream().filter(Turn::answers).count();
  }

  private void called(Message message, List<String> texts, List<String> arguments) {
    Iterator<String> json = arguments.iterator();
    boolean any = false;
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolCall call && json.hasNext()) {
        called(message.index(), call.id(), ToolUse.read(call.name(), json.next()));
        any = true;
      }
    }
    if (!any && message.role() == Role.ASSISTANT) {
      ToolUse use = TextCalls.last(String.join("\n", texts));
      if (use != null) {
        called(message.index(), InlineResults.CALL, use);
      }
    }
  }

  private void called(int message, String id, ToolUse use) {
    calls.add(message, id, use);
    for (String written : use.written()) {
      List<@Nullable String> lines = Written.lines(written);
      int[] numbers = IntStream.rangeClosed(1, lines.size()).toArray();
      repeats.add(message, labels.written(message, use), lines, numbers);
    }
  }

  private List<Result> results(Message message, List<String> texts, Counter tokens, boolean keep) {
    List<Result> results = new ArrayList<>();
    int at = 0;
    for (Part part : message.parts()) {
      if (part instanceof Part.Text) {
        at++;
      } else if (part instanceof Part.ToolResult result) {
        ToolUse use = calls.of(result.callId());
        if (result.callId().equals(InlineResults.CALL) && at < texts.size()) {
          use = InlineHeading.use(texts.get(at), use);
        }
        boolean fixed = keep || result.error() || policy.skipTools().contains(use.tool());
        for (int i = 0; i < result.texts().size(); i++) {
          results.add(result(message.index(), results.size(), use, texts.get(at++), fixed, tokens));
        }
      }
    }
    return results;
  }

  private Result result(
      int message, int place, ToolUse use, String text, boolean fixed, Counter tokens) {
    Crush crush =
        fixed
            ? Crush.untouched(use, text, tokens.count(text))
            : Crush.of(use, text, desk, repeats, tokens);
    String label = labels.result(message, use);
    boolean open = settles && !fixed && Consumed.by(use);
    if (!open) {
      // Nothing refers to lines that the answer may still cut.
      repeats.add(message, label, crush.standing(), crush.numbers());
    }
    return new Result(message, place, use, crush, label, open);
  }

  @Override
  public void truncate(int messages) {
    while (turns.size() > messages) {
      turns.removeLast();
    }
    calls.truncate(messages);
    repeats.truncate(messages);
    labels.truncate(messages);
  }

  @Override
  public int size() {
    return turns.size();
  }

  @Override
  public void contribute(Draft draft) {
    List<Rewrite> settled = turns.stream().flatMap(turn -> turn.settled().stream()).toList();
    int next = 0;
    for (Turn turn : turns) {
      for (Result result : turn.results()) {
        Rewrite rewrite = result.rewrite();
        // Answers come in the order of the results that they answer to.
        if (next < settled.size() && settled.get(next).at(result)) {
          rewrite = settled.get(next++);
        }
        if (rewrite != null) {
          write(rewrite, draft);
        }
      }
    }
  }

  private static void write(Rewrite rewrite, Draft draft) {
    Message message = draft.prompt().messages().get(rewrite.message());
    draft.rewrite(
        message,
        results(message).get(rewrite.text()),
        rewrite.replacement(),
        rewrite.before(),
        rewrite.after(),
        rewrite.layer(),
        rewrite.reason());
  }

  private static List<Part.Text> results(Message message) {
    List<Part.Text> texts = new ArrayList<>();
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolResult result) {
        texts.addAll(result.texts());
      }
    }
    return texts;
  }
}
