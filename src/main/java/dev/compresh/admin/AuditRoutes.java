package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.audit.AuditChannel;
import dev.compresh.audit.AuditEntry;
import dev.compresh.audit.AuditFilter;
import dev.compresh.audit.AuditLog;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The audit log, for reading. */
public final class AuditRoutes {
  private static final JsonSchema.ObjectSchema ENTRY =
      object(
          "AuditEntry",
          field("id", text(), "its id; later ones sort behind"),
          field("time", time(), "when"),
          field("org_id", text(), "whose matter; empty for the installation's"),
          field("actor_id", text(), "who: a user's id, cli, webhook or -"),
          field("actor_name", text(), "who, by name"),
          field(
              "via",
              oneOf(Arrays.stream(AuditChannel.values()).map(AuditRoutes::label).toList()),
              "how they came in"),
          field("remote", text(), "from where"),
          field("action", text(), "what was done"),
          field("object_type", text(), "what it was done to"),
          field("object_id", text(), "its id"),
          field("detail", new JsonSchema.ByName(text()), "what else matters; no secrets"));

  private final AuditLog auditLog;

  public AuditRoutes(AuditLog auditLog) {
    this.auditLog = auditLog;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/v1/audit", RoutePermission.ADMIN, "The audit log, latest first.")
            .inOrg()
            .query("all", flag(), "of all organisations and the installation; the operator's alone")
            .query("actor_id", text(1, 60), "of one user")
            .query("action", text(1, 60), "of one action, such as key.create")
            .query("object_id", text(1, 200), "of one object")
            .query("from", text(1, 40), "not before this instant")
            .query("to", text(1, 40), "before this instant")
            .paged()
            .answers(200, page(ENTRY))
            .does(this::list));
  }

  private ApiAnswer list(AdminRequest request) {
    Principal principal = request.member();
    boolean all = "true".equals(request.asked("all")) && principal.operator();
    AuditFilter filter =
        new AuditFilter(
            all ? null : principal.orgId(),
            request.asked("actor_id"),
            request.asked("action"),
            request.asked("object_id"),
            instant(request, "from"),
            instant(request, "to"),
            request.cursor());
    return ListPage.build(
        auditLog.list(filter, request.limit() + 1),
        request.limit(),
        AuditRoutes::json,
        AuditEntry::id);
  }

  static @Nullable Instant instant(AdminRequest request, String name) {
    String text = request.asked(name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidField(name, "Write '" + name + "' as 2026-11-21T12:00:00Z.");
    }
  }

  private static String label(AuditChannel auditChannel) {
    return auditChannel.name().toLowerCase(Locale.ROOT);
  }

  private static ObjectNode json(AuditEntry entry) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", entry.id());
    json.put("time", entry.time().toString());
    json.put("org_id", entry.orgId());
    json.put("actor_id", entry.actor().id());
    json.put("actor_name", entry.actor().name());
    json.put("via", label(entry.actor().via()));
    json.put("remote", entry.actor().remote());
    json.put("action", entry.action());
    json.put("object_type", entry.objectType());
    json.put("object_id", entry.objectId());
    ObjectNode detail = json.putObject("detail");
    entry.detail().forEach(detail::put);
    return json;
  }
}
