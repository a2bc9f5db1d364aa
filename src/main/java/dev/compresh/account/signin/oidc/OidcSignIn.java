package dev.compresh.account.signin.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.RandomText;
import dev.compresh.account.User;
import dev.compresh.account.signin.LoginThrottle;
import dev.compresh.account.signin.SecretHash;
import dev.compresh.account.signin.SessionOpening;
import dev.compresh.account.signin.SignIn;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs people in through an OpenID Connect provider. Blocks while it asks the provider. */
public final class OidcSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
  private static final int FREE_PER_ADDRESS = 100;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int LONGEST_CODE = 4_096;

  private final OidcSettings settings;
  private final ProviderDiscovery discovery;
  private final ProviderKeys keys;
  private final CodeExchange exchange;
  private final IdTokenVerifier verifier;
  private final ClaimReader claimReader;
  private final OidcAccounts accounts;
  private final Database database;
  private final KeyDirectory keyDirectory;
  private final SessionOpening opening;
  private final AuditLog auditLog;
  private final InstantSource clock;
  private final LoginThrottle throttle;
  private final RandomText random = new RandomText();

  public OidcSignIn(
      OidcSettings settings,
      ProviderTransport transport,
      Database database,
      KeyDirectory keyDirectory,
      SessionOpening opening,
      AuditLog auditLog,
      InstantSource clock) {
    this.settings = settings;
    this.discovery = new ProviderDiscovery(settings.issuer(), transport, clock);
    this.keys = new ProviderKeys(transport);
    this.exchange = new CodeExchange(settings, transport);
    this.verifier = new IdTokenVerifier(settings.issuer(), settings.clientId(), clock);
    this.claimReader = new ClaimReader(settings.groupsClaim(), exchange);
    UserSuspension suspension = new UserSuspension(keyDirectory, auditLog, clock);
    this.accounts = new OidcAccounts(settings, suspension, auditLog, clock);
    this.database = database;
    this.keyDirectory = keyDirectory;
    this.opening = opening;
    this.auditLog = auditLog;
    this.clock = clock;
    this.throttle = new LoginThrottle(FREE_PER_ADDRESS, LONGEST_PAUSE, clock);
  }

  /** The result of a step. */
  public sealed interface OidcStep {
    /**
     * The browser is to be sent to the provider.
     *
     * @param cookie what it has to bring back
     */
    record ProviderRedirect(URI uri, String cookie, Duration life) implements OidcStep {
      @Override
      public String toString() {
        return "ProviderRedirect";
      }
    }

    /** Signed in; the browser goes on at {@code returnPath}. */
    record ProviderSignIn(SignIn.SignInResult.SignedIn signedIn, String returnPath)
        implements OidcStep {}

    /** Not signed in. */
    record ProviderRefusal(OidcFailure failure) implements OidcStep {}
  }

  /**
   * Holds what the provider sends a browser back with; null for what is missing.
   *
   * @param code to be redeemed
   * @param error why there is none
   */
  public record CallbackParameters(
      @Nullable String code,
      @Nullable String state,
      @Nullable String error,
      @Nullable String issuer) {
    @Override
    public String toString() {
      return "CallbackParameters";
    }
  }

  /** Begins a sign-in that leads back to {@code returnPath}. */
  public OidcStep start(@Nullable String returnPath) {
    LoginFlow flow = LoginFlow.begin(random, clock.instant(), ReturnPath.checked(returnPath));
    try {
      URI endpoint = discovery.metadata().authorization();
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("response_type", "code");
      parameters.put("client_id", settings.clientId());
      parameters.put("redirect_uri", settings.redirectUri().toString());
      parameters.put("scope", String.join(" ", settings.scopes()));
      parameters.put("state", flow.state());
      parameters.put("nonce", flow.nonce());
      parameters.put("code_challenge", flow.challenge());
      parameters.put("code_challenge_method", "S256");
      return new OidcStep.ProviderRedirect(
          extended(endpoint, parameters), flow.cookie(), LoginFlow.LIFE);
    } catch (OidcException e) {
      LOG.warn("sign-in through {}: {}", settings.issuer(), e.reason());
      return new OidcStep.ProviderRefusal(e.failure());
    }
  }

  /**
   * Ends a sign-in.
   *
   * @param cookie what the browser was given at the start; null where it has none
   */
  public OidcStep finish(
      CallbackParameters parameters, @Nullable String cookie, SessionOpening.BrowserOrigin origin) {
    LoginFlow flow = LoginFlow.parse(cookie);
    String state = parameters.state();
    if (flow == null
        || state == null
        || flow.isOver(clock.instant())
        || !SecretHash.same(flow.state(), state)) {
      return new OidcStep.ProviderRefusal(OidcFailure.EXPIRED);
    }
    String place = SignIn.network(origin.remote());
    if (!throttle.begin(place).isZero()) {
      return new OidcStep.ProviderRefusal(OidcFailure.THROTTLED);
    }
    try {
      useUp(flow);
      IdentityClaims claims = claims(parameters, flow);
      OidcStep step = open(claims, flow, origin);
      throttle.takeBack(place);
      return step;
    } catch (OidcException e) {
      LOG.warn("sign-in through {}: {}", settings.issuer(), e.reason());
      auditLog.record(
          AuditActor.nobody(origin.remote()),
          "",
          "sign_in.fail",
          "user",
          "-",
          Map.of("via", "oidc", "reason", e.reason()));
      return new OidcStep.ProviderRefusal(e.failure());
    }
  }

  private void useUp(LoginFlow flow) throws OidcException {
    String hash = SecretHash.hash(flow.state());
    Instant now = clock.instant();
    boolean isFirst =
        database.commit(
            handle ->
                OidcIdentityTable.useState(handle, hash, now, flow.end().plus(LoginFlow.LIFE)));
    if (!isFirst) {
      throw new OidcException(OidcFailure.EXPIRED, "state was used before");
    }
  }

  private IdentityClaims claims(CallbackParameters parameters, LoginFlow flow)
      throws OidcException {
    ProviderMetadata metadata = discovery.metadata();
    String issuer = parameters.issuer();
    boolean isOthers = issuer == null ? metadata.namesIssuer() : !issuer.equals(settings.issuer());
    if (isOthers) {
      throw OidcException.rejected("answer is of another issuer");
    }
    String code = parameters.code();
    if (parameters.error() != null || code == null || code.length() > LONGEST_CODE) {
      throw new OidcException(OidcFailure.CANCELLED, "provider answered without a code");
    }
    CodeExchange.IssuedTokens tokens = exchange.redeem(metadata, code, flow.verifier());
    JWTClaimsSet token =
        verifier.verify(tokens.idToken(), flow.nonce(), keys.source(metadata.keys()));
    return claimReader.read(token, metadata, tokens.accessToken());
  }

  private OidcStep open(
      IdentityClaims claims, LoginFlow flow, SessionOpening.BrowserOrigin origin) {
    return keyDirectory.change(
        handle -> {
          OidcAccounts.AdmittedUser admitted = accounts.admit(handle, claims, origin.remote());
          User user = admitted.user();
          if (user == null) {
            OidcFailure failure =
                admitted.failure() == null ? OidcFailure.NOT_ALLOWED : admitted.failure();
            auditLog.record(
                handle,
                AuditActor.nobody(origin.remote()),
                "",
                "sign_in.fail",
                "user",
                "-",
                Map.of("via", "oidc", "subject", claims.subject(), "reason", failure.code()));
            return new OidcStep.ProviderRefusal(failure);
          }
          return new OidcStep.ProviderSignIn(
              opening.open(handle, user, origin, settings.sessionLife(), Map.of("via", "oidc")),
              flow.returnPath());
        });
  }

  /** Returns where browsers end their sign-in at the provider; empty where it has no such page. */
  public Optional<URI> logout() {
    try {
      URI endpoint = discovery.metadata().endSession();
      return endpoint == null
          ? Optional.empty()
          : Optional.of(
              extended(
                  endpoint,
                  Map.of(
                      "client_id", settings.clientId(),
                      "post_logout_redirect_uri", settings.home().toString())));
    } catch (OidcException e) {
      return Optional.empty();
    }
  }

  /** An endpoint may have a query of its own. */
  private static URI extended(URI endpoint, Map<String, String> parameters) {
    String text = endpoint.toString();
    return URI.create(text + (text.indexOf('?') < 0 ? "?" : "&") + FormText.write(parameters));
  }
}
