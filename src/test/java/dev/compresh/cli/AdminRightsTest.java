package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminWorld.Who;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What people can't do to others, to themselves and to what is not theirs. */
class AdminRightsTest {
  private static final AdminWorld[] WORLD = new AdminWorld[1];

  @BeforeAll
  static void start(@TempDir Path folder) {
    WORLD[0] = AdminWorld.start(folder);
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  private static AdminWorld world() {
    return Objects.requireNonNull(WORLD[0]);
  }

  private static AdminAnswer editUser(Who by, String id, String change) {
    return world().as(by).call("PATCH", "/admin/v1/users/" + id, change);
  }

  @Test
  void nobody_changesTheirOwnRights() {
    for (Who who : List.of(Who.ADMIN, Who.OWNER, Who.OPERATOR)) {
      assertThat(editUser(who, world().userId(who), "{\"role\":\"owner\"}").status())
          .isEqualTo(403);
      assertThat(editUser(who, world().userId(who), "{\"state\":\"active\"}").status())
          .isEqualTo(403);
    }
  }

  @Test
  void nobody_changesWhoMayMore() {
    String owner = world().userId(Who.OWNER);
    String operator = world().userId(Who.OPERATOR);
    assertThat(editUser(Who.ADMIN, owner, "{\"role\":\"member\"}").status()).isEqualTo(403);
    assertThat(editUser(Who.OWNER, operator, "{\"role\":\"member\"}").status()).isEqualTo(403);
    String reset = "/admin/v1/users/%s/reset-password";
    assertThat(world().as(Who.ADMIN).post(reset.formatted(owner), null).status()).isEqualTo(403);
    assertThat(world().as(Who.OWNER).post(reset.formatted(operator), null).status()).isEqualTo(403);
  }

  @Test
  void anOwnersKeys_areForOwners() {
    String owner = world().userId(Who.OWNER);
    String make = "{\"description\":\"k\",\"user_id\":\"" + owner + "\"}";
    assertThat(world().as(Who.ADMIN).post("/admin/v1/keys", make).status()).isEqualTo(403);
    String key = "/admin/v1/keys/" + world().as(Who.OWNER).post("/admin/v1/keys", make).at("/id");
    assertThat(world().as(Who.ADMIN).get(key).status()).isEqualTo(200);
    String change = "{\"description\":\"mine\"}";
    assertThat(world().as(Who.ADMIN).call("PATCH", key, change).status()).isEqualTo(403);
    assertThat(world().as(Who.ADMIN).call("DELETE", key, null).status()).isEqualTo(403);
    assertThat(world().as(Who.OWNER).call("PATCH", key, change).status()).isEqualTo(200);
    assertThat(world().as(Who.OPERATOR).call("DELETE", key, null).status()).isEqualTo(200);
  }

  @Test
  void nobody_givesMoreThanTheyHave() {
    String owner = "{\"name\":\"" + world().name() + "\",\"role\":\"owner\"}";
    assertThat(world().as(Who.ADMIN).post("/admin/v1/users", owner).status()).isEqualTo(403);
    assertThat(editUser(Who.ADMIN, world().user(), "{\"role\":\"owner\"}").status()).isEqualTo(403);
  }

  @Test
  void lastOwner_stays() {
    String org = world().org();
    JsonNode users = world().as(Who.OPERATOR).get("/admin/v1/users?org=" + org).json();
    String path = "/admin/v1/users/" + users.at("/data/0/id").asString() + "?org=" + org;
    for (String change : List.of("{\"role\":\"member\"}", "{\"state\":\"deactivated\"}")) {
      AdminAnswer adminAnswer = world().as(Who.OPERATOR).call("PATCH", path, change);
      assertThat(adminAnswer.status()).isEqualTo(409);
      assertThat(adminAnswer.at("/error/code")).isEqualTo("last_owner");
    }
  }

  @Test
  void operatorsOrganisation_staysActive() {
    String path = "/admin/v1/orgs/" + world().orgId();
    AdminAnswer adminAnswer =
        world().as(Who.OPERATOR).call("PATCH", path, "{\"state\":\"deactivated\"}");
    assertThat(adminAnswer.at("/error/code")).isEqualTo("operators_org");
  }

  @Test
  void otherOrganisation_isAsIfItWereNotThere() {
    String key = world().key();
    for (String path :
        List.of(
            "/admin/v1/keys/" + key,
            "/admin/v1/keys?org=" + world().orgId(),
            "/admin/v1/users?org=" + world().orgId(),
            "/admin/v1/audit?org=" + world().orgId(),
            "/admin/v1/overview?org=" + world().orgId(),
            "/admin/v1/users/" + world().userId(Who.MEMBER))) {
      AdminAnswer adminAnswer = world().as(Who.OTHER).get(path);
      assertThat(adminAnswer.status()).as(path).isEqualTo(404);
    }
    assertThat(world().as(Who.OTHER).get("/admin/v1/audit?all=true&limit=200").text())
        .doesNotContain(world().orgId());
    assertThat(world().as(Who.OTHER).get("/admin/v1/keys").json().path("data").isEmpty()).isTrue();
  }

  @Test
  void member_seesOnlyTheirOwnKeys() {
    String own = world().key();
    String other =
        world().as(Who.ADMIN).post("/admin/v1/keys", "{\"description\":\"theirs\"}").at("/id");
    String list = world().as(Who.MEMBER).get("/admin/v1/keys?limit=200").text();
    assertThat(list).contains(own).doesNotContain(other);
    assertThat(world().as(Who.MEMBER).get("/admin/v1/keys/" + other).status()).isEqualTo(404);
    assertThat(world().as(Who.MEMBER).call("DELETE", "/admin/v1/keys/" + other, null).status())
        .isEqualTo(404);
    String forAdmin = "{\"description\":\"x\",\"user_id\":\"" + world().userId(Who.ADMIN) + "\"}";
    assertThat(world().as(Who.MEMBER).post("/admin/v1/keys", forAdmin).status()).isEqualTo(403);
  }

  @Test
  void pages_showEveryEntryOnce() {
    for (int i = 0; i < 5; i++) {
      world().key();
    }
    List<String> whole =
        world().as(Who.MEMBER).get("/admin/v1/keys?limit=200").json().findValuesAsString("id");
    List<String> paged = new java.util.ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = world().as(Who.MEMBER).get("/admin/v1/keys?limit=2" + cursor).json();
      paged.addAll(page.path("data").findValuesAsString("id"));
      cursor =
          page.path("next_cursor").isNull() ? "" : "&cursor=" + page.path("next_cursor").asString();
    } while (!cursor.isEmpty());
    assertThat(paged).containsExactlyElementsOf(whole);
  }

