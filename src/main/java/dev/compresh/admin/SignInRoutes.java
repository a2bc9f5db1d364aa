package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.Principal;
import dev.compresh.account.signin.AdminSession;
import dev.compresh.account.signin.AdminSessions;
import dev.compresh.account.signin.PasswordChange;
import dev.compresh.account.signin.SignIn;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.audit.AuditChannel;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ApiError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Signing in and out, who one is, one's own sessions and password. */
public final class SignInRoutes {
  private static final JsonSchema.ObjectSchema ME =
      object(
          "Me",
          field("user_id", text(), "id of the user"),
          field("org_id", text(), "id of the user's organisation"),
          field("name", text(), "user name"),
          field("role", oneOf("owner", "admin", "member"), "role"),
          field("operator", flag(), "whether the user is an operator of the installation"),
          field(
              "password_change_required", flag(), "whether the one-time password must be changed"),
          field(
              "csrf_token", orNull(text()), "value for the header X-CSRF-Token; null for tokens"));

  private static final JsonSchema.ObjectSchema SESSION =
      object(
          "SignInSession",
          field("id", text(), "id of the session"),
          field("created_at", time(), "sign-in"),
          field("last_seen_at", time(), "time of the last request, to the minute"),
          field("expires_at", time(), "latest expiry time"),
          field("remote", text(), "remote address at sign-in"),
          field("agent", text(), "browser at sign-in"),
          field("current", flag(), "whether it is the current session"));

  private final SignIn signIn;
  private final AdminSessions sessions;
  private final PasswordChange passwords;

  public SignInRoutes(SignIn signIn, AdminSessions sessions, PasswordChange passwords) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.passwords = passwords;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.post(
                "/admin/v1/sign-in", RoutePermission.OPEN, "Sign in. Sets the session cookie.")
            .takes(
                object(
                    "SignIn",
                    field("name", text(1, 200), "user name"),
                    field("password", text(1, 500), "password")))
            .answers(200, ME)
            .problems(401, 429)
            .does(this::signIn),
        AdminRoute.post(
                "/admin/v1/sign-out", RoutePermission.SELF, "Sign out: end the current session.")
            .sessionOnly()
            .does(this::signOut),
        AdminRoute.get("/admin/v1/me", RoutePermission.SELF, "Get the current user.")
            .answers(200, ME)
            .does(request -> ApiAnswer.ok(me(request.principal(), cookie(request)))),
        AdminRoute.post(
                "/admin/v1/password", RoutePermission.SELF, "Change the current user's password.")
            .sessionOnly()
            .takes(
                object(
                    "PasswordChange",
                    field("current_password", text(1, 500), "current password"),
                    field("new_password", text(1, 500), "new password, 12 to 256 characters")))
            .does(this::changePassword),
        AdminRoute.get(
                "/admin/v1/sign-ins",
                RoutePermission.SELF,
                "List the current user's sessions, latest first.")
            .answers(200, page(SESSION))
            .does(
                request ->
                    ListPage.whole(
                        sessions.list(request.principal().userId()),
                        each -> session(each, request.principal()))),
        AdminRoute.delete(
                "/admin/v1/sign-ins/{id}",
                RoutePermission.SELF,
                "End one of the current user's sessions.")
            .sessionOnly()
            .does(this::endSession));
  }

  private ApiAnswer signIn(AdminRequest request) {
    String agent = request.head().headers().first("user-agent");
    SignIn.SignInResult signInResult =
        signIn.signIn(
            request.body().text("name"),
            request.body().text("password"),
            request.peer().address(),
            agent == null ? "" : agent,
            cookie(request));
    return switch (signInResult) {
      case SignIn.SignInResult.SignedIn signedIn ->
          ApiAnswer.ok(me(signedIn.principal(), signedIn.token()))
              .withHeaders(
                  SessionCookie.set(signedIn.token(), request.peer().secure(), sessions.life()));
      case SignIn.SignInResult.SignInRefused() ->
          throw new ApiException(
              ApiError.of(
                  401,
                  "authentication_error",
                  "invalid_credentials",
                  "The user name or password is wrong."));
      case SignIn.SignInResult.SignInThrottled signInThrottled ->
          throw tooMany(signInThrottled.pause().toSeconds() + 1);
    };
  }

  private static ApiException tooMany(long seconds) {
    return new ApiException(
        ApiError.of(
            429,
            "rate_limit_error",
            "too_many_attempts",
            "Too many attempts. Try again in " + seconds + " seconds."),
        Headers.of("retry-after", Long.toString(seconds)));
  }

  private ApiAnswer signOut(AdminRequest request) {
    signIn.end(request.principal(), request.principal().credentialId());
    return ApiAnswer.none().withHeaders(SessionCookie.remove(request.peer().secure()));
  }

  private ApiAnswer changePassword(AdminRequest request) {
    passwords.change(
        request.principal(),
        request.body().text("current_password"),
        request.body().text("new_password"));
    return ApiAnswer.none();
  }

  private ApiAnswer endSession(AdminRequest request) {
    if (!signIn.end(request.principal(), request.pathValue("id"))) {
      throw ApiException.notFound("session");
    }
    return ApiAnswer.none();
  }

  private static @Nullable String cookie(AdminRequest request) {
    return SessionCookie.read(request.head().headers(), request.peer().secure());
  }

  private static ObjectNode me(Principal principal, @Nullable String token) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("user_id", principal.userId());
    json.put("org_id", principal.orgId());
    json.put("name", principal.name());
    json.put("role", principal.role().label());
    json.put("operator", principal.operator());
    json.put("password_change_required", principal.oneTime());
    boolean session = principal.via() == AuditChannel.SESSION;
    json.put("csrf_token", token != null && session ? AdminSessions.csrf(token) : null);
    return json;
  }

  private static ObjectNode session(AdminSession session, Principal caller) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", session.id());
    json.put("created_at", session.created().toString());
    json.put("last_seen_at", session.lastSeen().toString());
    json.put("expires_at", session.expires().toString());
    json.put("remote", session.remote());
    json.put("agent", session.agent());
    json.put("current", session.id().equals(caller.credentialId()));
    return json;
  }
}
