package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminWorld.Who;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Members narrow their own keys and widen nothing; admins do both. */
class AdminNarrowingTest {
  private static final AdminWorld[] WORLD = new AdminWorld[1];
  private static final String BOUND =
      """
      {"requests_per_minute":100,"allowed_models":["gpt-4o","gpt-4o-mini"],"expires":"2099-06-01",
       "spend_cap_micros":5000000,"spend_cap_period":"month"}
      """;

  @BeforeAll
  static void start(@TempDir Path folder) {
    WORLD[0] = AdminWorld.start(folder, Map.of("COMPRESH_RATE_LIMIT", "2000"));
  }

  @AfterAll
  static void stop() {
    world().close();
  }

  private static AdminWorld world() {
    return Objects.requireNonNull(WORLD[0]);
  }

  private static AdminAnswer edit(Who by, String key, String change) {
    return world().as(by).call("PATCH", "/admin/v1/keys/" + key, change);
  }

  /** A key of the member's that an admin has bounded. */
  private static String boundKey() {
    String key = world().key();
    assertThat(edit(Who.ADMIN, key, BOUND).status()).isEqualTo(200);
    return key;
  }

  private static JsonNode key(String id) {
    return world().as(Who.ADMIN).get("/admin/v1/keys/" + id).json();
  }

  @Test
  void member_loosensNothingThatBindsTheirKey() {
    String key = boundKey();
    JsonNode before = key(key);
    for (String change :
        List.of(
            "{\"spend_cap_micros\":null}",
            "{\"spend_cap_micros\":5000001,\"spend_cap_period\":\"month\"}",
            "{\"spend_cap_micros\":5000000,\"spend_cap_period\":\"day\"}",
            "{\"requests_per_minute\":101}",
            "{\"requests_per_minute\":null}",
            "{\"allowed_models\":[]}",
            "{\"allowed_models\":[\"gpt-4o\",\"o3\"]}",
            "{\"expires\":\"never\"}",
            "{\"expires\":\"2099-06-02\"}")) {
      assertThat(edit(Who.MEMBER, key, change).status()).as(change).isEqualTo(403);
    }
    assertThat(key(key)).isEqualTo(before);
  }

  @Test
  void member_narrowsTheirKey() {
    String key = boundKey();
    for (String change :
        List.of(
            "{\"spend_cap_micros\":4000000,\"spend_cap_period\":\"month\"}",
            "{\"spend_cap_micros\":4000000,\"spend_cap_period\":\"none\"}",
            "{\"requests_per_minute\":50}",
            "{\"allowed_models\":[\"gpt-4o\"]}",
            "{\"expires\":\"2098-01-01\"}",
            "{\"description\":\"mine\"}",
            "{\"mode\":\"max\"}")) {
      assertThat(edit(Who.MEMBER, key, change).status()).as(change).isEqualTo(200);
    }
    assertThat(key(key).at("/spend_cap/micros").asLong()).isEqualTo(4_000_000);
  }

  @Test
  void member_boundsAKeyThatWasFree() {
    assertThat(edit(Who.MEMBER, world().key(), BOUND).status()).isEqualTo(200);
  }

  @Test
  void admin_widens() {
    String key = boundKey();
    String change =
        """
        {"requests_per_minute":5000,"allowed_models":[],"expires":"never","spend_cap_micros":null}
        """;
    assertThat(edit(Who.ADMIN, key, change).status()).isEqualTo(200);
  }

  @Test
  void member_staysWithinTheInstallationsLimit() {
    String body = "{\"description\":\"fast\",\"requests_per_minute\":%d}";
    AdminClient member = world().as(Who.MEMBER);
    assertThat(member.post("/admin/v1/keys", body.formatted(2_001)).status()).isEqualTo(403);
    assertThat(member.post("/admin/v1/keys", body.formatted(2_000)).status()).isEqualTo(201);
    assertThat(edit(Who.MEMBER, world().key(), "{\"requests_per_minute\":2001}").status())
        .isEqualTo(403);
  }

  @Test
  void keyThatAnAdminDeactivated_isNotForAMemberToActivate() {
    String key = world().key();
    assertThat(edit(Who.ADMIN, key, "{\"state\":\"deactivated\"}").status()).isEqualTo(200);
    assertThat(edit(Who.MEMBER, key, "{\"state\":\"active\"}").status()).isEqualTo(403);
    assertThat(edit(Who.ADMIN, key, "{\"state\":\"active\"}").status()).isEqualTo(200);
  }

  @Test
  void ownersBudget_isNotForAnAdmin() {
    String path = "/admin/v1/budgets/users/" + world().userId(Who.OWNER);
    String cap = "{\"cap_micros\":0,\"period\":\"none\"}";
    assertThat(world().as(Who.ADMIN).call("PUT", path, cap).status()).isEqualTo(403);
    assertThat(world().as(Who.ADMIN).call("DELETE", path, null).status()).isEqualTo(403);
    assertThat(world().as(Who.OWNER).call("PUT", path, cap).status()).isEqualTo(200);
    assertThat(world().as(Who.OPERATOR).call("DELETE", path, null).status()).isEqualTo(204);
  }
}
