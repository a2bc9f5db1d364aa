package dev.compresh.admin;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.audit.AuditLog;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.CatalogueService;
import dev.compresh.provider.catalogue.EntryJson;
import dev.compresh.provider.catalogue.RefreshReport;
import dev.compresh.store.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue of models: to be read by admins, to be changed by the operator. */
public final class ModelRoutes {
  private final Database database;
  private final CatalogueService catalogueService;
  private final CatalogueRefresh refresh;
  private final AuditLog auditLog;

  public ModelRoutes(
      Database database,
      CatalogueService catalogueService,
      CatalogueRefresh refresh,
      AuditLog auditLog) {
    this.database = database;
    this.catalogueService = catalogueService;
    this.refresh = refresh;
    this.auditLog = auditLog;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/models", RoutePermission.ADMIN, "List all models, the operator's first.")
            .query("own", JsonSchema.flag(), "only models with an operator's entry")
            .answers(200, JsonSchema.page(ModelSchemas.MODEL))
            .does(this::list),
        AdminRoute.get(
                "/admin/v1/models/{id}",
                RoutePermission.ADMIN,
                "Get a model, by its id or an alias.")
            .answers(200, ModelSchemas.MODEL)
            .problems(404)
            .does(request -> ApiAnswer.ok(EntryJson.render(found(request.pathValue("id"))))),
        AdminRoute.patch(
                "/admin/v1/models/{id}",
                RoutePermission.OPERATOR,
                "Set fields of a model; a new model is created, and null removes a field.")
            .takes(ModelSchemas.CHANGE)
            .answers(200, ModelSchemas.MODEL)
            .does(this::set),
        AdminRoute.delete(
                "/admin/v1/models/{id}",
                RoutePermission.OPERATOR,
                "Delete the stored entry of a model; its configuration and known facts remain.")
            .problems(404)
            .does(this::remove),
        AdminRoute.put(
                "/admin/v1/model-facts",
                RoutePermission.OPERATOR,
                "Import a list of well-known models in the format of models.dev or LiteLLM.")
            .takes(ModelSchemas.FACTS)
            .answers(200, ModelSchemas.TAKEN)
            .does(this::refresh),
        AdminRoute.delete(
                "/admin/v1/model-facts",
                RoutePermission.OPERATOR,
                "Return to the facts shipped with this version.")
            .does(this::unrefresh));
  }

  private ApiAnswer list(AdminRequest request) {
    boolean own = "true".equals(request.asked("own"));
    return ListPage.whole(
        catalogueService.get().entries().stream().filter(e -> !own || e.own()).toList(),
        EntryJson::render);
  }

  private CatalogueEntry found(String name) {
    return catalogueService.get().find(name).orElseThrow(() -> ApiException.notFound("model"));
  }

  private ApiAnswer set(AdminRequest request) {
    String id = request.pathValue("id");
    ObjectNode fields = (ObjectNode) request.body().json();
    change(
        request.principal(),
        "model.set",
        id,
        Map.of("fields", String.join(",", fields.propertyNames())),
        handle -> {
          catalogueService.set(handle, id, fields);
          return true;
        });
    return ApiAnswer.ok(EntryJson.render(found(id)));
  }

  private ApiAnswer remove(AdminRequest request) {
    String id = request.pathValue("id");
    boolean removed =
        change(
            request.principal(),
            "model.remove",
            id,
            Map.of(),
            handle -> catalogueService.remove(handle, id));
    if (!removed) {
      throw ApiException.notFound("stored model");
    }
    return ApiAnswer.none();
  }

  private ApiAnswer refresh(AdminRequest request) {
    JsonBody body = request.body();
    boolean isTrial = body.json().path("dry_run").asBoolean(false);
    String url = body.text("url", "");
    if (url.isEmpty() == body.json().path("facts").isMissingNode()) {
      throw ApiException.invalid("facts", "invalid_value", "Send either 'facts' or 'url'.");
    }
    try {
      RefreshReport report =
          url.isEmpty()
              ? refresh.take(
                  request.principal().actor(),
                  body.json().path("facts").toString(),
                  body.text("source", "admin API"),
                  isTrial)
              : refresh.fetch(
                  request.principal().actor(),
                  url,
                  body.json().path("allow_private").asBoolean(false),
                  isTrial);
      return ApiAnswer.ok(report.json());
    } catch (dev.compresh.provider.catalogue.CatalogueException e) {
      String field = e.field().isEmpty() ? "facts" : e.field();
      throw ApiException.invalid(field, "invalid_value", String.valueOf(e.getMessage()));
    }
  }

  private ApiAnswer unrefresh(AdminRequest request) {
    change(request.principal(), "model-facts.remove", "", Map.of(), catalogueService::unrefresh);
    return ApiAnswer.none();
  }

  /** Makes a change and its line in the audit log; no line where nothing was changed. */
  private boolean change(
      Principal by,
      String action,
      String id,
      Map<String, String> detail,
      Function<Handle, Boolean> work) {
    try {
      return database.<Boolean>commit(
          handle -> {
            boolean changed = work.apply(handle);
            if (changed) {
              auditLog.record(handle, by.actor(), "", action, "model", id, detail);
            }
            return changed;
          });
    } catch (dev.compresh.provider.catalogue.CatalogueException e) {
      throw ApiException.invalid(e.field(), "invalid_value", String.valueOf(e.getMessage()));
    } finally {
      catalogueService.refreshed();
    }
  }
}
