package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.account.ForeignCredential;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.vendor.ProviderApi;
import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a credential of the client's own: it goes to the provider that it belongs
 * to, where the operator allows it ({@code credentials: client}); elsewhere the request is refused,
 * so that the operator's key does not pay unseen.
 */
final class ClientCredentials {
  private final Map<ProviderKind, ProviderRegistry> takers = new HashMap<>();
  private final Map<ProviderKind, StageList> stages = new HashMap<>();

  /**
   * @param routing the stages that choose among the providers of a registry
   */
  ClientCredentials(ProviderRegistry offers, Function<ProviderRegistry, StageList> routing) {
    for (ProviderKind kind : ProviderKindRegistry.all()) {
      if (!kind.isSimulated()) {
        ProviderRegistry registry = offers.withClientCredentials(kind);
        takers.put(kind, registry);
        stages.put(kind, routing.apply(registry));
      }
    }
  }

  /** The credential of a request. */
  sealed interface CredentialDecision {
    /** Compresh pays as always. */
    record OperatorPays() implements CredentialDecision {}

    /** The client pays, and only these providers may see its credential. */
    record ClientPays(ProviderRegistry providers, StageList stages) implements CredentialDecision {}

    record CredentialRefused(ApiError problem) implements CredentialDecision {}
  }

  /**
   * Decides for a request that goes to a provider.
   *
   * @param providerApi the API that it asks for; null for a path that is passed on
   */
  CredentialDecision decide(RequestHead head, ApiKey key, @Nullable ProviderApi providerApi) {
    Optional<ForeignCredential> found =
        ForeignCredential.find(head.headers(), isGemini(providerApi) ? head.query() : null);
    if (found.isEmpty()) {
      return new CredentialDecision.OperatorPays();
    }
    ForeignCredential.CredentialOwner owner = found.get().owner();
    ProviderKind kind =
        switch (owner) {
          case ANTHROPIC -> ProviderKind.ANTHROPIC;
          case OPENAI -> ProviderKind.OPENAI;
          case GOOGLE, UNKNOWN ->
              isGemini(providerApi)
                  ? ProviderKind.GEMINI
                  : isAnthropic(head, providerApi) ? ProviderKind.ANTHROPIC : ProviderKind.OPENAI;
        };
    ProviderRegistry registry = takers.get(kind);
    StageList list = stages.get(kind);
    return registry == null
            || list == null
            || registry.forOrganization(key.orgId()).router().providers().isEmpty()
        ? new CredentialDecision.CredentialRefused(ApiErrors.foreignCredential(owner, true))
        : new CredentialDecision.ClientPays(registry, list);
  }

  private static boolean isGemini(@Nullable ProviderApi providerApi) {
    return providerApi != null && providerApi.kind().equals(ProviderKind.GEMINI);
  }

  private static boolean isAnthropic(RequestHead head, @Nullable ProviderApi providerApi) {
    return providerApi == null
        ? head.headers().first("anthropic-version") != null
        : providerApi == ProviderApi.MESSAGES || providerApi == ProviderApi.COUNT_TOKENS;
  }
}
