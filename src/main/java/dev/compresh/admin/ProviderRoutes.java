package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.many;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.admin.ProviderService.ProviderView;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.config.Secret;
import dev.compresh.gateway.upstream.ProviderProbe;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.proxy.ProviderTarget;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Providers: list, add, change, keys, a test. */
public final class ProviderRoutes {
  private static final JsonSchema.ObjectSchema LIMITS =
      object(
          "ProviderTimeLimits",
          optional("connect", text(1, 20), "until the connection stands, as 10s"),
          optional("first_byte", text(1, 20), "until the answer begins"),
          optional("idle", text(1, 20), "between bytes"),
          optional("total", text(1, 20), "in all"));

  private static final JsonSchema.SchemaField[] FIELDS = {
    optional("kind", oneOf("openai", "anthropic", "simulated"), "what it speaks; openai as a rule"),
    optional("base_url", text(1, 500), "where it listens, as https://host/v1"),
    optional("apis", many(text(1, 40)), "the APIs that it serves, where not those of its kind"),
    optional("models", many(text(1, 200)), "models that it serves by these names"),
    optional(
        "headers", new JsonSchema.ByName(text(0, 4_000)), "added to each request; never shown"),
    optional("stream_usage", flag(), "whether it knows stream_options.include_usage"),
    optional("local", flag(), "whether private addresses are allowed; the operator's alone"),
    optional("link_local", flag(), "whether link-local ones are too; the operator's alone"),
    optional("time_limits", LIMITS, "its own time limits"),
    optional("key", text(1, 8_192), "its credential; never shown"),
    optional("own", flag(), "whether it is for the own organisation alone"),
    optional("active", flag(), "whether requests go to it; true as a rule")
  };

  private static final JsonSchema.ObjectSchema CHANGE = object("ProviderChange", FIELDS);

  private static final JsonSchema.ObjectSchema ADDED =
      object("NewProvider", field("name", text(1, 60), "what routes and metrics call it"))
          .extend("NewProvider", FIELDS);

  private static final JsonSchema.ObjectSchema PROVIDER =
      object(
          "Provider",
          field("name", text(), "its name"),
          field(
              "source", oneOf("config", "store"), "where it is from; config can't be changed here"),
          field("org_id", orNull(text()), "whose it is; null for everybody's"),
          field("active", flag(), "whether requests go to it"),
          field("fields", new JsonSchema.ByName(new JsonSchema.AnySchema()), "as they were given"),
          field("key_set_at", orNull(time()), "when everybody's key was stored; null for none"),
          field("own_key_set_at", orNull(time()), "the same of the own organisation's key"),
          field("failures", count(), "failures in a row, on the instance that answers"),
          field("cooling_seconds", count(), "for how long it is asked last"));

  private static final JsonSchema.ObjectSchema KEY =
      object(
          "ProviderKey",
          field("key", text(1, 8_192), "the credential; stored encrypted, never shown"),
          optional("own", flag(), "whether for the own organisation's requests alone"));

  private static final JsonSchema.ObjectSchema TEST =
      object(
          "ProviderTest",
          field("reached", flag(), "whether it answered"),
          field("status", orNull(count()), "the status of its list of models; null without answer"),
          field("message", text(), "what that means"));

  private final ProviderService service;
  private final Supplier<ProviderRegistry> offers;
  private final ProviderHealth providerHealth;

