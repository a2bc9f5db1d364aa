package dev.compresh.proxy;

import dev.compresh.compression.pinned.MessageChain;
import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.compression.pinned.SentHistory.HistoryMatch;
import dev.compresh.dialect.BlockBinding;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.ThinkingBinding;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.session.SessionKey;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what of a conversation must go out as it did before, and to whom: thinking blocks of
 * newer Claude models are bound to all that stood before them (see docs/decisions/0013).
 */
final class ConversationBinder {
  private static final Logger LOG = LoggerFactory.getLogger(ConversationBinder.class);

  private final SentHistories histories;
  private final EarlierTraffic earlier;
  private final ProviderHealth providerHealth;

  ConversationBinder(
      SentHistories histories, EarlierTraffic earlier, ProviderHealth providerHealth) {
    this.histories = histories;
    this.earlier = earlier;
    this.providerHealth = providerHealth;
  }

  /**
   * Sets the binding, and the order of providers that it asks for. May block on the store. What
   * fails here costs the memory of what was sent, not the request.
   */
  void bind(RequestContext context) {
    RoutingDecision routingDecision = context.routing();
    try {
      ConversationBinding conversationBinding =
          binding(context.session(), routingDecision, context.prompt());
      if (!conversationBinding.pinned()) {
        context.setBinding(conversationBinding);
        return;
      }
      RoutingDecision kept =
          routingDecision.ordered(
              preferring(routingDecision.candidates(), conversationBinding.match().account()));
      context.setBinding(forAccount(conversationBinding, kept));
      context.amendRouting(kept);
    } catch (RuntimeException e) {
      // Without the message: it may quote the prompt.
      LOG.warn(
          "the sent-messages ledger can't be read for this session: {}", e.getClass().getName());
      context.setBinding(unknown(routingDecision, context.prompt()));
    }
  }

  private ConversationBinding binding(
      SessionKey session, RoutingDecision routingDecision, Prompt prompt) {
    if (!routingDecision.endpoint().holdsConversation() || prompt.envelope().previousResponse()) {
      return ConversationBinding.NONE;
    }
    boolean model = ThinkingBinding.appliesTo(routingDecision.upstream());
    int last = ThinkingBinding.lastBlock(prompt);
    boolean carries = last >= 0 && prompt.dialect().hasThinkingBlocks();
    if (!model && !carries) {
      return ConversationBinding.NONE;
    }
    long[] chain = MessageChain.hashAll(prompt.messages());
    HistoryMatch historyMatch = histories.match(session, chain);
    // What older models think is bound to nothing: that is not looked for at every turn.
    if ((model || historyMatch.length() > 0) && isGap(historyMatch, prompt, last)) {
      historyMatch = histories.refreshed(session, chain);
    }
    if (!model && historyMatch.length() == 0 && !historyMatch.refused()) {
      return ConversationBinding.unknown(historyMatch, chain);
    }
    boolean records = !routingDecision.endpoint().counts();
    if (last < 0 && !historyMatch.bound()) {
      return new ConversationBinding(
          records, false, PinnedMessages.NONE, historyMatch, chain, false);
    }
    PinnedMessages pinnedMessages = pins(session, historyMatch, last);
    // Other models may know no such field.
    boolean drops = model && historyMatch.refused() && !BlockBinding.isSet(prompt);
    return new ConversationBinding(records, true, pinnedMessages, historyMatch, chain, drops);
  }

  /**
   * Of a conversation of which nothing can be known: it goes out as it is, refused blocks or not.
   */
  private static ConversationBinding unknown(RoutingDecision routingDecision, Prompt prompt) {
    boolean bound =
        prompt.dialect().hasThinkingBlocks()
            && ThinkingBinding.appliesTo(routingDecision.upstream())
            && ThinkingBinding.lastBlock(prompt) >= 0;
    PinnedMessages asItIs = new PinnedMessages(List.of(), prompt.messages().size(), -1);
    return bound
        ? new ConversationBinding(false, true, asItIs, HistoryMatch.NONE, new long[0], false)
        : ConversationBinding.NONE;
  }

  /**
   * Returns whether the conversation went on somewhere else: it holds an answer that is not known.
   * It may have where no thinking is in it: then it may have been sent again in another way.
   */
  private static boolean isGap(HistoryMatch historyMatch, Prompt prompt, int last) {
    List<Message> messages = prompt.messages();
    if (last >= 0
        && historyMatch.length() > 1
        && !ThinkingBinding.isBlockBefore(
            prompt, Math.min(historyMatch.length(), messages.size()))) {
      return true;
    }
    // The first message that is not known is the answer to what was sent last.
    for (int i = historyMatch.length() == 0 ? 0 : historyMatch.length() + 1;
        i < messages.size();
        i++) {
      if (messages.get(i).role() == MessageRole.ASSISTANT || i == last) {
        return true;
      }
    }
    return false;
  }

  private PinnedMessages pins(SessionKey session, HistoryMatch historyMatch, int last) {
    PinnedMessages pinnedMessages =
        new PinnedMessages(historyMatch.forms(), last + 1, historyMatch.mismatch());
    if (historyMatch.length() > 0 || historyMatch.refused() || !histories.isEmpty(session)) {
      return pinnedMessages;
    }
    return switch (earlier.lookUp(session)) {
      case RAW -> pinnedMessages;
      case AS_PLANNED -> new PinnedMessages(List.of(), 0, historyMatch.mismatch());
      case REWRITTEN -> new PinnedMessages(List.of(), 0, 0);
    };
  }

  /** Blocks of another account can't be read, and some are refused. */
  private static ConversationBinding forAccount(
      ConversationBinding conversationBinding, RoutingDecision routingDecision) {
    String account = conversationBinding.match().account();
    return account.isEmpty() || account.equals(routingDecision.provider().name())
        ? conversationBinding
        : new ConversationBinding(
            conversationBinding.records(),
            true,
            conversationBinding.pins().withVoid(0),
            conversationBinding.match(),
            conversationBinding.chain(),
            conversationBinding.drops());
  }

  private List<Candidate> preferring(List<Candidate> candidates, String account) {
    return account.isEmpty() ? candidates : providerHealth.preferring(candidates, account);
  }
}
