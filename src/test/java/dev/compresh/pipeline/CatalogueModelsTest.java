package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.pipeline.Handler.Outcome;
import dev.compresh.wire.Headers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Models of the catalogue, from the request to the provider. */
class CatalogueModelsTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @TempDir private Path folder;
  private Fixture fixture;

  @BeforeEach
  void open() {
    fixture = Fixture.in(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void model(String id, String fields) {
    fixture.catalogues.set(id, (ObjectNode) MAPPER.readTree(fields.replace('\'', '"')));
  }

  private static String chat(String model, String fields) {
    return ("{'model':'" + model + "','messages':[{'role':'user','content':'hi'}]" + fields + "}")
        .replace('\'', '"');
  }

  private String refused(String body) {
    return told(fixture.refused(Fixture.CHAT, body));
  }

  private static String told(Outcome.Reply reply) {
    JsonNode error = MAPPER.readTree(reply.body()).path("error");
    return reply.status()
        + " "
        + error.path("type").asString()
        + " "
        + error.path("code").asString()
        + " "
        + error.path("param").asString("-");
  }

  @Test
  void anAlias_goesOutAsTheProvidersModel() {
    model("house", "{'provider':'openai','upstream_model':'gpt-4o-mini','aliases':['fast']}");
    for (String name : List.of("fast", "house")) {
      Forward forward = fixture.forwarded(Fixture.CHAT, chat(name, ""));
      assertThat(Fixture.text(forward)).isEqualTo(chat("gpt-4o-mini", ""));
      assertThat(forward.attempts().first().target().provider()).isEqualTo("openai");
    }
  }

  @Test
  void anAliasOfAKnownModel_goesWhereItsNameLeads() {
    model("claude-sonnet-4-5", "{'aliases':['coding']}");
    Forward forward = fixture.forwarded("/v1/messages", chat("coding", ",'max_tokens':5"));
    assertThat(Fixture.text(forward)).isEqualTo(chat("claude-sonnet-4-5", ",'max_tokens':5"));
    assertThat(forward.attempts().first().target().provider()).isEqualTo("anthropic");
  }

  @Test
  void anEntryWithoutAProviderThatIsThere_is404() {
    model("house", "{'provider':'gone'}");
    assertThat(refused(chat("house", "")))
        .isEqualTo("404 invalid_request_error model_not_found model");
  }

  @Test
  void aModelInMaintenance_is404AndNotListed() {
    model("gpt-4o", "{'maintenance':true,'aliases':['default']}");
    for (String name : List.of("gpt-4o", "default")) {
      assertThat(refused(chat(name, "")))
          .isEqualTo("404 invalid_request_error model_not_found model");
      assertThat(fixture.get("/v1/models/" + name).status()).isEqualTo(404);
    }
    assertThat(Fixture.text(fixture.get("/v1/models"))).doesNotContain("\"id\":\"gpt-4o\"");
  }

  @Test
  void anAlias_doesNotLeadAroundTheKeysList() {
    model("house", "{'provider':'openai','upstream_model':'gpt-4o','aliases':['fast','slow']}");
    model("other", "{'provider':'openai','upstream_model':'gpt-4.1','aliases':['big']}");
    for (String listed : List.of("house", "fast")) {
      String key = fixture.newKey(new KeyOptions("few", null, 0, null, null, List.of(listed)));
      for (String name : List.of("house", "fast", "slow")) {
        assertThat(ask(key, chat(name, ""))).isInstanceOf(Outcome.Send.class);
      }
      for (String name : List.of("other", "big", "gpt-4.1", "openai/gpt-4.1")) {
        assertThat(told((Outcome.Reply) ask(key, chat(name, ""))))
            .isEqualTo("403 permission_error model_not_allowed model");
      }
      var list =
          Fixture.head("GET", "/v1/models", null, Headers.of("authorization", "Bearer " + key));
      JsonNode data =
          MAPPER.readTree(((Outcome.Reply) fixture.ask(list, new byte[0])).body()).path("data");
      assertThat(data).hasSize(1);
      assertThat(data.path(0).path("id").asString()).isEqualTo("house");
    }
  }

  private Outcome ask(String key, String body) {
    Headers headers =
        Headers.of("authorization", "Bearer " + key, "content-type", "application/json");
    return fixture.ask(
        Fixture.head("POST", Fixture.CHAT, null, headers), body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aStrictModel_refusesWhatItDoesNotTake() {
    model("house", "{'provider':'openai','strict':true,'capabilities':[],'aliases':['fast']}");
    assertThat(refused(chat("house", ",'top_k':1")))
        .isEqualTo("400 invalid_request_error unknown_parameter top_k");
    assertThat(refused(chat("fast", ",'temperature':3")))
        .isEqualTo("400 invalid_request_error invalid_value temperature");
    assertThat(refused(chat("house", ",'reasoning_effort':'low'")))
        .isEqualTo("400 invalid_request_error unknown_parameter reasoning_effort");
    assertThat(Fixture.text(fixture.forwarded(Fixture.CHAT, chat("house", ",'temperature':1"))))
        .isEqualTo(chat("house", ",'temperature':1"));
  }

  @Test
  void aModelThatIsNotStrict_passesWhateverIsSent() {
    model("house", "{'provider':'openai'}");
    String body = chat("house", ",'top_k':1,'temperature':99,'reasoning_effort':'wild'");
    assertThat(Fixture.text(fixture.forwarded(Fixture.CHAT, body))).isEqualTo(body);
  }

  @Test
  void anEffort_goesOutInTheProvidersWord() {
    model(
        "house",
        "{'provider':'openai','upstream_model':'up','strict':true,"
            + "'reasoning_efforts':['off=none','low','high']}");
    assertThat(
            Fixture.text(
                fixture.forwarded(
                    Fixture.CHAT, chat("house", ",'reasoning_effort':'off','stream':true"))))
        .isEqualTo(
            chat(
                "up",
                ",'reasoning_effort':'none','stream':true,"
                    + "'stream_options':{'include_usage':true}"));
    assertThat(refused(chat("house", ",'reasoning_effort':'minimal'")))
        .isEqualTo("400 invalid_request_error invalid_value reasoning_effort");
  }

  @Test
  void aPromptLongerThanTheWindow_is400AfterCompression() {
    model("gpt-4o", "{'strict':true,'context_length':1000}");
    String fits = chat("gpt-4o", ",'max_tokens':900");
    assertThat(fixture.post(Fixture.CHAT, fits)).isInstanceOf(Outcome.Send.class);
    Outcome.Reply reply = fixture.refused(Fixture.CHAT, chat("gpt-4o", ",'max_tokens':999"));
    assertThat(told(reply)).isEqualTo("400 invalid_request_error context_exceeded -");
    String longer = chat("gpt-4o", "").replace("hi", "word ".repeat(1_100));
    assertThat(refused(longer)).isEqualTo("400 invalid_request_error context_exceeded -");
  }

  @Test
  void aWindowThatOnlyTheVendorTells_isForTheProviderToJudge() {
    String body = chat("gpt-4", ",'max_tokens':100000");
    assertThat(Fixture.text(fixture.forwarded(Fixture.CHAT, body))).isEqualTo(body);
  }

  @Test
  void alwaysUsage_leavesTheUsageInTheStream() {
    model("gpt-4o", "{'always_usage':true}");
    Forward always =
        fixture.forwarded(Fixture.CHAT, chat("gpt-4o", ",'stream':true"), "x-compresh-mode", "off");
    assertThat(Fixture.text(always)).contains("include_usage");
    assertThat(always.attempts().first().stripUsage()).isFalse();
    Forward other = fixture.forwarded(Fixture.CHAT, chat("gpt-4o-mini", ",'stream':true"));
    assertThat(other.attempts().first().stripUsage()).isTrue();
  }

  @Test
  void embeddings_areCheckedToo() {
    model("text-embedding-3-small", "{'strict':true}");
    String body = "{\"model\":\"text-embedding-3-small\",\"input\":\"a\",";
    Outcome.Reply reply = fixture.refused("/v1/embeddings", body + "\"encoding_format\":\"hex\"}");
    assertThat(told(reply)).isEqualTo("400 invalid_request_error invalid_value encoding_format");
    String good = body + "\"encoding_format\":\"base64\",\"dimensions\":256}";
    assertThat(Fixture.text(fixture.forwarded("/v1/embeddings", good))).isEqualTo(good);
  }

  @Test
  void models_tellWhatTheCatalogueKnows() {
    model("house", "{'provider':'openai','upstream_model':'gpt-4o-mini','aliases':['fast']}");
    JsonNode model = MAPPER.readTree(fixture.get("/v1/models/fast").body());
    assertThat(model.path("id").asString()).isEqualTo("house");
    assertThat(model.path("model_type").asString()).isEqualTo("vision-chat");
    assertThat(model.path("context_length").asInt()).isEqualTo(128_000);
    assertThat(model.path("aliases").toString()).isEqualTo("[\"fast\"]");
    assertThat(model.at("/pricing/input").asDouble()).isEqualTo(0.15);
    assertThat(model.path("capabilities").toString()).contains("tools", "image_input");
    assertThat(model.path("supported_parameters").toString()).contains("tools", "temperature");
    JsonNode embedding = MAPPER.readTree(fixture.get("/v1/models/text-embedding-3-small").body());
    assertThat(embedding.path("model_type").asString()).isEqualTo("embedding");
    assertThat(embedding.path("supported_parameters")).isEmpty();
  }

  @Test
  void anthropicsList_isPaged() {
    JsonNode first = page("limit=2");
    assertThat(first.path("data")).hasSize(2);
    assertThat(first.path("has_more").asBoolean()).isTrue();
    String last = first.path("last_id").asString();
    JsonNode second = page("limit=2&after_id=" + last.replace("-", "%2D"));
    assertThat(second.path("first_id")).isNotEqualTo(first.path("first_id"));
    JsonNode back = page("limit=5&before_id=" + second.path("first_id").asString());
    assertThat(back.path("data")).isEqualTo(first.path("data"));
    assertThat(back.path("has_more").asBoolean()).isFalse();
    for (String query : List.of("limit=0", "limit=x", "limit=1001", "after_id=none")) {
      var head = Fixture.head("GET", "/v1/models", query, anthropic());
      Outcome.Reply reply = (Outcome.Reply) fixture.ask(head, new byte[0]);
      assertThat(reply.status()).isEqualTo(400);
      assertThat(Fixture.text(reply)).startsWith("{\"type\":\"error\"").contains("invalid_value");
    }
  }

  @Test
  void anthropicsClients_getErrorsOfModelsInTheirShape() {
    Outcome.Reply reply = fixture.get("/v1/models/nope", "anthropic-version", "2023-06-01");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(Fixture.text(reply)).startsWith("{\"type\":\"error\",\"error\":{");
    assertThat(Fixture.text(fixture.get("/v1/models/nope"))).startsWith("{\"error\":{");
    var head =
        Fixture.head("GET", "/v1/models", null, Headers.of("anthropic-version", "2023-06-01"));
    Outcome.Reply unknown = (Outcome.Reply) fixture.ask(head, new byte[0]);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(Fixture.text(unknown)).startsWith("{\"type\":\"error\"");
  }

  private static Headers anthropic() {
    return Fixture.headers("anthropic-version", "2023-06-01");
  }

  private JsonNode page(String query) {
    var head = Fixture.head("GET", "/v1/models", query, anthropic());
    Outcome.Reply reply = (Outcome.Reply) fixture.ask(head, new byte[0]);
    assertThat(reply.status()).isEqualTo(200);
    return MAPPER.readTree(reply.body());
  }

  @Test
  void providerAndModel_isNoWayAroundAStrictEntry() {
    model("careful", "{'provider':'openai','upstream_model':'gpt-4o','strict':true}");
    model("gpt-4.1", "{'strict':true}");
    String wrong = "400 invalid_request_error unknown_parameter wrong";
    assertThat(refused(chat("careful", ",'wrong':1"))).isEqualTo(wrong);
    assertThat(refused(chat("openai/gpt-4o", ",'wrong':1"))).isEqualTo(wrong);
    assertThat(refused(chat("openai/gpt-4.1", ",'wrong':1"))).isEqualTo(wrong);
    model("careless", "{'provider':'openai','upstream_model':'gpt-4o'}");
    assertThat(fixture.forwarded(Fixture.CHAT, chat("openai/gpt-4o", ",'wrong':1"))).isNotNull();
  }

  @Test
  void providerAndModel_isNoWayAroundMaintenance() {
    model("gpt-4o", "{'maintenance':true}");
    assertThat(refused(chat("openai/gpt-4o", "")))
        .isEqualTo("404 invalid_request_error model_not_found model");
  }

  @Test
  void listsOfKeyAndOrganisation_meanTheSameModelByIdAndByAlias() throws Exception {
    model("gpt-4o", "{'aliases':['smart']}");
    fixture.database.commit(
        handle -> handle.execute("UPDATE org SET allowed_models = ?", "gpt-4o\ngpt-4.1"));
    String secret =
        fixture.newKey(
            new KeyOptions("by alias", null, 0, null, null, List.of("smart", "gpt-4o-mini")));
    for (String name : List.of("smart", "gpt-4o")) {
      assertThat(ask(secret, chat(name, ""))).isInstanceOf(Outcome.Send.class);
    }
    for (String name : List.of("gpt-4o-mini", "gpt-4.1", "openai/gpt-4o-mini")) {
      assertThat(told((Outcome.Reply) ask(secret, chat(name, ""))))
          .isEqualTo("403 permission_error model_not_allowed model");
    }
    assertThat(ask(secret, chat("openai/gpt-4o", ""))).isInstanceOf(Outcome.Send.class);
    Outcome.Reply key =
        (Outcome.Reply)
            fixture.ask(
                Fixture.head(
                    "GET", "/v1/key", null, Headers.of("authorization", "Bearer " + secret)),
                new byte[0]);
    assertThat(Fixture.text(key)).contains("\"allowed_models\":[\"smart\"]");
  }
}
