package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.orNull;
import static dev.compresh.admin.api.JsonSchema.page;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;

import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.ListPage;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.alert.AlertChannel;
import dev.compresh.alert.AlertChannels;
import dev.compresh.alert.AlertDispatcher;
import dev.compresh.alert.AlertFinding;
import dev.compresh.alert.AlertKind;
import dev.compresh.alert.AlertLog;
import dev.compresh.alert.ChannelDraft;
import dev.compresh.alert.ChannelKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Alerts, and the channels that they are sent to. */
public final class AlertRoutes {
  private static final JsonSchema.ArraySchema KINDS =
      new JsonSchema.ArraySchema(oneOf(AlertKind.labels()), AlertKind.labels().size());
  private static final JsonSchema.TextSchema SCOPE = oneOf("organisation", "installation");

  private static final JsonSchema.ObjectSchema CHANNEL =
      object(
          "AlertChannel",
          field("id", text(), "id of the channel"),
          field("kind", oneOf(ChannelKind.labels()), "how alerts are sent"),
          field("name", text(), "name of the channel"),
          field(
              "scope",
              SCOPE,
              "organisation: its own alerts; installation: those of all organisations as well"),
          field("address", text(), "e-mail address, or origin of the webhook"),
          field("kinds", KINDS, "kinds of alerts sent to it; empty for all"),
          field("created_at", time(), "creation time"));

  private static final JsonSchema.ObjectSchema ALERT =
      object(
          "Alert",
          field("id", text(), "id of the alert; ids sort by time"),
          field("kind", text(), "kind of alert"),
          field("org_id", text(), "id of the organisation; empty for the installation"),
          field("subject", text(), "what is affected"),
          field("period", text(), "period within which it is raised once"),
          field("message", text(), "problem and recommended action"),
          field("raised_at", time(), "when it was raised"),
          field("sent", count(), "channels that received it"),
          field("pending", count(), "channels to which it is still to be sent"),
          field("failed", count(), "channels that were given up"));

  private final AlertChannels channels;
  private final AlertLog alertLog;
  private final AlertDispatcher dispatcher;

  public AlertRoutes(AlertChannels channels, AlertLog alertLog, AlertDispatcher dispatcher) {
    this.channels = channels;
    this.alertLog = alertLog;
    this.dispatcher = dispatcher;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get("/admin/v1/alerts", RoutePermission.ADMIN, "List alerts, latest first.")
            .inOrg()
            .query("all", flag(), "all organisations and the installation; operators only")
            .paged()
            .answers(200, page(ALERT))
            .does(this::alerts),
        AdminRoute.get(
                "/admin/v1/alert-channels",
                RoutePermission.ADMIN,
                "List the channels of the organisation; for operators also the installation's.")
            .inOrg()
            .answers(200, page(CHANNEL))
            .does(request -> ListPage.whole(channels.list(request.member()), AlertRoutes::channel)),
        AdminRoute.post(
                "/admin/v1/alert-channels",
                RoutePermission.ADMIN,
                "Add a channel. The response is the only one that contains a webhook's secret.")
            .inOrg()
            .takes(
                object(
                    "NewAlertChannel",
                    field("kind", oneOf(ChannelKind.labels()), "how alerts are sent"),
                    field("name", text(1, 120), "name of the channel"),
                    field(
                        "address", text(1, 500), "https address of the webhook, or e-mail address"),
                    optional(
                        "secret", text(16, 200), "signs a webhook's calls (default: a random one)"),
                    optional("kinds", KINDS, "kinds of alerts to send (default: all)"),
                    optional("scope", SCOPE, "whose alerts (default: organisation)")))
            .answers(
                201,
                CHANNEL.extend(
                    "AddedAlertChannel",
                    field("secret", orNull(text()), "secret of a webhook; null for others")))
            .problems(409)
            .does(this::add),
        AdminRoute.post(
                "/admin/v1/alert-channels/{id}/test",
                RoutePermission.ADMIN,
                "Send a test to a channel.")
            .inOrg()
            .answers(
                200,
                object(
                    "AlertTest",
                    field("sent", flag(), "whether it was sent"),
                    field("error", orNull(text()), "why not; null if it was")))
            .does(this::test),
        AdminRoute.delete(
                "/admin/v1/alert-channels/{id}", RoutePermission.ADMIN, "Remove a channel.")
            .inOrg()
            .does(this::remove));
  }

  private ApiAnswer alerts(AdminRequest request) {
    Principal by = request.member();
    boolean isAll = "true".equals(request.asked("all")) && by.operator();
    return ListPage.build(
        alertLog.list(isAll ? null : by.orgId(), request.cursor(), request.limit() + 1),
        request.limit(),
        AlertRoutes::alert,
        logged -> logged.event().id());
  }

  private ApiAnswer add(AdminRequest request) {
    Principal by = request.member();
    JsonBody body = request.body();
    AlertChannels.AddedChannel added =
        channels.add(
            by,
            new ChannelDraft(
                body.text("scope", "organisation").equals("installation") ? "" : by.orgId(),
                ChannelKind.named(body.text("kind")).orElse(ChannelKind.WEBHOOK),
                body.text("name"),
                body.text("address").strip(),
                body.text("secret", ""),
                kinds(body.texts("kinds"))));
    return ApiAnswer.created(
        channel(added.channel()).put("secret", added.secret().isEmpty() ? null : added.secret()));
  }

  private static Set<AlertKind> kinds(@Nullable List<String> labels) {
    Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
    if (labels != null) {
      labels.forEach(label -> AlertKind.named(label).ifPresent(kinds::add));
    }
    return kinds;
  }

  private ApiAnswer test(AdminRequest request) {
    AlertChannel channel =
        channels
            .find(request.member(), request.pathValue("id"))
            .orElseThrow(() -> ApiException.notFound("alert channel"));
    String failure = dispatcher.test(channel);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("sent", failure == null);
    json.put("error", failure);
    return ApiAnswer.ok(json);
  }

  private ApiAnswer remove(AdminRequest request) {
    if (!channels.remove(request.member(), request.pathValue("id"))) {
      throw ApiException.notFound("alert channel");
    }
    return ApiAnswer.none();
  }

  private static ObjectNode channel(AlertChannel channel) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", channel.id());
    json.put("kind", channel.kind().label());
    json.put("name", channel.name());
    json.put("scope", channel.isGlobal() ? "installation" : "organisation");
    json.put("address", channel.shown());
    ArrayNode kinds = json.putArray("kinds");
    List<String> labels = new ArrayList<>();
    channel.kinds().forEach(kind -> labels.add(kind.label()));
    labels.stream().sorted().forEach(kinds::add);
    json.put("created_at", channel.created().toString());
    return json;
  }

  private static ObjectNode alert(AlertLog.LoggedAlert logged) {
    AlertFinding finding = logged.event().finding();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", logged.event().id());
    json.put("kind", finding.kind().label());
    json.put("org_id", finding.orgId());
    json.put("subject", finding.subject());
    json.put("period", finding.period());
    json.put("message", finding.message());
    json.put("raised_at", logged.event().raised().toString());
    json.put("sent", logged.sent());
    json.put("pending", logged.pending());
    json.put("failed", logged.failed());
    return json;
  }
}
