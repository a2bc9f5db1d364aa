package dev.compresh.admin;

import static dev.compresh.admin.api.Schema.field;
import static dev.compresh.admin.api.Schema.flag;
import static dev.compresh.admin.api.Schema.object;
import static dev.compresh.admin.api.Schema.oneOf;
import static dev.compresh.admin.api.Schema.optional;
import static dev.compresh.admin.api.Schema.orNull;
import static dev.compresh.admin.api.Schema.page;
import static dev.compresh.admin.api.Schema.text;
import static dev.compresh.admin.api.Schema.time;

import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.people.NewUser;
import dev.compresh.account.people.UserAdmin;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.Answer;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.Page;
import dev.compresh.admin.api.Permission;
import dev.compresh.admin.api.Refusal;
import dev.compresh.admin.api.Route;
import dev.compresh.admin.api.Schema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The users of an organisation. */
public final class UserRoutes {
  static final Schema.Text ROLE = oneOf("owner", "admin", "member");

  private static final Schema.Obj USER =
      object(
          "User",
          field("id", text(), "the id"),
          field("org_id", text(), "the organisation"),
          field("name", text(), "what they sign in with"),
          field("role", ROLE, "what they may do"),
          field("operator", flag(), "whether the whole installation is theirs"),
          field("state", OrgRoutes.STATE, "whether they can sign in and their keys are served"),
          field("password_change_required", flag(), "whether they have a one-time password"),
          field("created_at", time(), "when they were made"),
          field("last_sign_in_at", orNull(time()), "null for never"));

  static final Schema.Obj CREATED =
      USER.with(
          "CreatedUser",
          field(
              "one_time_password",
              orNull(text()),
              "to be changed at the first sign-in, and shown this once; null where one was given"));

  private final UserAdmin users;

  public UserRoutes(UserAdmin users) {
    this.users = users;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/admin/v1/users", Permission.ADMIN, "The organisation's users.")
            .inOrg()
            .paged()
            .answers(200, page(USER))
            .does(this::list),
        Route.post("/admin/v1/users", Permission.ADMIN, "Make a user.")
            .inOrg()
            .takes(
                object(
                    "NewUser",
                    field("name", text(1, 100), "what they sign in with"),
                    optional("role", ROLE, "member where missing"),
                    optional("password", text(12, 256), "a one-time password where missing")))
            .answers(201, CREATED)
            .problems(409)
            .does(this::create),
        Route.get("/admin/v1/users/{id}", Permission.ADMIN, "One user.")
            .inOrg()
            .answers(200, USER)
            .does(
                request ->
                    users
                        .get(request.member(), request.at("id"))
                        .map(user -> Answer.ok(json(user)))
                        .orElseThrow(UserRoutes::missing)),
        Route.patch(
                "/admin/v1/users/{id}",
                Permission.ADMIN,
                "Change role or state; the user is signed out.")
            .inOrg()
            .takes(
                object(
                    "UserChange",
                    optional("role", ROLE, "what they may do"),
                    optional("state", OrgRoutes.STATE, "whether they can sign in")))
            .answers(200, USER)
            .problems(409)
            .does(this::edit),
        Route.post(
                "/admin/v1/users/{id}/reset-password",
                Permission.ADMIN,
                "Give a one-time password; sign-ins and tokens of the user end.")
            .inOrg()
            .answers(200, CREATED)
            .does(
                request ->
                    users
                        .resetPassword(request.member(), request.at("id"))
                        .map(made -> Answer.ok(json(made)))
                        .orElseThrow(UserRoutes::missing)));
  }

  private static Refusal missing() {
    return Refusal.notFound("user");
  }

  private Answer list(AdminRequest request) {
    return Page.of(
        users.list(request.member(), request.cursor(), request.limit() + 1),
        request.limit(),
        UserRoutes::json,
        User::id);
  }

  private Answer create(AdminRequest request) {
    JsonBody body = request.body();
    Role role = role(body);
    return Answer.created(
        json(
            users.create(
                request.member(),
                body.text("name"),
                role == null ? Role.MEMBER : role,
                body.optionalText("password"))));
  }

  private Answer edit(AdminRequest request) {
    JsonBody body = request.body();
    return users
        .edit(request.member(), request.at("id"), role(body), OrgRoutes.state(body))
        .map(user -> Answer.ok(json(user)))
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
