package dev.compresh.admin;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.Answer;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.Page;
import dev.compresh.admin.api.Permission;
import dev.compresh.admin.api.Refusal;
import dev.compresh.admin.api.Route;
import dev.compresh.admin.api.Schema;
import dev.compresh.audit.Audit;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.Catalogues;
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
  private final Catalogues catalogues;
  private final CatalogueRefresh refresh;
  private final Audit audit;

  public ModelRoutes(
      Database database, Catalogues catalogues, CatalogueRefresh refresh, Audit audit) {
    this.database = database;
    this.catalogues = catalogues;
    this.refresh = refresh;
    this.audit = audit;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/admin/v1/models", Permission.ADMIN, "All models, the operator's first.")
            .query("own", Schema.flag(), "only those that the operator has said something of")
            .answers(200, Schema.page(ModelSchemas.MODEL))
            .does(this::list),
        Route.get("/admin/v1/models/{id}", Permission.ADMIN, "One model, by its id or an alias.")
            .answers(200, ModelSchemas.MODEL)
            .problems(404)
            .does(request -> Answer.ok(EntryJson.of(found(request.at("id"))))),
        Route.patch(
                "/admin/v1/models/{id}",
                Permission.OPERATOR,
                "Set fields of a model, which is made where it is new; null takes one away.")
            .takes(ModelSchemas.CHANGE)
            .answers(200, ModelSchemas.MODEL)
            .does(this::set),
        Route.delete(
                "/admin/v1/models/{id}",
                Permission.OPERATOR,
                "Forget what was set of a model; the file's and the known facts remain.")
            .problems(404)
            .does(this::remove),
        Route.put(
                "/admin/v1/model-facts",
                Permission.OPERATOR,
                "Take a list of well-known models over, in models.dev's or LiteLLM's form.")
            .takes(ModelSchemas.FACTS)
            .answers(200, ModelSchemas.TAKEN)
            .does(this::refresh),
        Route.delete(
                "/admin/v1/model-facts",
                Permission.OPERATOR,
                "Go back to the facts that ship with the program.")
            .does(this::unrefresh));
  }

  private Answer list(AdminRequest request) {
    boolean own = "true".equals(request.asked("own"));
    return Page.whole(
        catalogues.get().entries().stream().filter(e -> !own || e.own()).toList(), EntryJson::of);
  }

  private CatalogueEntry found(String name) {
    return catalogues.get().find(name).orElseThrow(() -> Refusal.notFound("model"));
  }

  private Answer set(AdminRequest request) {
    String id = request.at("id");
    ObjectNode fields = (ObjectNode) request.body().json();
    change(
        request.principal(),
        "model.set",
        id,
        Map.of("fields", String.join(",", fields.propertyNames())),
        handle -> {
          catalogues.set(handle, id, fields);
          return true;
        });
    return Answer.ok(EntryJson.of(found(id)));
  }

  private Answer remove(AdminRequest request) {
    String id = request.at("id");
    boolean removed =
        change(
            request.principal(),
            "model.remove",
            id,
            Map.of(),
            handle -> catalogues.remove(handle, id));
    if (!removed) {
      throw Refusal.notFound("stored model");
    }
    return Answer.none();
  }

  private Answer refresh(AdminRequest request) {
    JsonBody body = request.body();
    boolean isTrial = body.json().path("dry_run").asBoolean(false);
    String url = body.text("url", "");
    if (url.isEmpty() == body.json().path("facts").isMissingNode()) {
      throw Refusal.invalid("facts", "invalid_value", "Send 'facts' or 'url', one of them.");
    }
    try {
      RefreshReport report =
          url.isEmpty()
              ? refresh.take(
                  request.principal().actor(),
                  body.json().path("facts").toString(),
                  body.text("source", "administration API"),
                  isTrial)
              : refresh.fetch(
                  request.principal().actor(),
                  url,
                  body.json().path("allow_private").asBoolean(false),
                  isTrial);
      return Answer.ok(report.json());
    } catch (dev.compresh.provider.catalogue.Refusal e) {
      String field = e.field().isEmpty() ? "facts" : e.field();
      throw Refusal.invalid(field, "invalid_value", String.valueOf(e.getMessage()));
    }
  }

  private Answer unrefresh(AdminRequest request) {
    change(request.principal(), "model-facts.remove", "", Map.of(), catalogues::unrefresh);
    return Answer.none();
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
              audit.record(handle, by.actor(), "", action, "model", id, detail);
            }
            return changed;
          });
    } catch (dev.compresh.provider.catalogue.Refusal e) {
      throw Refusal.invalid(e.field(), "invalid_value", String.valueOf(e.getMessage()));
    } finally {
      catalogues.refreshed();
    }
  }
}
