package dev.compresh.admin.peek;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.many;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.text;
import static dev.compresh.admin.api.JsonSchema.time;
import static dev.compresh.admin.api.JsonSchema.whole;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.Principal;
import dev.compresh.account.admin.PeekPolicy;
import dev.compresh.admin.SessionCookie;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.LiveAnswer;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.audit.AuditLog;
import dev.compresh.session.SessionKey;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** Texts of a session's next requests, for some minutes and one viewer. */
public final class PeekRoutes {
  /** A key with this tag is not looked into. */
  private static final String FORBIDDEN = "peek=forbidden";

  private static final int MOST_MINUTES = 30;

  private static final JsonSchema.ObjectSchema POLICY =
      object("PeekPolicy", field("allowed", flag(), "whether texts of live sessions may be shown"));

  private static final JsonSchema.ObjectSchema EVENT =
      object(
          "PeekedRequest",
          field("request_id", text(), "as in x-request-id"),
          field(
              "messages",
              many(
                  object(
                      "PeekedMessage",
                      field("index", count(), "its place, from 0"),
                      field("role", text(), "who speaks"),
                      field("original", text(), "as the client sent it; bounded"),
                      field("forwarded", text(), "as the provider got it; bounded"),
                      field(
                          "cuts",
                          many(
                              object(
                                  "PeekedCut",
                                  field("layer", text(), "stage"),
                                  field("reason", text(), "why"),
                                  field("from", count(), "first character of the original"),
                                  field("to", count(), "the one behind the last"),
                                  field("restore", text(), "how an agent gets it back"))),
                          "what was cut"))),
              "the last ones, and those that were changed"));

  private final PeekDesk desk;
  private final KeyAdmin keys;
  private final PeekPolicy policy;
  private final AuditLog auditLog;

  public PeekRoutes(PeekDesk desk, KeyAdmin keys, PeekPolicy policy, AuditLog auditLog) {
    this.policy = policy;
    this.desk = desk;
    this.keys = keys;
    this.auditLog = auditLog;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/peek-policy",
                RoutePermission.MEMBER,
                "Get whether the organisation allows peeks.")
            .inOrg()
            .answers(200, POLICY)
            .does(request -> policy(request.member().orgId())),
        AdminRoute.patch(
                "/admin/v1/peek-policy",
                RoutePermission.OWNER,
                "Allow or forbid peeks in the caller's own organisation, also to the operator."
                    + " Peeks that are open end.")
            .takes(POLICY)
            .answers(200, POLICY)
            .does(
                request -> {
                  policy.change(request.principal(), request.body().flag("allowed", false));
                  return policy(request.principal().orgId());
                }),
        AdminRoute.post(
                "/admin/v1/sessions/{key_id}/{id}/peek",
                RoutePermission.ADMIN,
                "Look at the texts of a session's next requests; noted in the audit log. Refused"
                    + " for keys with the tag peek=forbidden, and where the organisation forbids"
                    + " peeks.")
            .inOrg()
            .takes(object("PeekRequest", field("minutes", whole(1, MOST_MINUTES), "when it ends")))
            .answers(
                201,
                object(
                    "Peek",
                    field("id", text(), "to read its events"),
                    field("until", time(), "when it ends")))
            .problems(429)
            .does(this::begin),
        AdminRoute.get(
                "/admin/v1/peeks/{id}/events",
                RoutePermission.ADMIN,
                "What is seen, as server-sent events, one for each request; only for the sign-in"
                    + " that started it.")
            .query("seconds", whole(0, LiveAnswer.MOST_SECONDS), "when the stream ends")
            .streams(EVENT)
            .does(this::read),
        AdminRoute.delete("/admin/v1/peeks/{id}", RoutePermission.ADMIN, "End a peek.")
            .does(this::end));
  }

  private ApiAnswer policy(String orgId) {
    return ApiAnswer.ok(
        JsonNodeFactory.instance.objectNode().put("allowed", policy.isAllowed(orgId)));
  }

  private ApiAnswer begin(AdminRequest request) {
    Principal by = request.member();
    String keyId = request.pathValue("key_id");
    String session = request.pathValue("id");
    ApiKey key = keys.get(by, keyId).orElseThrow(() -> ApiException.notFound("session"));
    if (!policy.isAllowed(by.orgId())) {
      throw ApiException.forbidden(
          "peek_forbidden", "The organisation forbids peeks. An owner can allow them in Settings.");
    }
    if (key.tags().contains(FORBIDDEN)) {
      throw ApiException.forbidden(
          "peek_forbidden", "The key's owner forbids to look at its texts (" + FORBIDDEN + ").");
    }
    int minutes = (int) request.body().number("minutes", 1);
    PeekDesk.StartedPeek started =
        desk.begin(
            viewer(request),
            credential(request),
            by.orgId(),
            new SessionKey(keyId, session),
            minutes);
    try {
      auditLog.record(
          by.actor(),
          by.orgId(),
          "session.peek",
          "key",
          keyId,
          Map.of("session", session, "minutes", Integer.toString(minutes)));
    } catch (RuntimeException e) {
      desk.end(viewer(request), started.id()); // nobody looks without an entry
      throw e;
    }
    return ApiAnswer.created(
        JsonNodeFactory.instance
            .objectNode()
            .put("id", started.id())
            .put("until", started.until().toString()));
  }

  private ApiAnswer read(AdminRequest request) {
    SessionPeek peek = desk.find(viewer(request), request.pathValue("id"));
    try {
      return LiveAnswer.of(
          peek.read(peek.box().unlock(credential(request))), request.asked("seconds"));
    } catch (GeneralSecurityException e) {
      throw ApiException.notFound("peek");
    }
  }

  private ApiAnswer end(AdminRequest request) {
    desk.end(viewer(request), request.pathValue("id"));
    return ApiAnswer.none();
  }

  /** The sign-in or token, not the person: another sign-in of the same person sees nothing. */
  private static String viewer(AdminRequest request) {
    Principal by = request.principal();
    return by.orgId() + "/" + by.userId() + "/" + by.credentialId();
  }

  /** Returns what the client sends to be known, and the server keeps as a hash alone. */
  private static String credential(AdminRequest request) {
    String token = request.head().headers().first("authorization");
    return token != null
        ? token
        : String.valueOf(SessionCookie.read(request.head().headers(), request.peer().secure()));
  }
}
