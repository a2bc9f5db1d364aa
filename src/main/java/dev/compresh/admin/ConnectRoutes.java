package dev.compresh.admin;

import static dev.compresh.admin.api.JsonSchema.count;
import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.account.InvalidField;
import dev.compresh.account.IssuedKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.Principal;
import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.admin.demo.DemoConversation;
import dev.compresh.proxy.ApiError;
import dev.compresh.session.SessionKey;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Serves how clients connect, and a demo conversation for those who have none yet. */
public final class ConnectRoutes {
  private static final int MOST_TURNS = 100;

  private static final JsonSchema.ObjectSchema CONNECTION =
      object(
          "Connection",
          field("version", text(), "version of Compresh"),
          field("clients_url", text(), "base URL for clients on this machine"),
          field(
              "simulated",
              flag(),
              "whether all providers are simulated, so that a demo costs nothing"));

  private static final JsonSchema.ObjectSchema TURN =
      object(
          "DemoTurn",
          field("status", count(), "HTTP status of the response"),
          field("original_tokens", count(), "tokens of the original prompt"),
          field("optimized_tokens", count(), "tokens of the forwarded prompt"));

  private static final JsonSchema.ObjectSchema DEMO =
      object(
          "Demo",
          field("key_id", text(), "id of the temporary key, which is revoked afterwards"),
          field("session_id", text(), "session id of the conversation"),
          field("turns", new JsonSchema.ArraySchema(TURN, MOST_TURNS), "its requests, in order"));

  private static final Duration STORED_WITHIN = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Supplier<InstallationStatus> status;
  private final Predicate<String> simulated;
  private final KeyAdmin keys;
  private final Supplier<String> inside;
  private final Predicate<SessionKey> stored;
  private final DemoConversation demo = new DemoConversation();
  private final Semaphore running = new Semaphore(1);

  /**
   * @param status what runs
   * @param simulated whether an organisation's providers are all simulated
   * @param stored whether a session is in the store
   */
  public ConnectRoutes(
      Supplier<InstallationStatus> status,
      Predicate<String> simulated,
      KeyAdmin keys,
      Supplier<String> inside,
      Predicate<SessionKey> stored) {
    this.inside = inside;
    this.stored = stored;
    this.status = status;
    this.simulated = simulated;
    this.keys = keys;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.get(
                "/admin/v1/connection",
                RoutePermission.MEMBER,
                "Get the addresses that clients connect to.")
            .inOrg()
            .answers(200, CONNECTION)
            .does(this::connection),
        AdminRoute.post(
                "/admin/v1/demo",
                RoutePermission.MEMBER,
                "Run a demo conversation with the simulated provider.")
            .inOrg()
            .answers(201, DEMO)
            .problems(409)
            .does(this::play));
  }

  private ApiAnswer connection(AdminRequest request) {
    InstallationStatus now = status.get();
    return ApiAnswer.ok(
        JsonNodeFactory.instance
            .objectNode()
            .put("version", now.version())
            .put("clients_url", now.clients())
            .put("simulated", simulated.test(request.member().orgId())));
  }

  private ApiAnswer play(AdminRequest request) {
    Principal by = request.member();
    if (!simulated.test(by.orgId())) {
      throw ApiException.conflict(
          "demo_unavailable",
          "A real provider is configured, and a demo would cost money. Send a request of"
              + " your own instead.");
    }
    if (!running.tryAcquire()) {
      throw ApiException.conflict(
          "demo_running", "A demo is already running. Wait until it has finished.");
    }
    try {
      return ApiAnswer.created(played(by));
    } catch (IOException e) {
      throw new ApiException(
          ApiError.of(
              503, "proxy_error", "demo_failed", "The client port did not respond. Try again."));
    } finally {
      running.release();
    }
  }

  private ObjectNode played(Principal by) throws IOException {
    IssuedKey issued = issue(by);
    String session = "demo-" + issued.key().id();
    try {
      ObjectNode json = JsonNodeFactory.instance.objectNode();
      json.put("key_id", issued.key().id());
      json.put("session_id", session);
      ArrayNode turns = json.putArray("turns");
      for (DemoConversation.DemoTurn demoTurn : demo.play(inside.get(), issued.secret(), session)) {
        turns
            .addObject()
            .put("status", demoTurn.status())
            .put("original_tokens", demoTurn.original())
            .put("optimized_tokens", demoTurn.optimized());
      }
      awaitStored(new SessionKey(issued.key().id(), session));
      return json;
    } finally {
      keys.revoke(by, issued.key().id());
    }
  }

  /**
   * Waits until the session's page has something to show: sessions are written in the background.
   */
  private void awaitStored(SessionKey session) {
    long end = System.nanoTime() + STORED_WITHIN.toNanos();
    while (!stored.test(session) && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** A key of the caller's; nobody's in an organisation that the operator only looks at. */
  private IssuedKey issue(Principal by) {
    try {
      return keys.create(
          by,
          by.userId(),
          KeyOptions.named("Demo conversation"),
          KeyAdmin.KeyChangeExtension.NOTHING);
    } catch (InvalidField e) {
      throw ApiException.conflict(
          "demo_unavailable", "Run the demo in your own organisation: it needs a key of yours.");
    }
  }
}
