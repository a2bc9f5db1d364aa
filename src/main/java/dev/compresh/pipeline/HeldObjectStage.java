package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.Candidate;
import dev.compresh.session.held.HeldObject;
import dev.compresh.session.held.HeldObjects;
import dev.compresh.store.StoreException;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.ObjectReferences;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a request that names what a provider holds with the account that made it, and with the
 * organisation whose it is. Such a request is never tried at another provider.
 *
 * <p>An id that another organisation made at an account is not sent to that account. An id that
 * nobody is known to have made goes to the provider that made the key's last object.
 */
final class HeldObjectStage {
  private final HeldObjects objects;

  HeldObjectStage(HeldObjects objects) {
    this.objects = objects;
  }

  /** The choice of those that hold what {@code prompt} names. May block on the store. */
  Step<Choice> keep(ApiKey key, Choice choice, Prompt prompt) {
    ObjectReferences references = prompt.envelope().references();
    if (choice.endpoint().dialect() == null || references.isEmpty()) {
      return Step.next(choice);
    }
    try {
      return new Narrowing(key, choice, references).step();
    } catch (StoreException e) {
      return Step.stop(Problems.storeDown());
    }
  }

  /** The candidates of one request, narrowed by one id after the other. */
  private final class Narrowing {
    private final ApiKey key;
    private final Choice choice;
    private final ObjectReferences references;
    private List<Candidate> candidates;
    private boolean isOwn;

    Narrowing(ApiKey key, Choice choice, ObjectReferences references) {
      this.key = key;
      this.choice = choice;
      this.references = references;
      this.candidates = choice.candidates();
    }

    Step<Choice> step() {
      for (String id : references.ids()) {
        Problem problem = narrow(id, objects.find(id));
        if (problem != null) {
          return Step.stop(problem);
        }
      }
      HeldObject last = isOwn ? null : objects.last(key.id());
      if (last != null && last.orgId().equals(key.orgId())) {
        List<Candidate> lasts = at(List.of(last), true);
        candidates = lasts.isEmpty() ? candidates : lasts;
      }
      String account = candidates.getFirst().provider().account();
      List<Candidate> one =
          candidates.stream().filter(c -> c.provider().account().equals(account)).toList();
      return Step.next(choice.holding(one, history(account)));
    }

    private @Nullable Problem narrow(String id, List<HeldObject> found) {
      List<HeldObject> own = found.stream().filter(o -> o.orgId().equals(key.orgId())).toList();
      if (!own.isEmpty()) {
        isOwn = true;
        own.forEach(object -> objects.touch(id, object));
        candidates = at(own, true);
        return candidates.isEmpty() ? Problems.objectProviderGone(param(id)) : null;
      }
      candidates = at(found, false);
      return candidates.isEmpty() ? Problems.objectNotFound(param(id)) : null;
    }

    /** The candidates whose account holds one of {@code some}, or holds none of them. */
    private List<Candidate> at(List<HeldObject> some, boolean holding) {
      return candidates.stream()
          .filter(
              c ->
                  some.stream().anyMatch(o -> o.account().equals(c.provider().account()))
                      == holding)
          .toList();
    }

    private String param(String id) {
      if (id.equals(references.previousResponse())) {
        return "previous_response_id";
      }
      return id.equals(references.conversation()) ? "conversation" : "file_id";
    }

    private HeldHistory history(String account) {
      String previous = references.previousResponse();
      String id = previous != null ? previous : references.conversation();
      if (id == null) {
        return HeldHistory.NONE;
      }
      for (HeldObject object : objects.find(id)) {
        if (object.orgId().equals(key.orgId()) && object.account().equals(account)) {
          return new HeldHistory(object.tokens(), references.isTruncated() ? 0 : object.tokens());
        }
      }
      return HeldHistory.ASSUMED;
    }
  }

  /** The settlement that also remembers what the provider made, and what it turned out to hold. */
  Settlement watching(ApiKey key, Choice choice, Prompt prompt, Settlement settlement) {
    Dialect dialect = choice.endpoint().dialect();
    if (dialect == null || dialect == Dialect.CHAT || choice.endpoint() == Endpoint.COUNT_TOKENS) {
      return settlement;
    }
    ObjectReferences references = prompt.envelope().references();
    List<String> accounts = choice.candidates().stream().map(c -> c.provider().account()).toList();
    long held = choice.held().tokens();
    String orgId = key.orgId();
    String keyId = key.id();
    return delivery -> {
      try {
        settlement.settle(delivery);
      } finally {
        if (delivery.status() == 200) {
          remember(orgId, keyId, accounts.get(delivery.candidate()), references, delivery, held);
        }
      }
    };
  }

  private void remember(
      String orgId,
      String keyId,
      String account,
      ObjectReferences references,
      Delivery delivery,
      long held) {
    List<String> ids = new ArrayList<>(references.others());
    if (references.isStored()) {
      ids.addAll(delivery.madeIds());
    }
    if (references.conversation() != null) {
      ids.add(references.conversation());
    }
    if (!ids.isEmpty()) {
      Usage usage = delivery.usage();
      long tokens =
          usage == null ? held + delivery.estimatedOutput() : usage.prompt() + usage.output();
      objects.keep(orgId, keyId, account, ids.stream().distinct().toList(), tokens);
    }
  }
}
