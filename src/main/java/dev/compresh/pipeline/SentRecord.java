package dev.compresh.pipeline;

import dev.compresh.compress.Change;
import dev.compresh.compress.Plan;
import dev.compresh.compress.pinned.PinnedEdit;
import dev.compresh.compress.pinned.PinnedMessage;
import dev.compresh.compress.pinned.SentEntry;
import dev.compresh.session.SessionKey;
import dev.compresh.wire.Edit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Writes down how a request goes out, so that later ones go out alike. Used by one request. Never
 * blocks.
 */
final class SentRecord {
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private static final Executor VIRTUAL = Thread::startVirtualThread;

  private final SentHistories histories;
  private final SessionKey session;
  private final Binding binding;
  private final List<PinnedMessage> forms;
  private final String account;
  private final List<Change> reasoning;
  private CompletionStage<?> written = DONE;

  /**
   * @param forms how each message goes out to {@code account}
   * @param account the provider that is asked first
   * @param reasoning what is changed beside that for other providers, which can't read the blocks
   */
  SentRecord(
      SentHistories histories,
      SessionKey session,
      Binding binding,
      List<PinnedMessage> forms,
      String account,
      List<Change> reasoning) {
    this.histories = histories;
    this.session = session;
    this.binding = binding;
    this.forms = List.copyOf(forms);
    this.account = account;
    this.reasoning = List.copyOf(reasoning);
  }

  /** Whether it is kept how the request goes out. */
  boolean isKept() {
    return !forms.isEmpty();
  }

  /** Writes the request down as it goes to the first provider. */
  SentRecord write() {
    if (binding.records()) {
      written = write(forms, account);
    }
    return this;
  }

  /** What is changed for {@code provider} beside the plan: thinking of another account. */
  List<Edit> reasoning(String provider) {
    return provider.equals(account) ? List.of() : Plan.edits(reasoning);
  }

  /** Completes when it is durable how the request went to {@code provider}, which answered. */
  CompletionStage<?> answered(String provider, int status) {
    if (provider.equals(account) || status >= 400 || !binding.records()) {
      return written;
    }
    List<PinnedMessage> others = new ArrayList<>(forms);
    for (Change change : reasoning) {
      others.set(change.message(), forms.get(change.message()).withoutReasoning());
    }
    // Asked on an event loop, and the session may be being read.
    CompletableFuture<Void> durable = new CompletableFuture<>();
    VIRTUAL.execute(
        () -> {
          var _ = write(others, provider).whenComplete((_, _) -> durable.complete(null));
        });
    return durable;
  }

  /**
   * Notes that a provider found blocks bound to another conversation.
   *
   * @param message the first message that it names, among those that were sent; -1 for none
   */
  void mismatch(int message) {
    if (binding.chain().length == 0) {
      return;
    }
    long place = binding.chain()[binding.chain().length - 1];
    SentEntry.Mismatch entry = new SentEntry.Mismatch(place, original(message));
    VIRTUAL.execute(
        () -> {
          var _ = histories.add(session, entry);
        });
  }

  /** Whether anything before the sent message {@code message} went out otherwise than it came. */
  boolean isEditedBefore(int message) {
    int end = message < 0 ? forms.size() : Math.min(original(message), forms.size());
    return forms.subList(0, end).stream().anyMatch(form -> !form.isRaw());
  }

  /** The client's number of a message that was sent as number {@code sent}. */
  private int original(int sent) {
    int left = sent;
    for (int i = 0; i < forms.size(); i++) {
      if (forms.get(i).edits().stream().noneMatch(PinnedEdit.Removal.class::isInstance)
          && left-- == 0) {
        return i;
      }
    }
    return 0;
  }

  private CompletableFuture<Void> write(List<PinnedMessage> now, String provider) {
    SentEntry entry = entry(now, provider);
    return entry == null ? DONE : histories.add(session, entry);
  }

  private @Nullable SentEntry entry(List<PinnedMessage> now, String provider) {
    List<PinnedMessage> before = binding.match().forms();
    int kept = 0;
    while (kept < before.size() && kept < now.size() && before.get(kept).equals(now.get(kept))) {
      kept++;
    }
    if (kept == now.size()) {
      if (kept == 0 || provider.equals(binding.match().account())) {
        return null;
      }
      kept--; // the same again, to another account, which answers now
    }
    long[] chain = Arrays.copyOfRange(binding.chain(), kept, now.size());
    List<PinnedMessage> fresh = now.subList(kept, now.size());
    long parent = kept == 0 ? 0 : binding.match().entry();
    return SentEntry.Sent.of(parent, kept, provider, binding.pinned(), chain, fresh);
  }
}
