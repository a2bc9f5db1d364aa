package dev.compresh.promptcache;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.json.BodyEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Finds the places of breakpoints in a Messages body: the end of tools and system text, the end of
 * the last user turn, and the end of the one before it, so that the provider's look-back of 20
 * blocks need not reach that far. At most three; longer lives stand before shorter ones.
 *
 * <p>A pure function of its arguments: where the conversation only grew, the place that was marked
 * last is marked again.
 */
public final class BreakpointPlanner {
  private final Prompt prompt;
  private final IntPredicate dropped;

  private BreakpointPlanner(Prompt prompt, IntPredicate dropped) {
    this.prompt = prompt;
    this.dropped = dropped;
  }

  /**
   * Plans the breakpoints that {@code decision} asks for.
   *
   * @param dropped messages that don't go out
   * @param isPassing whether the last message goes out with an addition for this turn alone, so
   *     that the stable part ends before it
   */
  public static PlannedBreakpoints plan(
      Prompt prompt, MarkingDecision decision, IntPredicate dropped, boolean isPassing) {
    return decision.isNone()
        ? PlannedBreakpoints.NONE
        : new BreakpointPlanner(prompt, dropped).plan(decision, isPassing);
  }

  private PlannedBreakpoints plan(MarkingDecision decision, boolean isPassing) {
    int last = userTurn(prompt.messages().size() - 1);
    int tail = isPassing ? place(last - 1) : last;
    int before = decision.unchanged() > 0 ? decision.unchanged() : answer(last - 1);
    int previous = userTurn(Math.min(before, last) - 1);
    CacheLifetime later = decision.tail();
    CacheLifetime earlier = decision.previous();
    if (earlier != null && later != null) {
      earlier = earlier.atLeast(later);
    }
    List<BodyEdit> edits = new ArrayList<>(6);
    int count = 0;
    CacheLifetime first = decision.prefix();
    Optional<MarkablePlace> end = first == null ? Optional.empty() : PromptPrefix.end(prompt);
    if (end.isPresent() && first != null) {
      CacheLifetime rest = earlier != null ? earlier : later;
      edits.addAll(end.get().mark(rest == null ? first : first.atLeast(rest)));
      count++;
    }
    if (earlier != null && previous >= 0 && previous < tail) {
      edits.addAll(placeAt(previous).mark(earlier));
      count++;
    }
    if (later != null && tail >= 0) {
      edits.addAll(placeAt(tail).mark(later));
      count++;
    }
    return new PlannedBreakpoints(edits, count);
  }

  /** The last message of a user up to {@code from} that can be marked; -1 for none. */
  private int userTurn(int from) {
    int i = from;
    while (i >= 0 && !(is(i, MessageRole.USER) && isMarkable(i))) {
      i--;
    }
    return i;
  }

  /** The last answer up to {@code from}; 0 for none. */
  private int answer(int from) {
    int i = from;
    while (i > 0 && !is(i, MessageRole.ASSISTANT)) {
      i--;
    }
    return Math.max(i, 0);
  }

  /** The last message up to {@code from} that can be marked, whoever speaks; -1 for none. */
  private int place(int from) {
    int i = from;
    while (i >= 0
        && !((is(i, MessageRole.USER) || is(i, MessageRole.ASSISTANT)) && isMarkable(i))) {
      i--;
    }
    return i;
  }

  private boolean is(int message, MessageRole messageRole) {
    return prompt.messages().get(message).role() == messageRole;
  }

  private boolean isMarkable(int message) {
    Message candidate = prompt.messages().get(message);
    return !dropped.test(message) && MarkablePlace.lastOf(prompt, candidate).isPresent();
  }

  private MarkablePlace placeAt(int message) {
    return MarkablePlace.lastOf(prompt, prompt.messages().get(message)).orElseThrow();
  }
}
