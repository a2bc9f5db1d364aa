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
          field("id", text(), "id of the entry; ids sort by time"),
          field("time", time(), "when"),
          field("org_id", text(), "id of the organisation; empty for the installation"),
          field("actor_id", text(), "actor: user id, cli, webhook or -"),
          field("actor_name", text(), "name of the actor"),
          field(
              "via",
              oneOf(Arrays.stream(AuditChannel.values()).map(AuditRoutes::label).toList()),
              "interface used"),
          field("remote", text(), "remote address"),
          field("action", text(), "action"),
          field("object_type", text(), "type of the object"),
          field("object_id", text(), "id of the object"),
          field("detail", new JsonSchema.ByName(text()), "further details, without secrets"));

  private final AuditLog auditLog;

  public AuditRoutes(AuditLog auditLog) {
    this.auditLog = auditLog;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/audit", RoutePermission.ADMIN, "List audit entries, latest first.")
            .inOrg()
            .query("all", flag(), "all organisations and the installation; operators only")
            .query("actor_id", text(1, 60), "id of the actor")
            .query("action", text(1, 60), "one action, such as key.create")
            .query("object_id", text(1, 200), "id of one object")
            .query("from", text(1, 40), "start of the period (inclusive)")
            .query("to", text(1, 40), "end of the period (exclusive)")
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
