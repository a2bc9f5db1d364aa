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
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.gateway.upstream.ProviderProbe;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.vendor.ProviderKind;
import dev.compresh.vendor.ProviderKindRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Providers: list, add, change, keys, a test. */
public final class ProviderRoutes {
  private static final JsonSchema.ObjectSchema LIMITS =
      object(
          "ProviderTimeLimits",
          optional("connect", text(1, 20), "time limit for connecting, such as 10s"),
          optional("first_byte", text(1, 20), "time limit for the first byte"),
          optional("idle", text(1, 20), "time limit between bytes"),
          optional("total", text(1, 20), "time limit for the whole request"));

  private static final JsonSchema.SchemaField[] FIELDS = {
    optional("kind", oneOf(ProviderKindRegistry.names()), "kind of API (default: openai)"),
    optional("base_url", text(1, 500), "base URL, such as https://host/v1"),
    optional("apis", many(text(1, 40)), "APIs that it serves (default: those of its kind)"),
    optional("models", many(text(1, 200)), "models that it serves under these names"),
    optional(
        "headers",
        new JsonSchema.ByName(text(0, 4_000)),
        "headers added to each request; never shown"),
    optional("stream_usage", flag(), "whether it supports stream_options.include_usage"),
    optional("local", flag(), "whether private addresses are allowed; operators only"),
    optional("link_local", flag(), "whether link-local addresses are allowed too; operators only"),
    optional("time_limits", LIMITS, "time limits of this provider"),
    optional("key", text(1, 8_192), "credential; never shown"),
    optional("own", flag(), "whether it is only for the caller's organisation"),
    optional("active", flag(), "whether it is enabled (default: true)")
  };

  private static final JsonSchema.ObjectSchema KIND =
      object(
          "ProviderKind",
          field("name", text(), "name of the kind"),
          field("title", text(), "name to show where people choose one"));

  private static final JsonSchema.ObjectSchema CHANGE = object("ProviderChange", FIELDS);

  private static final JsonSchema.ObjectSchema ADDED =
      object(
              "NewProvider",
              field("name", text(1, 60), "name of the provider, used in routes and metrics"))
          .extend("NewProvider", FIELDS);

  private static final JsonSchema.ObjectSchema PROVIDER =
      object(
          "Provider",
          field("name", text(), "name of the provider"),
          field(
              "source",
              oneOf("config", "store"),
              "source; a provider from config can't be changed here"),
          field(
              "org_id",
              orNull(text()),
              "id of the owning organisation; null for all organisations"),
          field("active", flag(), "whether it is enabled"),
          field(
              "fields",
              new JsonSchema.ByName(new JsonSchema.AnySchema()),
              "fields as they were sent"),
          field(
              "key_set_at",
              orNull(time()),
              "time at which the shared key was stored; null for none"),
          field(
              "own_key_set_at",
              orNull(time()),
              "time at which the organisation's own key was stored; null for none"),
          field("failures", count(), "consecutive failures, on the instance that responds"),
          field("cooling_seconds", count(), "remaining cooldown, during which it is tried last"));

  private static final JsonSchema.ObjectSchema KEY =
      object(
          "ProviderKey",
          field("key", text(1, 8_192), "credential; stored encrypted, never shown"),
          optional("own", flag(), "whether it is only for requests of the caller's organisation"));

  private static final JsonSchema.ObjectSchema TEST =
      object(
          "ProviderTest",
          field("reached", flag(), "whether the provider answered"),
          field(
              "status",
              orNull(count()),
              "HTTP status of its list of models; null without a response"),
          field("message", text(), "explanation"));

  private final ProviderService service;
  private final Supplier<ProviderRegistry> offers;
  private final ProviderHealth providerHealth;
  private final OutboundNetwork network;

  /**
   * @param offers what is in force
   */
  public ProviderRoutes(
      ProviderService service,
      Supplier<ProviderRegistry> offers,
      ProviderHealth providerHealth,
      OutboundNetwork network) {
    this.network = network;
    this.service = service;
    this.offers = offers;
    this.providerHealth = providerHealth;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/providers",
                RoutePermission.ADMIN,
                "List shared providers and those of the caller's organisation.")
            .answers(200, page(PROVIDER))
            .inOrg()
            .does(
                r ->
                    ListPage.whole(
                        service.list(r.member()), providerView -> json(r, providerView))),
        AdminRoute.get(
                "/admin/v1/provider-kinds",
                RoutePermission.ADMIN,
                "List the kinds of provider that can be added.")
            .answers(200, page(KIND))
            .does(_ -> ListPage.whole(ProviderKindRegistry.all(), ProviderRoutes::json)),
        AdminRoute.post("/admin/v1/providers", RoutePermission.ADMIN, "Add a provider.")
            .takes(ADDED)
            .answers(201, PROVIDER)
            .inOrg()
            .problems(409)
            .does(this::add),
        AdminRoute.get("/admin/v1/providers/{name}", RoutePermission.ADMIN, "Get a provider.")
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
                "/admin/v1/providers/{name}",
                RoutePermission.ADMIN,
                "Delete a provider and its keys.")
            .inOrg()
            .does(r -> done(service.remove(r.member(), r.pathValue("name")))),
        AdminRoute.put(
                "/admin/v1/providers/{name}/key", RoutePermission.ADMIN, "Set a provider's key.")
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
                "/admin/v1/providers/{name}/key",
                RoutePermission.ADMIN,
                "Delete a provider's stored key.")
            .query("own", flag(), "the key of the caller's organisation")
            .inOrg()
            .does(
                r ->
                    done(
                        service.removeKey(
                            r.member(), r.pathValue("name"), "true".equals(r.asked("own"))))),
        AdminRoute.post(
                "/admin/v1/providers/{name}/test",
                RoutePermission.ADMIN,
                "Test a provider by requesting its list of models.")
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
      throw ApiException.conflict(
          "name_taken",
          "A provider with this name exists. Choose another name, or replace its fields.");
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
          "not_allowed",
          "This provider is shared by all organisations. Only the operator can change it.");
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
            network, ProviderTarget.of(provider), provider.modelsPath(), provider.ownHeaders());
    return ApiAnswer.ok(ProviderJsonText.test(probeResult));
  }

  private static ObjectNode json(ProviderKind providerKind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", providerKind.name())
        .put("title", providerKind.title());
  }

  private ObjectNode json(AdminRequest request, ProviderView providerView) {
    @Nullable Provider provider = inForce(request, providerView.name()).orElse(null);
    return ProviderJsonText.render(
        providerView, provider == null ? null : providerHealth.state(provider));
  }
}
