package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.config.RouteRule;
import dev.compresh.pipeline.Handler.Outcome;
import dev.compresh.wire.Headers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What Compresh answers by itself. */
class LocalEndpointsTest {
  @TempDir private Path folder;

  private static JsonNode json(Outcome.Reply reply) {
    assertThat(reply.status()).isEqualTo(200);
    return new JsonMapper().readTree(reply.body());
  }

  @Test
  void models_inOpenAisShape() {
    Fixture.Setup setup =
        Fixture.Setup.plain().rules(false, new RouteRule("fast", "openai", "gpt-4o-mini"));
    try (Fixture fixture = setup.in(folder)) {
      JsonNode list = json(fixture.get("/v1/models"));
      assertThat(list.path("object").asString()).isEqualTo("list");
      JsonNode first = list.path("data").path(0);
      assertThat(first.path("id").asString()).isEqualTo("fast");
      assertThat(first.path("object").asString()).isEqualTo("model");
      assertThat(first.path("owned_by").asString()).isEqualTo("openai");
      assertThat(first.path("created").asLong()).isPositive();
      assertThat(list.path("data").size()).isGreaterThan(20);
    }
  }

  @Test
  void models_inAnthropicsShape() {
    try (Fixture fixture = Fixture.in(folder)) {
      JsonNode list = json(fixture.get("/v1/models", "anthropic-version", "2023-06-01"));
      assertThat(list.path("has_more").asBoolean()).isFalse();
      JsonNode first = list.path("data").path(0);
      assertThat(first.path("type").asString()).isEqualTo("model");
      assertThat(first.path("display_name").asString()).isNotEmpty();
      assertThat(first.path("id")).isEqualTo(list.path("first_id"));
    }
  }

  @Test
  void oneModel_isFoundAlsoByItsEscapedName() {
    Fixture.Setup setup =
        Fixture.Setup.plain().rules(false, new RouteRule("a/b:c", "openai", null));
    try (Fixture fixture = setup.in(folder)) {
      assertThat(json(fixture.get("/v1/models/a%2Fb:c")).path("id").asString()).isEqualTo("a/b:c");
      assertThat(json(fixture.get("/v1/models/a/b:c")).path("id").asString()).isEqualTo("a/b:c");
      assertThat(fixture.get("/v1/models/none").status()).isEqualTo(404);
      assertThat(Fixture.text(fixture.get("/v1/models/%zz%"))).contains("model_not_found");
    }
  }

  @Test
  void keyWithAList_seesItsModelsOnly() {
    try (Fixture fixture = Fixture.in(folder)) {
      String key = fixture.newKey(new KeyOptions("few", null, 0, null, null, List.of("gpt-4o")));
      Headers headers = Headers.of("x-api-key", key);
      var list = Fixture.head("GET", "/v1/models", null, headers);
      JsonNode data = json((Outcome.Reply) fixture.ask(list, new byte[0])).path("data");
      assertThat(data.size()).isEqualTo(1);
      var other = Fixture.head("GET", "/v1/models/gpt-4o-mini", null, headers);
      assertThat(((Outcome.Reply) fixture.ask(other, new byte[0])).status()).isEqualTo(404);
    }
  }

  @Test
  void key_tellsLimitsAndUsageAndNoSecret() {
    try (Fixture fixture = Fixture.in(folder)) {
      fixture
          .forwarded(Fixture.CHAT, Bodies.chat(3))
          .settlement()
          .settle(Fixture.delivered(Delivery.Ending.COMPLETE, null));
      fixture.flush();
      Outcome.Reply reply = fixture.get("/v1/key");
      JsonNode key = json(reply);
      assertThat(key.path("rate_limit").path("requests_per_minute").asInt()).isEqualTo(2000);
      assertThat(key.path("usage").path("requests").asInt()).isEqualTo(1);
      assertThat(key.path("usage").path("original_tokens").asInt()).isPositive();
      assertThat(Fixture.text(reply)).doesNotContain(Fixture.KEY.substring(14));
    }
  }

  @Test
  void health_needsNoKey() {
    try (Fixture fixture = Fixture.in(folder)) {
      for (String path : List.of("/health", "/v1/health", "/health/live", "/health/ready")) {
        var head = Fixture.head("GET", path, null, Headers.NONE);
        Outcome.Reply reply = (Outcome.Reply) fixture.ask(head, new byte[0]);
        assertThat(Fixture.text(reply)).isEqualTo("{\"status\":\"ok\",\"version\":\"1.2.3\"}");
        assertThat(reply.status()).isEqualTo(200);
      }
      fixture.ready(false);
      assertThat(fixture.get("/health/ready").status()).isEqualTo(503);
      assertThat(fixture.get("/health/live").status()).isEqualTo(200);
    }
  }
}
