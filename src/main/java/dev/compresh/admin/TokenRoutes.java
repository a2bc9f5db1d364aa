package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.ExpiryDate;
import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.account.signin.AdminToken;
import dev.compresh.account.signin.AdminTokens;
import dev.compresh.account.signin.IssuedToken;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One's own personal tokens, for scripts. */
public final class TokenRoutes {
  private static final JsonSchema.ObjectSchema TOKEN =
      object(
          "Token",
          field("id", text(), "id of the token"),
          field("description", text(), "description of the token"),
          field("role", UserRoutes.ROLE, "role; limited by the role of its user"),
          field("last4", text(), "last four characters of the token"),
          field("created_at", time(), "creation time"),
          field("expires_at", orNull(time()), "expiry time; null for never"),
          field(
              "last_used_at",
              orNull(time()),
              "time of the last use, to the minute; null for never"),
          field("revoked_at", orNull(time()), "time of revocation; null if not revoked"));

  private final AdminTokens tokens;
  private final InstantSource clock;

  public TokenRoutes(AdminTokens tokens, InstantSource clock) {
    this.tokens = tokens;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/tokens",
                RoutePermission.MEMBER,
                "List the current user's tokens, latest first.")
            .answers(200, page(TOKEN))
            .does(
                request ->
                    ListPage.whole(tokens.list(request.principal().userId()), TokenRoutes::json)),
        AdminRoute.post(
                "/admin/v1/tokens",
                RoutePermission.MEMBER,
                "Create a token. The response is the only one that contains it.")
            .sessionOnly()
            .takes(
                object(
                    "NewToken",
                    field("description", text(1, 120), "description of the token"),
                    optional("role", UserRoutes.ROLE, "role (default: the current user's)"),
                    optional("expires", text(1, 40), KeyRoutes.EXPIRES + "; default: 90d")))
            .answers(201, TOKEN.extend("CreatedToken", field("token", text(), "token for scripts")))
            .does(this::create),
        AdminRoute.delete(
                "/admin/v1/tokens/{id}",
                RoutePermission.MEMBER,
                "Revoke one of the current user's tokens.")
            .answers(200, TOKEN)
            .does(this::revoke));
  }

  private ApiAnswer create(AdminRequest request) {
    JsonBody body = request.body();
    Principal principal = request.principal();
    Role role = UserRoutes.role(body);
    Instant expires = ExpiryDate.parse(body.text("expires", "90d"), clock.instant());
    IssuedToken issued =
        tokens.create(
            principal,
            principal,
            body.text("description"),
            role == null ? principal.role() : role,
            expires);
    return ApiAnswer.created(json(issued.token()).put("token", issued.secret()));
  }

  private ApiAnswer revoke(AdminRequest request) {
    Principal principal = request.principal();
    return tokens
        .revoke(principal, principal.orgId(), principal.userId(), request.pathValue("id"))
        .map(token -> ApiAnswer.ok(json(token)))
        .orElseThrow(() -> ApiException.notFound("token"));
  }

  private static ObjectNode json(AdminToken token) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", token.id());
    json.put("description", token.description());
    json.put("role", token.role().label());
    json.put("last4", token.last4());
    json.put("created_at", token.created().toString());
    json.put("expires_at", shown(token.expires()));
    json.put("last_used_at", shown(token.lastUsed()));
    json.put("revoked_at", shown(token.revoked()));
    return json;
  }

  private static @Nullable String shown(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
