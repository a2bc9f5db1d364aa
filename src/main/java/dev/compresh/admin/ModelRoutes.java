package dev.compresh.admin;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.Answer;
import dev.compresh.admin.api.Page;
import dev.compresh.admin.api.Permission;
import dev.compresh.admin.api.Refusal;
import dev.compresh.admin.api.Route;
import dev.compresh.admin.api.Schema;
import dev.compresh.audit.Audit;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.Catalogues;
import dev.compresh.provider.catalogue.EntryJson;
import dev.compresh.provider.catalogue.FactsImport;
import dev.compresh.store.Database;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue of models: to be read by admins, to be changed by the operator. */
public final class ModelRoutes {
  private final Database database;
  private final Catalogues catalogues;
  private final Audit audit;

  public ModelRoutes(Database database, Catalogues catalogues, Audit audit) {
    this.database = database;
    this.catalogues = catalogues;
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
                "Take facts about well-known models over; broken ones change nothing.")
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
    FactsImport.Read facts = read(request.body().json().path("facts").toString());
    String source = request.body().text("source", "administration API");
    change(
        request.principal(),
        "model-facts.refresh",
        source,
        Map.of("models", Integer.toString(facts.models().size())),
        handle -> {
          catalogues.refresh(handle, facts, source);
          return true;
        });
    return Answer.ok(JsonNodeFactory.instance.objectNode().put("models", facts.models().size()));
  }

  private Answer unrefresh(AdminRequest request) {
    change(request.principal(), "model-facts.remove", "", Map.of(), catalogues::unrefresh);
    return Answer.none();
  }

  private static FactsImport.Read read(String json) {
    try {
      return FactsImport.read(json);
    } catch (dev.compresh.provider.catalogue.Refusal e) {
      throw Refusal.invalid("facts", "invalid_value", String.valueOf(e.getMessage()));
    }
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
