package dev.compresh.proxy.passthrough;

import dev.compresh.account.ApiKey;
import dev.compresh.http.Headers;
import dev.compresh.http.multipart.MultipartBoundary;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.proxy.RequestHandler.HeadAdmission;
import dev.compresh.proxy.RequestHead;
import dev.compresh.vendor.ProviderKind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Admits requests that are passed on as they are, for a key that was checked. */
public final class PassThroughHandler {
  private final ProviderRegistry offers;
  private final PassThroughGate gate;
  private final PassThroughSender sender;
  private final boolean isUnknownAllowed;
  private final long maxBody;
  private final long maxUpload;

  /**
   * @param isUnknownAllowed whether paths that are not known go to the provider
   * @param maxBody bound of bodies that are read, in bytes
   * @param maxUpload bound of those that go out as they come in
   */
  public PassThroughHandler(
      ProviderRegistry offers,
      PassThroughGate gate,
      PassThroughSender sender,
      boolean isUnknownAllowed,
      long maxBody,
      long maxUpload) {
    this.offers = offers;
    this.gate = gate;
    this.sender = sender;
    this.isUnknownAllowed = isUnknownAllowed;
    this.maxBody = maxBody;
    this.maxUpload = maxUpload;
  }

  /** Returns whether the request of {@code head} is one of those. */
  public boolean passes(RequestHead head) {
    return PassThroughRoute.find(head, isUnknownAllowed) != null;
  }

  /** The name of the family at {@code path} in metrics; null where it has none. */
  public static @Nullable String label(String path) {
    return PassThroughRoute.label(path);
  }

  /**
   * Admits a request that {@link #passes}. May block on the store.
   *
   * @param answerHeaders lines of its answer
   * @param own the providers that take the client's own credential; null where it has none
   */
  public HeadAdmission admit(
      RequestHead head, ApiKey key, Headers answerHeaders, @Nullable ProviderRegistry own) {
    PassThroughRoute route = PassThroughRoute.find(head, isUnknownAllowed);
    if (route == null) {
      throw new IllegalStateException("asked for a path that is not passed on");
    }
    List<Provider> providers = providers(own == null ? offers : own, key, route.kind(), head);
    PassedRequest request =
        new PassedRequest(head, key, route, answerHeaders, providers, own != null, gate, sender);
    if (providers.isEmpty()) {
      return request.refusal(
          PassThroughErrors.noProvider(route.kind().name().toLowerCase(Locale.ROOT)));
    }
    if (route.isList()
        && own == null
        && providers.getFirst().org() == null
        && gate.hasSeveralOrganizations()) {
      return request.refusal(PassThroughErrors.sharedList());
    }
    String type = head.headers().first("content-type");
    boolean streams =
        !head.method().equals("GET")
            && !head.method().equals("HEAD")
            && type != null
            && !type.toLowerCase(Locale.ROOT).contains("json");
    return streams || MultipartBoundary.isForm(type)
        ? new PassedUpload(request, maxUpload)
        : new PassedBody(request, maxBody);
  }

  /** The providers that may be meant, the likeliest first. */
  private static List<Provider> providers(
      ProviderRegistry registry, ApiKey key, ProviderKind kind, RequestHead head) {
    String named = head.headers().first("x-compresh-provider");
    return registry.forOrganization(key.orgId()).router().providers().stream()
        .filter(p -> p.kind().equals(kind) || p.kind().isSimulated())
        .filter(p -> named == null || p.name().equals(named.strip()))
        .toList();
  }
}
