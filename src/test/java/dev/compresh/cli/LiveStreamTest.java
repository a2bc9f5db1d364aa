package dev.compresh.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminClient.EventReader;
import dev.compresh.cli.AdminWorld.Who;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Views that are live: requests as they end, texts of a peeked session, the playground. */
class LiveStreamTest {
  private static final String CANARY = "canary-text-7741";

  @Test
  void requests_areShownAsTheyEnd_toThoseWhoseTheyAre(@TempDir Path folder) throws Exception {
    try (AdminWorld world = AdminWorld.start(folder);
        EventReader member = world.as(Who.MEMBER).events("/admin/v1/live");
        EventReader admin = world.as(Who.ADMIN).events("/admin/v1/live?status=success");
        EventReader failed = world.as(Who.ADMIN).events("/admin/v1/live?status=server_error");
        EventReader other = world.as(Who.OTHER).events("/admin/v1/live")) {
      String own =
          world.as(Who.MEMBER).post("/admin/v1/keys", "{\"description\":\"m\"}").at("/key");
      String admins =
          world.as(Who.ADMIN).post("/admin/v1/keys", "{\"description\":\"a\"}").at("/key");
      world.chat(own, "s1");
      world.chat(admins, "s2");
      EventualAssertion.is(() -> admin.events().size() == 2 && member.events().size() == 1);
      assertThat(member.events().getFirst())
          .contains("\"session_id\":\"s1\"", "\"key_name\":\"m\"");
      assertThat(failed.events()).isEmpty();
      assertThat(other.events()).isEmpty();
    }
  }

