package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.AdminClient.AdminAnswer;
import dev.compresh.cli.AdminWorld.Who;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Providers over the administration API: whose they are, what they reach, what is shown of them.
 */
class ProviderRoutesTest {
  private static final String CANARY = "sk-canary-0815";

  private AdminWorld world;

  @BeforeEach
  void start(@TempDir Path folder) {
    world = AdminWorld.start(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void keysAndHeaders_areNeverShown() {
    String body =
        "{\"name\":\"azure\",\"base_url\":\"https://llm.example/v1\",\"key\":\"%s\","
            + "\"headers\":{\"api-key\":\"%s\"}}";
    AdminAnswer made =
        world.as(Who.OPERATOR).post("/admin/v1/providers", body.formatted(CANARY, CANARY));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/key_set_at")).startsWith("20");
    for (String path : new String[] {"/providers", "/providers/azure", "/audit", "/status"}) {
      AdminAnswer adminAnswer = world.as(Who.OPERATOR).get("/admin/v1" + path);
      assertThat(adminAnswer.status()).isEqualTo(200);
      assertThat(adminAnswer.text()).doesNotContain(CANARY);
    }
    AdminAnswer wrong =
        world.as(Who.OPERATOR).post("/admin/v1/providers", body.formatted(CANARY + " x", CANARY));
    assertThat(wrong.text()).doesNotContain(CANARY);
  }

  @Test
  void whoIsNotTheOperator_reachesNothingPrivate() {
    String body =
        "{\"name\":\"inside\",\"base_url\":\"%s\",\"local\":true,\"link_local\":true}"
            .formatted(world.program().provider().url() + "/v1");
    AdminAnswer made = world.as(Who.OWNER).post("/admin/v1/providers", body);
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.at("/fields/local")).isEqualTo("false");
    assertThat(made.json().at("/fields/link_local").isMissingNode()).isTrue();
    AdminAnswer tested = world.as(Who.OWNER).post("/admin/v1/providers/inside/test", null);
    assertThat(tested.at("/message")).contains("not public");
    assertThat(world.program().provider().recorded().all()).isEmpty();
    AdminAnswer simulated =
        world.as(Who.OWNER).post("/admin/v1/providers", "{\"name\":\"s\",\"kind\":\"simulated\"}");
    assertThat(simulated.status()).isEqualTo(400);
  }

  @Test
  void anOrganisationsProvider_isFoundByNoOther() {
    String body = "{\"name\":\"ours\",\"base_url\":\"https://llm.example/v1\"}";
    assertThat(world.as(Who.OWNER).post("/admin/v1/providers", body).status()).isEqualTo(201);
    assertThat(world.as(Who.ADMIN).get("/admin/v1/providers/ours").status()).isEqualTo(200);
    assertThat(world.as(Who.OTHER).get("/admin/v1/providers/ours").status()).isEqualTo(404);
    assertThat(world.as(Who.OTHER).get("/admin/v1/providers").text()).doesNotContain("ours");
    assertThat(world.as(Who.OTHER).call("DELETE", "/admin/v1/providers/ours", null).status())
        .isEqualTo(404);
    AdminAnswer taken = world.as(Who.OTHER).post("/admin/v1/providers", body);
    assertThat(taken.status()).isEqualTo(400);
    assertThat(world.as(Who.ADMIN).get("/admin/v1/providers/ours").at("/org_id"))
        .isEqualTo(world.orgId());
  }

  @Test
  void mistakes_areNamedWithTheirField() {
    AdminAnswer url =
        world
            .as(Who.OPERATOR)
            .post("/admin/v1/providers", "{\"name\":\"x\",\"base_url\":\"ftp://y\"}");
    assertThat(url.status()).isEqualTo(400);
    assertThat(url.at("/error/param")).isEqualTo("base_url");
    AdminAnswer header =
        world
            .as(Who.OPERATOR)
            .post("/admin/v1/providers", "{\"name\":\"x\",\"headers\":{\"a b\":\"c\"}}");
    assertThat(header.status()).isEqualTo(400);
    AdminAnswer configured =
        world
            .as(Who.OPERATOR)
            .call("PUT", "/admin/v1/providers/openai", "{\"base_url\":\"https://x.example\"}");
    assertThat(configured.status()).isEqualTo(400);
  }

  @Test
  void aProviderOfThisProgramsConfiguration_canBeTested() {
    AdminAnswer tested = world.as(Who.OPERATOR).post("/admin/v1/providers/openai/test", null);
    assertThat(tested.at("/message")).isEqualTo("The provider answers and accepts the key.");
  }
}
