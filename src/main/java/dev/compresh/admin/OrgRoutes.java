package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.AccountState;
import dev.compresh.account.Organization;
import dev.compresh.account.admin.OrgAdmin;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.usage.UsageTags;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Organisations: the operator's, but for looking at one's own. */
public final class OrgRoutes {
  static final JsonSchema.TextSchema STATE = oneOf("active", "deactivated");

  private static final JsonSchema.ArraySchema MODELS =
      new JsonSchema.ArraySchema(text(1, 200), 500);

  private static final JsonSchema.ArraySchema TAG_NAMES =
      new JsonSchema.ArraySchema(text(1, 64), 100);

  private static final JsonSchema.ObjectSchema ORG =
      object(
          "Org",
          field("id", text(), "id of the organisation"),
          field("name", text(), "name of the organisation"),
          field("state", STATE, "state of the organisation"),
          field("allowed_models", MODELS, "models that its keys may use; empty for all"),
          field("tag_names", TAG_NAMES, "allowed names of request tags; empty for all"),
          field("created_at", time(), "creation time"));

  private final OrgAdmin orgs;

  public OrgRoutes(OrgAdmin orgs) {
    this.orgs = orgs;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/v1/orgs", RoutePermission.OPERATOR, "List all organisations.")
            .paged()
            .answers(200, page(ORG))
            .does(this::list),
        AdminRoute.post(
                "/admin/v1/orgs",
                RoutePermission.OPERATOR,
                "Create an organisation and its owner. The one-time password is only in this response.")
            .takes(
                object(
                    "NewOrg",
                    field("name", text(1, 100), "name of the organisation"),
                    field("owner", text(1, 100), "user name of its owner"),
                    optional(
                        "allowed_models", MODELS, "models that its keys may use (default: all)")))
            .answers(
                201,
                object(
                    "CreatedOrg",
                    field("org", ORG, "created organisation"),
                    field("owner", UserRoutes.CREATED, "owner of the organisation")))
            .problems(409)
            .does(this::create),
        AdminRoute.get(
                "/admin/v1/orgs/{id}", RoutePermission.MEMBER, "Get the caller's organisation.")
            .answers(200, ORG)
            .does(
                request ->
                    orgs.get(request.principal(), request.pathValue("id"))
                        .map(organization -> ApiAnswer.ok(json(organization)))
                        .orElseThrow(OrgRoutes::missing)),
        AdminRoute.patch("/admin/v1/orgs/{id}", RoutePermission.OPERATOR, "Change an organisation.")
            .takes(
                object(
                    "OrgChange",
                    optional("name", text(1, 100), "name of the organisation"),
                    optional("state", STATE, "state of the organisation"),
                    optional(
                        "allowed_models", MODELS, "models that its keys may use; empty for all"),
                    optional(
                        "tag_names", TAG_NAMES, "allowed names of request tags; empty for all")))
            .answers(200, ORG)
            .problems(409)
            .does(this::edit));
  }

  private static ApiException missing() {
    return ApiException.notFound("organisation");
  }

  private ApiAnswer list(AdminRequest request) {
    return ListPage.build(
        orgs.list(request.principal(), request.cursor(), request.limit() + 1),
        request.limit(),
        OrgRoutes::json,
        Organization::id);
  }

  private ApiAnswer create(AdminRequest request) {
    JsonBody body = request.body();
    OrgAdmin.NewOrg made =
        orgs.create(
            request.principal(),
            body.text("name"),
            body.texts("allowed_models"),
            body.text("owner"));
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("org", json(made.org()));
    json.set("owner", UserRoutes.json(made.owner()));
    return ApiAnswer.created(json);
  }

  private ApiAnswer edit(AdminRequest request) {
    JsonBody body = request.body();
    return orgs.edit(
            request.principal(),
            request.pathValue("id"),
            body.optionalText("name"),
            state(body),
            body.has("allowed_models") ? body.texts("allowed_models") : null,
            tagNames(body))
        .map(organization -> ApiAnswer.ok(json(organization)))
        .orElseThrow(OrgRoutes::missing);
  }

  private static @Nullable List<String> tagNames(JsonBody body) {
    if (!body.has("tag_names")) {
      return null;
    }
    List<String> names = body.texts("tag_names");
    if (!names.stream().allMatch(UsageTags::isValid)) {
      throw ApiException.invalid(
          "tag_names", "invalid_value", "Tag names may contain only A-Z a-z 0-9 _ . : -");
    }
    return names;
  }

  static @Nullable AccountState state(JsonBody body) {
    String state = body.optionalText("state");
    return state == null ? null : AccountState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  private static ObjectNode json(Organization organization) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", organization.id());
    json.put("name", organization.name());
    json.put("state", organization.state().name().toLowerCase(Locale.ROOT));
    organization.models().forEach(json.putArray("allowed_models")::add);
    organization.tagNames().forEach(json.putArray("tag_names")::add);
    json.put("created_at", organization.created().toString());
    return json;
  }
}
