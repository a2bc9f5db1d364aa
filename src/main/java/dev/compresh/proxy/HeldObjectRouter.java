package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.ObjectReferences;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.Usage;
import dev.compresh.provider.Candidate;
import dev.compresh.session.held.HeldObject;
import dev.compresh.session.held.HeldObjects;
import dev.compresh.store.StoreException;
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
final class HeldObjectRouter implements SettlementObserver {
  private final HeldObjects objects;

  HeldObjectRouter(HeldObjects objects) {
    this.objects = objects;
  }

  /** The choice of those that hold what {@code prompt} names. May block on the store. */
  StageResult<RoutingDecision> keep(ApiKey key, RoutingDecision routingDecision, Prompt prompt) {
    ObjectReferences references = prompt.envelope().references();
    if (routingDecision.endpoint().dialect() == null || references.isEmpty()) {
      return StageResult.next(routingDecision);
    }
    try {
      return new CandidateNarrowing(key, routingDecision, references).step();
    } catch (StoreException e) {
      return StageResult.stop(ApiErrors.storeDown());
    }
  }

  /** The candidates of one request, narrowed by one id after the other. */
  private final class CandidateNarrowing {
    private final ApiKey key;
    private final RoutingDecision routingDecision;
    private final ObjectReferences references;
    private List<Candidate> candidates;
    private boolean isOwn;

    CandidateNarrowing(ApiKey key, RoutingDecision routingDecision, ObjectReferences references) {
      this.key = key;
      this.routingDecision = routingDecision;
      this.references = references;
      this.candidates = routingDecision.candidates();
    }

    StageResult<RoutingDecision> step() {
      for (String id : references.ids()) {
        ApiError apiError = narrow(id, objects.find(id));
        if (apiError != null) {
          return StageResult.stop(apiError);
        }
      }
      HeldObject last = isOwn ? null : objects.last(key.id());
      if (last != null && last.orgId().equals(key.orgId())) {
        List<Candidate> lasts = narrowTo(List.of(last), true);
        candidates = lasts.isEmpty() ? candidates : lasts;
      }
      String account = candidates.getFirst().provider().account();
      List<Candidate> one =
          candidates.stream().filter(c -> c.provider().account().equals(account)).toList();
      return StageResult.next(routingDecision.holding(one, history(account)));
    }

    private @Nullable ApiError narrow(String id, List<HeldObject> found) {
      List<HeldObject> own = found.stream().filter(o -> o.orgId().equals(key.orgId())).toList();
      if (!own.isEmpty()) {
        isOwn = true;
        own.forEach(object -> objects.touch(id, object));
        candidates = narrowTo(own, true);
        return candidates.isEmpty() ? ApiErrors.objectProviderGone(param(id)) : null;
      }
      candidates = narrowTo(found, false);
      return candidates.isEmpty() ? ApiErrors.objectNotFound(param(id)) : null;
    }

    /** The candidates whose account holds one of {@code some}, or holds none of them. */
    private List<Candidate> narrowTo(List<HeldObject> some, boolean holding) {
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
  @Override
  public RequestSettlement observe(RequestContext context, RequestSettlement settlement) {
    RoutingDecision routingDecision = context.routing();
    Dialect dialect = routingDecision.endpoint().dialect();
    if (dialect == null || !dialect.holdsObjects() || routingDecision.endpoint().counts()) {
      return settlement;
    }
    ObjectReferences references = context.prompt().envelope().references();
    List<String> accounts =
        routingDecision.candidates().stream().map(c -> c.provider().account()).toList();
    long held = routingDecision.held().tokens();
    String orgId = context.key().orgId();
    String keyId = context.key().id();
    return answerDelivery -> {
      try {
        settlement.settle(answerDelivery);
      } finally {
        if (answerDelivery.status() == 200) {
          remember(
              orgId,
              keyId,
              accounts.get(answerDelivery.candidate()),
              references,
              answerDelivery,
              held);
        }
      }
    };
  }

  private void remember(
      String orgId,
      String keyId,
      String account,
      ObjectReferences references,
      AnswerDelivery answerDelivery,
      long held) {
    List<String> ids = new ArrayList<>(references.others());
    if (references.isStored()) {
      ids.addAll(answerDelivery.madeIds());
    }
    if (references.conversation() != null) {
      ids.add(references.conversation());
    }
    if (!ids.isEmpty()) {
      Usage usage = answerDelivery.usage();
      long tokens =
          usage == null ? held + answerDelivery.estimatedOutput() : usage.prompt() + usage.output();
      objects.keep(orgId, keyId, account, ids.stream().distinct().toList(), tokens);
    }
  }
}
