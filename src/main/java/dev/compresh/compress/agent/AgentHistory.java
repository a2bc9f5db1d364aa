package dev.compresh.compress.agent;

import dev.compresh.compress.Counter;
import dev.compresh.compress.Draft;
import dev.compresh.compress.History;
import dev.compresh.compress.Layer;
import dev.compresh.compress.Policy;
import dev.compresh.compress.ToolUse;
import dev.compresh.compress.Turns;
import dev.compresh.compress.birth.Gutter;
import dev.compresh.compress.repeat.Repeats;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Tool results, decided when they are first seen and never again: layers A and B. What is decided
 * for a result rests on its own text and on what was forwarded before it.
 */
public final class AgentHistory implements History {
  private final Policy policy;
  private final List<Turn> turns = new ArrayList<>();
  private final Calls calls = new Calls();
  private final Repeats repeats = new Repeats();
  private final Labels labels = new Labels();
  private int head;

  /**
   * One message.
   *
   * @param length turns up to and with it
   * @param tokens tokens up to and with it
   * @param changes what becomes of its results' texts
   */
  private record Turn(int length, long tokens, List<Rewrite> changes) {}

  /** The {@code text}-th text of the results in a message is replaced. */
  private record Rewrite(
      int text, String replacement, int before, int after, Layer layer, String reason) {}

  public AgentHistory(Policy policy) {
    this.policy = policy;
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
    called(message, arguments);
    List<Rewrite> changes = results(message, texts, tokens, keep || small);
    turns.add(new Turn(length, size, changes));
  }

  private void called(Message message, List<String> arguments) {
    Iterator<String> json = arguments.iterator();
    for (Part part : message.parts()) {
      if (part instanceof Part.ToolCall call && json.hasNext()) {
        ToolUse use = ToolUse.read(call.name(), json.next());
        calls.add(message.index(), call.id(), use);
        for (String written : use.written()) {
          List<String> lines = Gutter.lines(written);
          int[] numbers = IntStream.rangeClosed(1, lines.size()).toArray();
          repeats.add(message.index(), labels.written(message.index(), use), lines, numbers);
        }
      }
    }
  }

  private List<Rewrite> results(Message message, List<String> texts, Counter tokens, boolean keep) {
    List<Rewrite> changes = new ArrayList<>();
    int text = 0;
    int at = 0;
    for (Part part : message.parts()) {
      if (part instanceof Part.Text) {
        at++;
      } else if (part instanceof Part.ToolResult result) {
        ToolUse use = calls.of(result.callId());
        boolean fixed = keep || result.error() || policy.skipTools().contains(use.tool());
        for (int i = 0; i < result.texts().size(); i++) {
          Crush crush = crush(message.index(), use, texts.get(at++), tokens, fixed);
          if (crush.changed()) {
            changes.add(
                new Rewrite(
                    text,
                    crush.text(),
                    crush.before(),
                    crush.after(),
                    crush.layer(),
                    crush.reason()));
          }
          text++;
        }
      }
    }
    return changes;
  }

  private Crush crush(int message, ToolUse use, String text, Counter tokens, boolean fixed) {
    Crush crush =
        fixed
            ? Crush.untouched(use, text, tokens.count(text))
            : Crush.of(use, text, repeats, tokens);
    repeats.add(message, labels.result(message, use), crush.standing(), crush.numbers());
    return crush;
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
    for (int i = 0; i < turns.size(); i++) {
      List<Rewrite> changes = turns.get(i).changes();
      if (!changes.isEmpty()) {
        Message message = draft.prompt().messages().get(i);
        List<Part.Text> parts = results(message);
        for (Rewrite c : changes) {
          draft.rewrite(
              message,
              parts.get(c.text()),
              c.replacement(),
              c.before(),
              c.after(),
              c.layer(),
              c.reason());
        }
      }
    }
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
