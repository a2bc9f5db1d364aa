package dev.compresh.proxy;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.pinned.PinnedEdit;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.SentEntry;
import dev.compresh.json.BodyEdit;
import dev.compresh.session.SessionKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how a request goes out, so that later ones go out alike. Used by one request, and one
 * thread at a time. Never blocks.
 */
final class SentRecord {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private static final Executor VIRTUAL = Thread::startVirtualThread;

  private final SentHistories histories;
  private final SessionKey session;
  private final ConversationBinding conversationBinding;
  private final SendingPlan sendingPlan;
  private List<PinnedMessage> sent;
  private CompletionStage<?> written = DONE;
  private CompletableFuture<Void> queue = DONE;
  private boolean isWritten;

  /** The first message whose blocks the provider dropped, or would have; -1 for none. */
  private int droppedFrom = -1;

  /**
   * The form in which a request is forwarded.
   *
   * @param forms how each message goes out to {@code account}
   * @param account the provider that is asked first
   * @param reasoning what is changed besides that for other providers, which can't read the blocks
   */
  record SendingPlan(List<PinnedMessage> forms, String account, List<PlannedChange> reasoning) {
    SendingPlan {
      forms = List.copyOf(forms);
      reasoning = List.copyOf(reasoning);
    }

    /** Returns how each message goes out to {@code provider}. */
    List<PinnedMessage> messagesFor(String provider) {
      List<PinnedMessage> now = new ArrayList<>(forms);
      if (!provider.equals(account)) {
        for (PlannedChange plannedChange : reasoning) {
          now.set(plannedChange.message(), forms.get(plannedChange.message()).withoutReasoning());
        }
      }
      return now;
    }
  }

  SentRecord(
      SentHistories histories,
      SessionKey session,
      ConversationBinding conversationBinding,
      SendingPlan sendingPlan) {
    this.histories = histories;
    this.session = session;
    this.conversationBinding = conversationBinding;
    this.sendingPlan = sendingPlan;
    this.sent = sendingPlan.forms;
  }

  /** Returns whether it is kept how the request goes out. */
  boolean isKept() {
    return !sendingPlan.forms.isEmpty();
  }

  /**
   * Writes the request down as it goes to the first provider. Where another one answered before,
   * that waits for an answer: if none comes, blocks that go out to the other one are not lost.
   */
  SentRecord write() {
    String before = conversationBinding.match().account();
    if (conversationBinding.records() && (before.isEmpty() || before.equals(sendingPlan.account))) {
      isWritten = true;
      written = write(sent, sendingPlan.account);
    }
    return this;
  }

  /**
   * Returns what is changed for {@code provider} in addition to the plan: thinking of another
   * account.
   */
  List<BodyEdit> reasoning(String provider) {
    return provider.equals(sendingPlan.account)
        ? List.of()
        : CompressionPlan.edits(sendingPlan.reasoning);
  }

  /** Completes when it is durable how the request went to {@code provider}, which answered. */
  CompletionStage<?> answered(String provider, int status) {
    boolean isKnown = isWritten && provider.equals(sendingPlan.account);
    if (status >= 400 || !conversationBinding.records() || isKnown) {
      return written;
    }
    sent = sendingPlan.messagesFor(provider);
    List<PinnedMessage> now = sent;
    written = enqueue(() -> write(now, provider));
    if (droppedFrom >= 0 && provider.equals(sendingPlan.account)) {
      noteMismatch(); // counts only behind what it is about
    }
    return written;
  }

  /**
   * Notes that a provider found blocks bound to another conversation, and that the model does not
   * read them.
   *
   * @param message the first message that it names, among those that were sent; -1 for none
   */
  void mismatch(int message) {
    int count = conversationBinding.chain().length;
    if (count == 0) {
      return;
    }
    droppedFrom = Math.clamp(original(message), 0, count - 1);
    noteMismatch();
  }

  private void noteMismatch() {
    long[] chain = conversationBinding.chain();
    SentEntry.BindingMismatch entry =
        new SentEntry.BindingMismatch(chain[chain.length - 1], droppedFrom);
    written = enqueue(() -> histories.add(session, entry));
  }

  /**
   * Notes that the provider dropped blocks from the sent message {@code message} on. In a
   * conversation that goes out otherwise than the client wrote it, they are left out from now on:
   * else they would be dropped at every turn, and all that the model thinks from here on with them.
   */
  void dropped(int message) {
    int from = original(message);
    boolean isKnown = from < 0 || (droppedFrom >= 0 && droppedFrom <= from);
    boolean isEdited = sent.stream().anyMatch(form -> !form.isRaw());
    if (!isKnown && isEdited) {
      mismatch(message);
    }
  }

  /** The client's number of a message that was sent as number {@code number}; -1 for none. */
  private int original(int number) {
    int left = number;
    for (int i = 0; i < sent.size(); i++) {
      if (sent.get(i).edits().stream().noneMatch(PinnedEdit.PinnedRemoval.class::isInstance)
          && left-- == 0) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Writes behind what was to be written before, on a thread of its own: this is asked on an event
   * loop, and the session may be being read.
   */
  private CompletableFuture<Void> enqueue(Supplier<CompletableFuture<Void>> write) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    queue =
        queue
            .thenRunAsync(
                () -> {
                  var _ = write.get().whenComplete((_, _) -> durable.complete(null));
                },
                VIRTUAL)
            .exceptionally(
                _ -> {
                  durable.complete(null); // what failed is counted by the ledger
                  return null;
                });
    return durable;
  }

  private CompletableFuture<Void> write(List<PinnedMessage> now, String provider) {
    SentEntry entry = entry(now, provider);
    return entry == null ? DONE : histories.add(session, entry);
  }

  private @Nullable SentEntry entry(List<PinnedMessage> now, String provider) {
    List<PinnedMessage> before = conversationBinding.match().forms();
    int kept = 0;
    while (kept < before.size() && kept < now.size() && before.get(kept).equals(now.get(kept))) {
      kept++;
    }
    if (kept == now.size()) {
      if (kept == 0 || provider.equals(conversationBinding.match().account())) {
        return null;
      }
      kept--; // the same, to another account
    }
    long[] chain = Arrays.copyOfRange(conversationBinding.chain(), kept, now.size());
    List<PinnedMessage> fresh = now.subList(kept, now.size());
    long parent = kept == 0 ? 0 : conversationBinding.match().entry();
    return SentEntry.SentRequest.of(
        parent, kept, provider, conversationBinding.pinned(), chain, fresh);
  }
}
