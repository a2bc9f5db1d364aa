package dev.compresh.cli;

import dev.compresh.account.Bootstrap;
import dev.compresh.admin.api.AdminRoute;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A running program with two organisations and somebody of each kind: in the first one an operator,
 * an owner, an admin and a member; in the other one an owner.
 */
final class AdminWorld implements AutoCloseable {
  static final String SESSION = "a-session";
  static final String PASSWORD = "correct horse battery";

  /** Who calls. */
  enum Who {
    NOBODY,
    OTHER,
    MEMBER,
    ADMIN,
    OWNER,
    OPERATOR
  }

  private final RunningProgram program;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Who, AdminClient> clients = new EnumMap<>(Who.class);
  private final Map<Who, String> userIds = new EnumMap<>(Who.class);
  private final Set<Who> ended = EnumSet.noneOf(Who.class);
  private final AtomicInteger next = new AtomicInteger();
  private final String orgId;
  private final String otherOrgId;

  private AdminWorld(RunningProgram program) {
    this.program = program;
    for (Who who : Who.values()) {
      clients.put(who, stranger());
    }
    Bootstrap.InitialSignIn first = program.firstOwner();
    AdminClient operator = as(Who.OPERATOR);
    AdminClient.AdminAnswer me = operator.signIn(first.name(), first.password());
    this.orgId = me.at("/org_id");
    userIds.put(Who.OPERATOR, me.at("/user_id"));
    this.otherOrgId =
        operator
            .post("/admin/v1/orgs", "{\"name\":\"Other\",\"owner\":\"other-first\"}")
            .at("/org/id");
    add(Who.OWNER, "owner", "");
    add(Who.ADMIN, "admin", "");
    add(Who.MEMBER, "member", "");
    add(Who.OTHER, "owner", "?org=" + otherOrgId);
  }

  static AdminWorld start(Path folder) {
    return start(folder, Map.of());
  }

  static AdminWorld start(Path folder, Map<String, String> settings) {
    return new AdminWorld(RunningProgram.quick(folder, settings));
  }

  private void add(Who who, String role, String query) {
    String body =
        "{\"name\":\"%s\",\"role\":\"%s\",\"password\":\"%s\"}".formatted(who, role, PASSWORD);
    userIds.put(who, as(Who.OPERATOR).post("/admin/v1/users" + query, body).at("/id"));
    signIn(who);
  }

  /** Signs {@code who} in again, with the password that all but the operator have. */
  void signIn(Who who) {
    AdminClient.AdminAnswer adminAnswer = as(who).signIn(who.name(), PASSWORD);
    if (adminAnswer.status() != 200) {
      throw new AssertionError(who + ": " + adminAnswer.status() + " " + adminAnswer.text());
    }
  }

  /** For calls that end a session: {@code who} gets another one afterwards. */
  void signInAnew(Who who) {
    ended.add(who);
  }

  /** Signs those in again whose session has ended. */
  void recover() {
    for (Who who : ended) {
      if (who == Who.OPERATOR) {
        as(who).signIn(program.firstOwner().name(), program.firstOwner().password());
      } else if (who != Who.NOBODY) {
        signIn(who);
      }
    }
    ended.clear();
  }

  RunningProgram program() {
    return program;
  }

  List<AdminRoute> routes() {
    return program.adminRoutes();
  }

  AdminClient as(Who who) {
    return Objects.requireNonNull(clients.get(who));
  }

  /** A client that is not signed in. */
  AdminClient stranger() {
    return new AdminClient(http, program.adminUrl());
  }

  String userId(Who who) {
    return Objects.requireNonNull(userIds.get(who));
  }

  String orgId() {
    return orgId;
  }

  String otherOrgId() {
    return otherOrgId;
  }

  /** A name that nothing has. */
  String name() {
    return "n" + next.incrementAndGet();
  }

  /** The id of a new key of the member's. */
  String key() {
    return as(Who.MEMBER).post("/admin/v1/keys", "{\"description\":\"" + name() + "\"}").at("/id");
  }

  /** The id of a key of the member's under which there is the session {@link #SESSION}. */
  String session() {
    AdminClient.AdminAnswer made =
        as(Who.MEMBER).post("/admin/v1/keys", "{\"description\":\"chat\"}");
    chat(made.at("/key"), SESSION);
    String path = "/admin/v1/sessions/" + made.at("/id") + "/" + SESSION;
    for (int i = 0; i < 200 && as(Who.MEMBER).get(path).status() != 200; i++) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return made.at("/id");
  }

  /** A request of the member's, by its id in the log. */
  String request() {
    String path = "/admin/v1/sessions/" + session() + "/" + SESSION;
    return as(Who.MEMBER).get(path).at("/history/0/id");
  }

  /** One request of a client; the status of its answer. */
  int chat(String key, String session) {
    AdminClient client = new AdminClient(http, program.url());
    client.useToken(key);
    return client
        .post(
            "/v1/chat/completions",
            "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}",
            "x-session-id",
            session)
        .status();
  }

  /** A client of the clients' port with that key. */
  AdminClient client(String key) {
    AdminClient client = new AdminClient(http, program.url());
    client.useToken(key);
    return client;
  }

  /** The id of a new member. */
  String user() {
    return user(name());
  }

  String user(String name) {
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
    return as(Who.OPERATOR).post("/admin/v1/users", body).at("/id");
  }

  /** The id of a new organisation. */
  String org() {
    String body = "{\"name\":\"%s\",\"owner\":\"%s\"}".formatted(name(), name());
    return as(Who.OPERATOR).post("/admin/v1/orgs", body).at("/org/id");
  }

  /** The name of a new provider for everybody. */
  String provider() {
    String name = name();
    String body = "{\"name\":\"%s\",\"base_url\":\"https://llm.example/v1\"}".formatted(name);
    return as(Who.OPERATOR).post("/admin/v1/providers", body).at("/name");
  }

  /** The name of a provider for which {@code who} has just set a key. */
  String keyedProvider(Who who) {
    as(who).call("PUT", "/admin/v1/providers/anthropic/key", "{\"key\":\"sk-2\"}");
    return "anthropic";
  }

  /** The id of a new token of {@code who}'s. */
  String token(Who who) {
    AdminClient.AdminAnswer made = as(who).post("/admin/v1/tokens", "{\"description\":\"t\"}");
    return made.status() == 201 ? made.at("/id") : "none";
  }

  /** The id of another sign-in of {@code who}'s. */
  String signInOf(Who who) {
    if (who == Who.NOBODY || who == Who.OPERATOR) {
      return "none";
    }
    stranger().signIn(who.name(), PASSWORD);
    return as(who).get("/admin/v1/sign-ins").at("/data/0/id");
  }

  @Override
  public void close() {
    program.close();
    http.close();
  }
}
