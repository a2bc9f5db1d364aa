package dev.compresh.pipeline;

import dev.compresh.compress.pinned.MessageChain;
import dev.compresh.compress.pinned.PinnedMessages;
import dev.compresh.compress.pinned.SentHistory.HistoryMatch;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Health;
import dev.compresh.session.SessionKey;
import dev.compresh.wire.BlockBinding;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Message;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
import dev.compresh.wire.ThinkingBinding;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what of a conversation must go out as it did before, and to whom: thinking blocks of
 * newer Claude models are bound to all that stood before them (see docs/decisions/0013).
 */
final class BindingStage {
  private static final Logger LOG = LoggerFactory.getLogger(BindingStage.class);

  private final SentHistories histories;
  private final EarlierTraffic earlier;
  private final Health health;

  /** A request's binding, and where it is to go because of it. */
  record Bound(Choice choice, Binding binding) {}

  BindingStage(SentHistories histories, EarlierTraffic earlier, Health health) {
    this.histories = histories;
    this.earlier = earlier;
    this.health = health;
  }

  /** May block on the store. What fails here costs the memory of what was sent, not the request. */
  Bound bind(SessionKey session, Choice choice, Prompt prompt) {
    try {
      Binding binding = binding(session, choice, prompt);
      if (!binding.pinned()) {
        return new Bound(choice, binding);
      }
      Choice kept = choice.ordered(preferring(choice.candidates(), binding.match().account()));
      return new Bound(kept, forAccount(binding, kept));
    } catch (RuntimeException e) {
      // Without the message: it may quote the prompt.
      LOG.warn("what was sent before is not known: {}", e.getClass().getName());
      return new Bound(choice, unknown(choice, prompt));
    }
  }

  private Binding binding(SessionKey session, Choice choice, Prompt prompt) {
    if (choice.endpoint().dialect() == null || prompt.envelope().previousResponse()) {
      return Binding.NONE;
    }
    boolean model = ThinkingBinding.appliesTo(choice.upstream());
    int last = ThinkingBinding.lastBlock(prompt);
    boolean carries = last >= 0 && prompt.dialect() == Dialect.MESSAGES;
    if (!model && !carries) {
      return Binding.NONE;
    }
    long[] chain = MessageChain.hashAll(prompt.messages());
    HistoryMatch historyMatch = histories.match(session, chain);
    // What older models think is bound to nothing: that is not looked for at every turn.
    if ((model || historyMatch.length() > 0) && isGap(historyMatch, prompt, last)) {
      historyMatch = histories.refreshed(session, chain);
    }
    if (!model && historyMatch.length() == 0 && !historyMatch.refused()) {
      return Binding.unknown(historyMatch, chain);
    }
    boolean records = choice.endpoint() != Endpoint.COUNT_TOKENS;
    if (last < 0 && !historyMatch.bound()) {
      return new Binding(records, false, PinnedMessages.NONE, historyMatch, chain, false);
    }
    PinnedMessages pinnedMessages = pins(session, historyMatch, last);
    // Other models may know no such field.
    boolean drops = model && historyMatch.refused() && !BlockBinding.isSet(prompt);
    return new Binding(records, true, pinnedMessages, historyMatch, chain, drops);
  }

  /**
   * Of a conversation of which nothing can be known: it goes out as it is, refused blocks or not.
   */
  private static Binding unknown(Choice choice, Prompt prompt) {
    boolean bound =
        choice.endpoint().dialect() == Dialect.MESSAGES
            && ThinkingBinding.appliesTo(choice.upstream())
            && ThinkingBinding.lastBlock(prompt) >= 0;
    PinnedMessages asItIs = new PinnedMessages(List.of(), prompt.messages().size(), -1);
    return bound ? new Binding(false, true, asItIs, HistoryMatch.NONE, new long[0], false) : Binding.NONE;
  }

  /**
   * Whether the conversation went on somewhere else: it holds an answer that is not known. It may
   * have where no thinking is in it: then it may have been sent again in another way.
   */
  private static boolean isGap(HistoryMatch historyMatch, Prompt prompt, int last) {
    List<Message> messages = prompt.messages();
    if (last >= 0
        && historyMatch.length() > 1
        && !ThinkingBinding.isBlockBefore(prompt, Math.min(historyMatch.length(), messages.size()))) {
      return true;
    }
    // The first message that is not known is the answer to what was sent last.
    for (int i = historyMatch.length() == 0 ? 0 : historyMatch.length() + 1; i < messages.size(); i++) {
      if (messages.get(i).role() == Role.ASSISTANT || i == last) {
        return true;
      }
    }
    return false;
  }

  private PinnedMessages pins(SessionKey session, HistoryMatch historyMatch, int last) {
    PinnedMessages pinnedMessages = new PinnedMessages(historyMatch.forms(), last + 1, historyMatch.mismatch());
    if (historyMatch.length() > 0 || historyMatch.refused() || !histories.isEmpty(session)) {
      return pinnedMessages;
    }
    return switch (earlier.of(session)) {
      case RAW -> pinnedMessages;
      case AS_PLANNED -> new PinnedMessages(List.of(), 0, historyMatch.mismatch());
      case REWRITTEN -> new PinnedMessages(List.of(), 0, 0);
    };
  }

  /** Blocks of another account can't be read, and some are refused. */
  private static Binding forAccount(Binding binding, Choice choice) {
    String account = binding.match().account();
    return account.isEmpty() || account.equals(choice.provider().name())
        ? binding
        : new Binding(
            binding.records(),
            true,
            binding.pins().withVoid(0),
            binding.match(),
            binding.chain(),
            binding.drops());
  }

  private List<Candidate> preferring(List<Candidate> candidates, String account) {
    return account.isEmpty() ? candidates : health.preferring(candidates, account);
  }
}
