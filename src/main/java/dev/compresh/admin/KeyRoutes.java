package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.account.ApiKey;
import dev.compresh.account.ExpiryDate;
import dev.compresh.account.IssuedKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.compression.CompressionMode;
import dev.compresh.usage.UsageTags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** API keys: members' own, admins' all of the organisation. Changes count within a second. */
public final class KeyRoutes {
  static final String EXPIRES = "never, 30d, 90d, 6m, 1y, 2y, 10y, a date or a timestamp";

  private static final JsonSchema.TextSchema MODE =
      oneOf(Arrays.stream(CompressionMode.values()).map(CompressionMode::label).toList());
  private static final JsonSchema.TextSchema OBJECTIVE = oneOf("auto", "tokens", "cost");

  private static final JsonSchema.TextSchema CACHE = oneOf("auto", "passthrough");

  private static final JsonSchema.SchemaField[] CHOICES = {
    optional("expires", text(1, 40), EXPIRES + "; no grace period"),
    optional(
        "requests_per_minute",
        orNull(whole(10, 1_000_000)),
        "requests per minute; null for the installation's limit"),
    optional(
        "allowed_models",
        new JsonSchema.ArraySchema(text(1, 200), 500),
        "allowed models; empty for those of the organisation"),
    optional(
        "tags", new JsonSchema.ArraySchema(text(3, 129), 8), "default tags, such as project=web"),
    optional("mode", orNull(MODE), "compression mode; null for the default"),
    optional("objective", orNull(OBJECTIVE), "compression objective; null for the default"),
    optional(
        "cache", orNull(CACHE), "handling of the provider's prompt cache; null for the default")
  };

  private final KeyAdmin keys;
  private final KeyFigures figures;
  private final InstantSource clock;

  public KeyRoutes(KeyAdmin keys, KeyFigures figures, InstantSource clock) {
    this.keys = keys;
    this.figures = figures;
    this.clock = clock;
  }

  public List<AdminRoute> routes() {
    JsonSchema.ObjectSchema key = KeyFigures.KEY;
    return List.of(
        AdminRoute.get("/admin/v1/keys", RoutePermission.MEMBER, "List API keys, newest first.")
            .inOrg()
            .query("user_id", text(1, 60), "only keys of this user")
            .paged()
            .answers(200, page(key))
            .does(this::list),
        AdminRoute.post(
                "/admin/v1/keys",
                RoutePermission.MEMBER,
                "Create a key. The response is the only one that contains it.")
            .inOrg()
            .takes(
                JsonSchema.object(
                        "NewKey",
                        field("description", text(1, 120), "description of the key"),
                        optional(
                            "user_id",
                            text(1, 60),
                            "id of the user who owns the key (default: the caller)"))
                    .extend("NewKey", CHOICES)
                    .extend("NewKey", KeyFigures.BUDGET))
            .answers(201, key.extend("CreatedKey", field("key", text(), "API key for clients")))
            .does(this::create),
        AdminRoute.get("/admin/v1/keys/{id}", RoutePermission.MEMBER, "Get a key.")
            .inOrg()
            .answers(200, key)
            .does(
                request ->
                    keys.get(request.member(), request.pathValue("id"))
                        .map(found -> ApiAnswer.ok(figures.json(found)))
                        .orElseThrow(KeyRoutes::missing)),
        AdminRoute.patch(
                "/admin/v1/keys/{id}",
                RoutePermission.MEMBER,
                "Change the given fields. Members can't extend a key's rights.")
            .inOrg()
            .takes(
                JsonSchema.object(
                        "KeyChange",
                        optional("description", text(1, 120), "description of the key"),
                        optional("state", OrgRoutes.STATE, "state of the key"))
                    .extend("KeyChange", CHOICES)
                    .extend("KeyChange", KeyFigures.BUDGET))
            .answers(200, key)
            .problems(409)
            .does(this::edit),
        AdminRoute.delete(
                "/admin/v1/keys/{id}", RoutePermission.MEMBER, "Revoke a key permanently.")
            .inOrg()
            .answers(200, key)
            .does(
                request ->
                    keys.revoke(request.member(), request.pathValue("id"))
                        .map(revoked -> ApiAnswer.ok(figures.json(revoked)))
                        .orElseThrow(KeyRoutes::missing)));
  }

  private static ApiException missing() {
    return ApiException.notFound("key");
  }

  private ApiAnswer list(AdminRequest request) {
    List<ApiKey> found =
        keys.list(
            request.member(), request.asked("user_id"), request.cursor(), request.limit() + 1);
    return ListPage.build(found, request.limit(), figures::json, KeyAdmin::place);
  }

  private ApiAnswer create(AdminRequest request) {
    JsonBody body = request.body();
    Principal by = request.member();
    KeyOptions options = chosen(body, KeyOptions.named(body.text("description")));
    IssuedKey issued =
        keys.create(by, body.text("user_id", by.userId()), options, figures.budget(by, body));
    return ApiAnswer.created(figures.json(issued.key()).put("key", issued.secret()));
  }

  private ApiAnswer edit(AdminRequest request) {
    JsonBody body = request.body();
    Principal by = request.member();
    String state = body.optionalText("state");
    Boolean active = state == null ? null : (Boolean) state.equals("active");
    KeyAdmin.KeyEdit keyEdit =
        new KeyAdmin.KeyEdit(before -> chosen(body, before), active, figures.budget(by, body));
    return keys.edit(by, request.pathValue("id"), keyEdit)
        .map(key -> ApiAnswer.ok(figures.json(key)))
        .orElseThrow(KeyRoutes::missing);
  }

  /** {@code before} with what the body gives. */
  private KeyOptions chosen(JsonBody body, KeyOptions before) {
    Instant expires =
        body.has("expires")
            ? ExpiryDate.parse(body.text("expires"), clock.instant())
            : before.expires();
    return new KeyOptions(
        body.text("description", before.description()),
        expires,
        body.isNull("requests_per_minute")
            ? 0
            : (int) body.number("requests_per_minute", before.requestsPerMinute()),
        choice(body, "mode", before.mode()),
        choice(body, "objective", before.objective()),
        choice(body, "cache", before.cache()),
        body.has("allowed_models") ? body.texts("allowed_models") : before.models(),
        body.has("tags") ? tags(body.texts("tags")) : before.tags());
  }

  private static List<String> tags(List<String> given) {
    try {
      return UsageTags.parse(String.join(",", given), List.of());
    } catch (UsageTags.InvalidTags e) {
      throw ApiException.invalid("tags", "invalid_value", String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable String choice(JsonBody body, String name, @Nullable String before) {
    return body.has(name) ? body.optionalText(name) : before;
  }
}
