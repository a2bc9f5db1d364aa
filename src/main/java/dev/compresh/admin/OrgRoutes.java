package dev.compresh.admin;

import static dev.compresh.admin.api.Schema.field;
import static dev.compresh.admin.api.Schema.object;
import static dev.compresh.admin.api.Schema.oneOf;
import static dev.compresh.admin.api.Schema.optional;
import static dev.compresh.admin.api.Schema.page;
import static dev.compresh.admin.api.Schema.text;
import static dev.compresh.admin.api.Schema.time;

import dev.compresh.account.AccountState;
import dev.compresh.account.Organization;
import dev.compresh.account.people.OrgAdmin;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.Answer;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.Page;
import dev.compresh.admin.api.Permission;
import dev.compresh.admin.api.Refusal;
import dev.compresh.admin.api.Route;
import dev.compresh.admin.api.Schema;
import dev.compresh.usage.UsageTags;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Organisations: the operator's, but for looking at one's own. */
public final class OrgRoutes {
  static final Schema.Text STATE = oneOf("active", "deactivated");

  private static final Schema.Many MODELS = new Schema.Many(text(1, 200), 500);

  private static final Schema.Many TAG_NAMES = new Schema.Many(text(1, 64), 100);

  private static final Schema.Obj ORG =
      object(
          "Org",
          field("id", text(), "its id"),
          field("name", text(), "its name"),
          field("state", STATE, "whether it is served"),
          field("allowed_models", MODELS, "what its keys may use; empty for all"),
          field("tag_names", TAG_NAMES, "names that tags of requests may have; empty for all"),
          field("created_at", time(), "when it was made"));

  private final OrgAdmin orgs;

  public OrgRoutes(OrgAdmin orgs) {
    this.orgs = orgs;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/admin/v1/orgs", Permission.OPERATOR, "All organisations.")
            .paged()
            .answers(200, page(ORG))
            .does(this::list),
        Route.post(
                "/admin/v1/orgs",
                Permission.OPERATOR,
                "Make an organisation and its owner, whose one-time password is shown this once.")
            .takes(
                object(
                    "NewOrg",
                    field("name", text(1, 100), "its name"),
                    field("owner", text(1, 100), "what its owner signs in with"),
                    optional("allowed_models", MODELS, "what its keys may use; all where missing")))
            .answers(
                201,
                object(
                    "CreatedOrg",
                    field("org", ORG, "the organisation"),
                    field("owner", UserRoutes.CREATED, "its owner")))
            .problems(409)
            .does(this::create),
        Route.get("/admin/v1/orgs/{id}", Permission.MEMBER, "One's own organisation.")
            .answers(200, ORG)
            .does(
                request ->
                    orgs.get(request.principal(), request.at("id"))
                        .map(organization -> Answer.ok(json(organization)))
                        .orElseThrow(OrgRoutes::missing)),
        Route.patch("/admin/v1/orgs/{id}", Permission.OPERATOR, "Change an organisation.")
            .takes(
                object(
                    "OrgChange",
                    optional("name", text(1, 100), "its name"),
                    optional("state", STATE, "whether it is served"),
                    optional("allowed_models", MODELS, "what its keys may use; empty for all"),
                    optional("tag_names", TAG_NAMES, "names that tags may have; empty for all")))
            .answers(200, ORG)
            .problems(409)
            .does(this::edit));
  }

  private static Refusal missing() {
    return Refusal.notFound("organisation");
  }

  private Answer list(AdminRequest request) {
    return Page.of(
        orgs.list(request.principal(), request.cursor(), request.limit() + 1),
        request.limit(),
        OrgRoutes::json,
        Organization::id);
  }

  private Answer create(AdminRequest request) {
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
    return Answer.created(json);
  }

  private Answer edit(AdminRequest request) {
    JsonBody body = request.body();
    return orgs.edit(
            request.principal(),
            request.at("id"),
            body.optionalText("name"),
            state(body),
            body.has("allowed_models") ? body.texts("allowed_models") : null,
            tagNames(body))
        .map(organization -> Answer.ok(json(organization)))
        .orElseThrow(OrgRoutes::missing);
  }

  private static @Nullable List<String> tagNames(JsonBody body) {
    if (!body.has("tag_names")) {
      return null;
    }
    List<String> names = body.texts("tag_names");
    if (!names.stream().allMatch(UsageTags::isValid)) {
      throw Refusal.invalid(
          "tag_names", "invalid_value", "Names of tags take A-Z a-z 0-9 _ . : - only.");
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