  /**
   * @param offers what is in force
   */
  public ProviderRoutes(
      ProviderService service, Supplier<ProviderRegistry> offers, ProviderHealth providerHealth) {
    this.service = service;
    this.offers = offers;
    this.providerHealth = providerHealth;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/providers",
                RoutePermission.ADMIN,
                "Everybody's providers and one's own.")
            .answers(200, page(PROVIDER))
            .inOrg()
            .does(
                r ->
                    ListPage.whole(
                        service.list(r.member()), providerView -> json(r, providerView))),
        AdminRoute.post("/admin/v1/providers", RoutePermission.ADMIN, "Add a provider.")
            .takes(ADDED)
            .answers(201, PROVIDER)
            .inOrg()
            .problems(409)
            .does(this::add),
        AdminRoute.get("/admin/v1/providers/{name}", RoutePermission.ADMIN, "One provider.")
            .answers(200, PROVIDER)
            .inOrg()
            .does(r -> ApiAnswer.ok(json(r, found(r)))),
        AdminRoute.put(
                "/admin/v1/providers/{name}", RoutePermission.ADMIN, "Replace a provider's fields.")
            .takes(CHANGE)
            .answers(200, PROVIDER)
            .inOrg()
            .does(this::change),
        AdminRoute.delete(
                "/admin/v1/providers/{name}", RoutePermission.ADMIN, "Remove it and its keys.")
            .inOrg()
            .does(r -> done(service.remove(r.member(), r.pathValue("name")))),
        AdminRoute.put("/admin/v1/providers/{name}/key", RoutePermission.ADMIN, "Set its key.")
            .takes(KEY)
            .inOrg()
            .does(
                r ->
                    done(
                        service.setKey(
                            r.member(),
                            r.pathValue("name"),
                            r.body().flag("own", false),
                            new Secret(r.body().text("key").strip())))),
        AdminRoute.delete(
                "/admin/v1/providers/{name}/key", RoutePermission.ADMIN, "Forget the stored key.")
            .query("own", flag(), "the own organisation's key")
            .inOrg()
            .does(
                r ->
                    done(
                        service.removeKey(
                            r.member(), r.pathValue("name"), "true".equals(r.asked("own"))))),
        AdminRoute.post(
                "/admin/v1/providers/{name}/test", RoutePermission.ADMIN, "Ask it for its models.")
            .answers(200, TEST)
            .inOrg()
            .does(this::test));
  }

  private ProviderView found(AdminRequest request) {
    return service
        .find(request.member(), request.pathValue("name"))
        .orElseThrow(() -> ApiException.notFound("provider"));
  }

  private static ApiAnswer done(boolean done) {
    if (!done) {
      throw ApiException.notFound("provider or key");
    }
    return ApiAnswer.none();
  }

  private ApiAnswer add(AdminRequest request) {
    String name = request.body().text("name");
    if (service.find(request.member(), name).isPresent()) {
      throw ApiException.conflict("name_taken", "There is a provider of that name.");
    }
    put(request, name);
    return ApiAnswer.created(json(request, view(request, name)));
  }

  private ApiAnswer change(AdminRequest request) {
    ProviderView before = found(request);
    if (before.stored() == null) {
      throw ApiException.invalid(
          "name", "invalid_value", "This provider is in the configuration file. Change it there.");
    }
    boolean everybodys = before.stored().org() == null;
    if (everybodys && !request.principal().operator()) {
      throw ApiException.forbidden(
          "not_allowed", "This provider is everybody's: the operator's matter.");
    }
    put(request, before.name());
    return ApiAnswer.ok(json(request, view(request, before.name())));
  }

  private void put(AdminRequest request, String name) {
    ObjectNode fields = ((ObjectNode) request.body().json()).deepCopy();
    fields.put("name", name);
    String key = request.body().optionalText("key");
    fields.remove(List.of("key", "own", "active"));
    service.put(
        request.member(),
        fields,
        request.body().flag("own", false),
        request.body().flag("active", true),
        key == null ? null : new Secret(key.strip()));
  }

  private ProviderView view(AdminRequest request, String name) {
    return service
        .find(request.member(), name)
        .orElseThrow(() -> ApiException.notFound("provider"));
  }

  private Optional<Provider> inForce(AdminRequest request, String name) {
    return offers.get().forOrganization(request.member().orgId()).router().providers().stream()
        .filter(p -> p.name().equals(name))
        .findFirst();
  }

  private ApiAnswer test(AdminRequest request) {
    Provider provider =
        inForce(request, found(request).name())
            .orElseThrow(() -> ApiException.notFound("provider"));
    ProviderProbe.ProbeResult probeResult =
        ProviderProbe.get(
            ProviderTarget.of(provider), provider.modelsPath(), provider.ownHeaders());
    return ApiAnswer.ok(ProviderJsonText.test(probeResult));
  }

  private ObjectNode json(AdminRequest request, ProviderView providerView) {
    @Nullable Provider provider = inForce(request, providerView.name()).orElse(null);
    return ProviderJsonText.render(
        providerView, provider == null ? null : providerHealth.state(provider));
  }
}
