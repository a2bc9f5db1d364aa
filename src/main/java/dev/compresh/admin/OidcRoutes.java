package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.signin.AdminSession;
import dev.compresh.account.signin.SessionOpening;
import dev.compresh.account.signin.oidc.OidcFailure;
import dev.compresh.account.signin.oidc.OidcSignIn;
import dev.compresh.account.signin.oidc.OidcSignIn.CallbackParameters;
import dev.compresh.account.signin.oidc.OidcSignIn.OidcStep;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signing in and out through the identity provider: what a browser goes through page by page, not
 * what the dashboard calls. The part of the address behind {@code #} tells the dashboard the end.
 */
public final class OidcRoutes {
  /** Where the provider sends browsers back to. */
  public static final String CALLBACK = "/admin/v1/sign-in/oidc/callback";

  private static final String START = "/admin/v1/sign-in/oidc";
  private static final String HOME = "/";

  private static final JsonSchema.ObjectSchema OPTIONS =
      object(
          "SignInOptions",
          field(
              "provider_name",
              orNull(text()),
              "name of the identity provider; null where none is configured"),
          field("provider_url", orNull(text()), "page that starts a sign-in through it"));

  private final @Nullable OidcSignIn signIn;
  private final String providerName;
  private final URI home;

  /**
   * @param signIn null where no provider is configured
   * @param home where browsers reach the dashboard
   */
  public OidcRoutes(@Nullable OidcSignIn signIn, String providerName, URI home) {
    this.signIn = signIn;
    this.providerName = providerName;
    this.home = home;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/sign-in-options", RoutePermission.OPEN, "Get the ways to sign in.")
            .answers(200, OPTIONS)
            .does(_ -> ApiAnswer.ok(options())),
        AdminRoute.get(
                START,
                RoutePermission.OPEN,
                "Start a sign-in through the identity provider: redirects the browser to it.")
            .query("return", text(), "page of the dashboard to come back to, such as /keys")
            .redirects()
            .problems(404)
            .does(this::start),
        AdminRoute.get(
                CALLBACK,
                RoutePermission.OPEN,
                "Finish a sign-in: the identity provider redirects the browser here.")
            .query("code", text(), "authorization code")
            .query("state", text(), "state from the start of the sign-in")
            .query("iss", text(), "issuer")
            .query("error", text(), "error code, in place of a code")
            .ignoresUnknownQuery()
            .redirects()
            .problems(404)
            .does(this::finish),
        AdminRoute.get(
                "/admin/v1/sign-out/oidc",
                RoutePermission.OPEN,
                "Sign out at the identity provider: redirects the browser to it.")
            .redirects()
            .problems(404)
            .does(_ -> redirect(provider().logout().orElse(home).toString())));
  }

  private OidcSignIn provider() {
    if (signIn == null) {
      throw ApiException.notFound("identity provider: none is configured");
    }
    return signIn;
  }

  private ObjectNode options() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("provider_name", signIn == null ? null : providerName);
    // The browser's cookie has to be one of the host that the provider sends it back to.
    json.put("provider_url", signIn == null ? null : home.resolve(START).toString());
    return json;
  }

  private ApiAnswer start(AdminRequest request) {
    return switch (provider().start(request.asked("return"))) {
      case OidcStep.ProviderRedirect redirect ->
          redirect(
              redirect.uri().toString(),
              FlowCookie.set(redirect.cookie(), request.peer().secure(), redirect.life()));
      case OidcStep.ProviderRefusal refusal -> redirect(failed(refusal.failure()));
      case OidcStep.ProviderSignIn ignored -> redirect(HOME);
    };
  }

  private ApiAnswer finish(AdminRequest request) {
    boolean secure = request.peer().secure();
    Headers headers = request.head().headers();
    String agent = headers.first("user-agent");
    OidcStep step =
        provider()
            .finish(
                new CallbackParameters(
                    request.asked("code"),
                    request.asked("state"),
                    request.asked("error"),
                    request.asked("iss")),
                FlowCookie.read(headers, secure),
                new SessionOpening.BrowserOrigin(
                    request.peer().address(),
                    agent == null ? "" : agent,
                    SessionCookie.read(headers, secure)));
    Header over = FlowCookie.remove(secure);
    return switch (step) {
      case OidcStep.ProviderSignIn done -> {
        AdminSession session = done.signedIn().session();
        Duration life = Duration.between(session.created(), session.expires());
        List<Header> lines = new ArrayList<>(List.of(over));
        SessionCookie.set(done.signedIn().token(), secure, life).forEach(lines::add);
        yield redirect(done.returnPath() + "#signed-in", lines.toArray(Header[]::new));
      }
      case OidcStep.ProviderRefusal refusal -> redirect(failed(refusal.failure()), over);
      case OidcStep.ProviderRedirect ignored -> redirect(HOME, over);
    };
  }

  private static String failed(OidcFailure failure) {
    return HOME + "#sign-in-failed=" + failure.code();
  }

  private static ApiAnswer redirect(String location, Header... more) {
    List<Header> lines = new ArrayList<>();
    lines.add(new Header("location", location));
    lines.addAll(List.of(more));
    return new ApiAnswer(303, null, new Headers(lines));
  }
}
