package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.admin.NewUser;
import dev.compresh.account.admin.UserAdmin;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The users of an organisation. */
public final class UserRoutes {
  static final JsonSchema.TextSchema ROLE = oneOf("owner", "admin", "member");

  private static final JsonSchema.ObjectSchema USER =
      object(
          "User",
          field("id", text(), "id of the user"),
          field("org_id", text(), "id of the organisation"),
          field("name", text(), "user name"),
          field("role", ROLE, "role"),
          field("operator", flag(), "whether the user is an operator of the installation"),
          field("state", OrgRoutes.STATE, "state; a deactivated user can't sign in or use keys"),
          field("password_change_required", flag(), "whether the user has a one-time password"),
          field("created_at", time(), "creation time"),
          field("last_sign_in_at", orNull(time()), "time of the last sign-in; null for never"));

  static final JsonSchema.ObjectSchema CREATED =
      USER.extend(
          "CreatedUser",
          field(
              "one_time_password",
              orNull(text()),
              "one-time password, to be changed at the first sign-in; only in this response; null if one was sent"));

  private final UserAdmin users;

  public UserRoutes(UserAdmin users) {
    this.users = users;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/v1/users", RoutePermission.ADMIN, "List the organisation's users.")
            .inOrg()
            .paged()
            .answers(200, page(USER))
            .does(this::list),
        AdminRoute.post("/admin/v1/users", RoutePermission.ADMIN, "Create a user.")
            .inOrg()
            .takes(
                object(
                    "NewUser",
                    field("name", text(1, 100), "user name"),
                    optional("role", ROLE, "role (default: member)"),
                    optional(
                        "password",
                        text(12, 256),
                        "initial password (default: a generated one-time password)")))
            .answers(201, CREATED)
            .problems(409)
            .does(this::create),
        AdminRoute.get("/admin/v1/users/{id}", RoutePermission.ADMIN, "Get a user.")
            .inOrg()
            .answers(200, USER)
            .does(
                request ->
                    users
                        .get(request.member(), request.pathValue("id"))
                        .map(user -> ApiAnswer.ok(json(user)))
                        .orElseThrow(UserRoutes::missing)),
        AdminRoute.patch(
                "/admin/v1/users/{id}",
                RoutePermission.ADMIN,
                "Change role or state. The user is signed out.")
            .inOrg()
            .takes(
                object(
                    "UserChange",
                    optional("role", ROLE, "role"),
                    optional("state", OrgRoutes.STATE, "state; a deactivated user can't sign in")))
            .answers(200, USER)
            .problems(409)
            .does(this::edit),
        AdminRoute.post(
                "/admin/v1/users/{id}/reset-password",
                RoutePermission.ADMIN,
                "Reset a user's password to a one-time password. Ends the user's sessions and tokens.")
            .inOrg()
            .answers(200, CREATED)
            .problems(409)
            .does(
                request ->
                    users
                        .resetPassword(request.member(), request.pathValue("id"))
                        .map(made -> ApiAnswer.ok(json(made)))
                        .orElseThrow(UserRoutes::missing)));
  }

  private static ApiException missing() {
    return ApiException.notFound("user");
  }

  private ApiAnswer list(AdminRequest request) {
    return ListPage.build(
        users.list(request.member(), request.cursor(), request.limit() + 1),
        request.limit(),
        UserRoutes::json,
        User::id);
  }

  private ApiAnswer create(AdminRequest request) {
    JsonBody body = request.body();
    Role role = role(body);
    return ApiAnswer.created(
        json(
            users.create(
                request.member(),
                body.text("name"),
                role == null ? Role.MEMBER : role,
                body.optionalText("password"))));
  }

  private ApiAnswer edit(AdminRequest request) {
    JsonBody body = request.body();
    return users
        .edit(request.member(), request.pathValue("id"), role(body), OrgRoutes.state(body))
        .map(user -> ApiAnswer.ok(json(user)))
        .orElseThrow(UserRoutes::missing);
  }

  static @Nullable Role role(JsonBody body) {
    String role = body.optionalText("role");
    return role == null ? null : Role.named(role).orElse(null);
  }

  static ObjectNode json(NewUser made) {
    return json(made.user()).put("one_time_password", made.password());
  }

  private static ObjectNode json(User user) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", user.id());
    json.put("org_id", user.orgId());
    json.put("name", user.name());
    json.put("role", user.role().label());
    json.put("operator", user.operator());
    json.put("state", user.state().name().toLowerCase(Locale.ROOT));
    json.put("password_change_required", user.oneTime());
    json.put("created_at", user.created().toString());
    json.put("last_sign_in_at", user.lastSignIn() == null ? null : user.lastSignIn().toString());
    return json;
  }
}