  @Test
  void aFifthStream_isRefused_untilOneIsClosed(@TempDir Path folder) throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      AdminClient member = world.as(Who.MEMBER);
      List<EventReader> open = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        open.add(member.events("/admin/v1/live"));
      }
      assertThat(member.get("/admin/v1/live?seconds=0").status()).isEqualTo(429);
      open.removeFirst().close();
      EventualAssertion.is(() -> member.get("/admin/v1/live?seconds=0").status() == 200);
      open.forEach(EventReader::close);
    }
  }

  @Test
  void aPeek_showsTextsToItsViewerAlone_andStoresNone(@TempDir Path folder) throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      AdminAnswer key = world.as(Who.MEMBER).post("/admin/v1/keys", "{\"description\":\"k\"}");
      AdminClient admin = world.as(Who.ADMIN);
      String path = "/admin/v1/sessions/" + key.at("/id") + "/peeked/peek";
      String id = admin.post(path, "{\"minutes\":5}").at("/id");
      AdminClient client = world.client(key.at("/key"));
      assertThat(
              client
                  .post("/v1/messages", TrialSessions.request(CANARY), "x-session-id", "peeked")
                  .status())
          .isEqualTo(200);
      client.post("/v1/messages", TrialSessions.request("other"), "x-session-id", "elsewhere");
      AdminClient again = world.stranger();
      again.signIn(Who.ADMIN.name(), AdminWorld.PASSWORD);
      String events = "/admin/v1/peeks/" + id + "/events";
      assertThat(again.get(events).status())
          .as("another sign-in of the same person")
          .isEqualTo(404);
      try (EventReader reader = admin.events(events)) {
        EventualAssertion.is(() -> reader.events().size() == 1);
        JsonNode seen = new JsonMapper().readTree(reader.events().getFirst());
        assertThat(seen.toString()).contains(CANARY).doesNotContain("other");
        List<JsonNode> changed =
            seen.path("messages").valueStream().filter(m -> !m.path("cuts").isEmpty()).toList();
        assertThat(changed).isNotEmpty();
        for (JsonNode message : changed) {
          assertThat(message.path("original")).isNotEqualTo(message.path("forwarded"));
          JsonNode cut = message.at("/cuts/0");
          assertThat(cut.path("to").asInt())
              .isBetween(cut.path("from").asInt(), message.path("original").asString().length());
        }
        assertThat(admin.call("DELETE", "/admin/v1/peeks/" + id, null).status()).isEqualTo(204);
        EventualAssertion.is(reader::isOver);
      }
      assertThat(admin.get(events).status()).isEqualTo(404);
      assertThat(admin.get("/admin/v1/audit?limit=20").text())
          .contains("session.peek")
          .doesNotContain(CANARY);
      assertNowhere(world);
    }
  }

  @Test
  void aKeyWhoseTagForbidsIt_isNotPeekedInto(@TempDir Path folder) {
    try (AdminWorld world = AdminWorld.start(folder)) {
      String key =
          world
              .as(Who.MEMBER)
              .post("/admin/v1/keys", "{\"description\":\"k\",\"tags\":[\"peek=forbidden\"]}")
              .at("/id");
      AdminAnswer refused =
          world.as(Who.OWNER).post("/admin/v1/sessions/" + key + "/s/peek", "{\"minutes\":5}");
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.at("/error/code")).isEqualTo("peek_forbidden");
    }
  }

  @Test
  void anOrganisationThatForbidsPeeks_endsThem_forTheOperatorToo(@TempDir Path folder)
      throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      AdminAnswer key = world.as(Who.MEMBER).post("/admin/v1/keys", "{\"description\":\"k\"}");
      String path = "/admin/v1/sessions/" + key.at("/id") + "/watched/peek";
      AdminClient admin = world.as(Who.ADMIN);
      AdminClient owner = world.as(Who.OWNER);
      String id = admin.post(path, "{\"minutes\":5}").at("/id");
      assertThat(admin.call("PATCH", "/admin/v1/peek-policy", "{\"allowed\":false}").status())
          .isEqualTo(403);
      assertThat(owner.call("PATCH", "/admin/v1/peek-policy", "{\"allowed\":false}").at("/allowed"))
          .isEqualTo("false");
      world
          .client(key.at("/key"))
          .post("/v1/messages", TrialSessions.request(CANARY), "x-session-id", "watched");
      assertThat(admin.get("/admin/v1/peeks/" + id + "/events").status()).isEqualTo(404);
      for (AdminClient each : List.of(admin, owner, world.as(Who.OPERATOR))) {
        AdminAnswer refused = each.post(path, "{\"minutes\":5}");
        assertThat(refused.at("/error/code")).isEqualTo("peek_forbidden");
      }
      assertThat(admin.get("/admin/v1/audit?limit=20").text()).contains("org.peek_policy");
      owner.call("PATCH", "/admin/v1/peek-policy", "{\"allowed\":true}");
      assertThat(admin.post(path, "{\"minutes\":5}").status()).isEqualTo(201);
    }
  }

  @Test
  void thePlayground_answersThroughTheClientsPort_withAKeyThatIsInNoList(@TempDir Path folder)
      throws Exception {
    try (AdminWorld world = AdminWorld.start(folder)) {
      AdminClient member = world.as(Who.MEMBER);
      AdminAnswer answer =
          member.post(
              "/admin/v1/playground",
              "{\"path\":\"/v1/messages\",\"mode\":\"lossless\",\"body\":"
                  + TrialSessions.request(CANARY)
                  + "}");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(Long.parseLong(answer.header("x-compresh-original-tokens")))
          .isGreaterThan(Long.parseLong(answer.header("x-compresh-optimized-tokens")));
      assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
      assertThat(member.get("/admin/v1/keys").text()).doesNotContain("Playground");
      assertThat(world.as(Who.OPERATOR).get("/admin/v1/keys").text()).doesNotContain("Playground");
      for (String bad :
          List.of(
              "{\"path\":\"/admin/v1/keys\",\"body\":{}}",
              "{\"path\":\"/v1/messages/../../health\",\"body\":{}}",
              "{\"path\":\"/v1/messages\",\"body\":[]}",
              "{\"path\":\"/v1/messages\"}",
              "[]",
              "{" + CANARY)) {
        AdminAnswer refused = member.post("/admin/v1/playground", bad);
        assertThat(refused.status()).as(bad).isEqualTo(400);
        assertThat(refused.text()).doesNotContain(CANARY);
      }
      assertNowhere(world);
    }
  }

  private static void assertNowhere(AdminWorld world) throws Exception {
    try (Stream<Path> files = Files.walk(world.program().data())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), ISO_8859_1))
            .as(file.toString())
            .doesNotContain(CANARY);
      }
    }
  }
}