  @Test
  void charactersOfSqlAndHtml_areTextInEveryField() {
    String nasty = "x'; DROP TABLE org; -- \" \\ <script>alert(1)</script> %_ ?1 :a";
    String quoted = JsonNodeFactory.instance.stringNode(nasty).toString();
    AdminClient operator = world().as(Who.OPERATOR);
    AdminAnswer org =
        operator.post("/admin/v1/orgs", "{\"name\":" + quoted + ",\"owner\":" + quoted + "}");
    assertThat(org.at("/org/name")).isEqualTo(nasty);
    AdminAnswer key =
        operator.post(
            "/admin/v1/keys",
            "{\"description\":" + quoted + ",\"allowed_models\":[" + quoted + "]}");
    assertThat(key.at("/description")).isEqualTo(nasty);
    assertThat(operator.get("/admin/v1/keys/" + key.at("/id")).at("/allowed_models/0"))
        .isEqualTo(nasty);
    assertThat(operator.post("/admin/v1/tokens", "{\"description\":" + quoted + "}").status())
        .isEqualTo(201);
    assertThat(world().stranger().signIn("x' OR '1'='1", "x' OR '1'='1").status()).isEqualTo(401);
    String escaped = "%27%20OR%201%3D1%20--";
    for (String path :
        List.of(
            "/admin/v1/keys/" + escaped,
            "/admin/v1/users/" + escaped,
            "/admin/v1/orgs/" + escaped,
            "/admin/v1/sessions/" + escaped + "/" + escaped)) {
      assertThat(operator.get(path).status()).as(path).isEqualTo(404);
    }
    for (String query : List.of("actor_id=", "action=", "object_id=", "cursor=")) {
      assertThat(operator.get("/admin/v1/audit?" + query + escaped).status()).isEqualTo(200);
    }
    assertThat(operator.get("/admin/v1/keys?user_id=" + escaped).json().path("data").isEmpty())
        .isTrue();
    assertThat(operator.get("/admin/v1/keys?cursor=" + escaped).status()).isEqualTo(400);
  }

  @Test
  void changes_haveTheirLineInTheAuditLog() {
    String key = world().key();
    world().as(Who.ADMIN).call("PATCH", "/admin/v1/keys/" + key, "{\"requests_per_minute\":77}");
    world().as(Who.ADMIN).call("DELETE", "/admin/v1/keys/" + key, null);
    JsonNode lines = world().as(Who.OWNER).get("/admin/v1/audit?object_id=" + key).json();
    assertThat(lines.findValuesAsString("action"))
        .containsExactly("key.revoke", "key.edit", "key.create");
    JsonNode edit = lines.at("/data/1");
    assertThat(edit.path("actor_id").asString()).isEqualTo(world().userId(Who.ADMIN));
    assertThat(edit.at("/detail/requests_per_minute").asString()).isEqualTo("77");
    assertThat(edit.path("remote").asString()).isEqualTo("127.0.0.1");
    assertThat(edit.path("via").asString()).isEqualTo("session");
    world().stranger().signIn(Who.MEMBER.name(), "wrong");
    assertThat(world().as(Who.OWNER).get("/admin/v1/audit?action=sign_in.fail").text())
        .contains("MEMBER");
  }

  @Test
  void orgsModelsAndState_boundItsKeys() throws Exception {
    AdminAnswer org =
        world()
            .as(Who.OPERATOR)
            .post("/admin/v1/orgs", "{\"name\":\"m\",\"owner\":\"%s\"}".formatted(world().name()));
    String id = org.at("/org/id");
    String body = "{\"description\":\"k\",\"user_id\":\"" + org.at("/owner/id") + "\"}";
    String key = world().as(Who.OPERATOR).post("/admin/v1/keys?org=" + id, body).at("/key");
    assertThat(world().chat(key, "s")).isEqualTo(200);
    String models = "{\"allowed_models\":[\"gpt-4o-mini\"]}";
    world().as(Who.OPERATOR).call("PATCH", "/admin/v1/orgs/" + id, models);
    EventualAssertion.is(() -> world().chat(key, "s") == 403);
    String all = "{\"allowed_models\":[]}";
    world().as(Who.OPERATOR).call("PATCH", "/admin/v1/orgs/" + id, all);
    EventualAssertion.is(() -> world().chat(key, "s") == 200);
    String off = "{\"state\":\"deactivated\"}";
    world().as(Who.OPERATOR).call("PATCH", "/admin/v1/orgs/" + id, off);
    EventualAssertion.is(() -> world().chat(key, "s") == 403);
  }
}
