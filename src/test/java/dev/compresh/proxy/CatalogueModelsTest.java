package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.KeyOptions;
import dev.compresh.http.Headers;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
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
  private PipelineFixture pipelineFixture;

  @BeforeEach
  void open() {
    pipelineFixture = PipelineFixture.in(folder);
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  private void model(String id, String fields) {
    pipelineFixture.catalogues.set(id, (ObjectNode) MAPPER.readTree(fields.replace('\'', '"')));
  }

  private static String chat(String model, String fields) {
    return ("{'model':'" + model + "','messages':[{'role':'user','content':'hi'}]" + fields + "}")
        .replace('\'', '"');
  }

  private String refused(String body) {
    return told(pipelineFixture.refused(PipelineFixture.CHAT, body));
  }

  private static String told(BodyOutcome.LocalReply localReply) {
    JsonNode error = MAPPER.readTree(localReply.body()).path("error");
    return localReply.status()
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
      ForwardRequest forwardRequest =
          pipelineFixture.forwarded(PipelineFixture.CHAT, chat(name, ""));
      assertThat(PipelineFixture.text(forwardRequest)).isEqualTo(chat("gpt-4o-mini", ""));
      assertThat(forwardRequest.attempts().first().target().provider()).isEqualTo("openai");
    }
  }

  @Test
  void anAliasOfAKnownModel_goesWhereItsNameLeads() {
    model("claude-sonnet-4-5", "{'aliases':['coding']}");
    ForwardRequest forwardRequest =
        pipelineFixture.forwarded("/v1/messages", chat("coding", ",'max_tokens':5"));
    assertThat(PipelineFixture.text(forwardRequest))
        .isEqualTo(chat("claude-sonnet-4-5", ",'max_tokens':5"));
    assertThat(forwardRequest.attempts().first().target().provider()).isEqualTo("anthropic");
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
      assertThat(pipelineFixture.get("/v1/models/" + name).status()).isEqualTo(404);
    }
    assertThat(PipelineFixture.text(pipelineFixture.get("/v1/models")))
        .doesNotContain("\"id\":\"gpt-4o\"");
  }

  @Test
  void anAlias_doesNotLeadAroundTheKeysList() {
    model("house", "{'provider':'openai','upstream_model':'gpt-4o','aliases':['fast','slow']}");
    model("other", "{'provider':'openai','upstream_model':'gpt-4.1','aliases':['big']}");
    for (String listed : List.of("house", "fast")) {
      String key =
          pipelineFixture.newKey(new KeyOptions("few", null, 0, null, null, List.of(listed)));
      for (String name : List.of("house", "fast", "slow")) {
        assertThat(ask(key, chat(name, ""))).isInstanceOf(BodyOutcome.ForwardOutcome.class);
      }
      for (String name : List.of("other", "big", "gpt-4.1", "openai/gpt-4.1")) {
        assertThat(told((BodyOutcome.LocalReply) ask(key, chat(name, ""))))
            .isEqualTo("403 permission_error model_not_allowed model");
      }
      var list =
          PipelineFixture.head(
              "GET", "/v1/models", null, Headers.of("authorization", "Bearer " + key));
      JsonNode data =
          MAPPER
              .readTree(((BodyOutcome.LocalReply) pipelineFixture.ask(list, new byte[0])).body())
              .path("data");
      assertThat(data).hasSize(1);
      assertThat(data.path(0).path("id").asString()).isEqualTo("house");
    }
  }

  private BodyOutcome ask(String key, String body) {
    Headers headers =
        Headers.of("authorization", "Bearer " + key, "content-type", "application/json");
    return pipelineFixture.ask(
        PipelineFixture.head("POST", PipelineFixture.CHAT, null, headers),
        body.getBytes(StandardCharsets.UTF_8));
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
    assertThat(
            PipelineFixture.text(
                pipelineFixture.forwarded(PipelineFixture.CHAT, chat("house", ",'temperature':1"))))
        .isEqualTo(chat("house", ",'temperature':1"));
  }

  @Test
  void aModelThatIsNotStrict_passesWhateverIsSent() {
    model("house", "{'provider':'openai'}");
    String body = chat("house", ",'top_k':1,'temperature':99,'reasoning_effort':'wild'");
    assertThat(PipelineFixture.text(pipelineFixture.forwarded(PipelineFixture.CHAT, body)))
        .isEqualTo(body);
  }

  @Test
  void anEffort_goesOutInTheProvidersWord() {
    model(
        "house",
        "{'provider':'openai','upstream_model':'up','strict':true,"
            + "'reasoning_efforts':['off=none','low','high']}");
    assertThat(
            PipelineFixture.text(
                pipelineFixture.forwarded(
                    PipelineFixture.CHAT,
                    chat("house", ",'reasoning_effort':'off','stream':true"))))
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
    assertThat(pipelineFixture.post(PipelineFixture.CHAT, fits))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
    BodyOutcome.LocalReply localReply =
        pipelineFixture.refused(PipelineFixture.CHAT, chat("gpt-4o", ",'max_tokens':999"));
    assertThat(told(localReply)).isEqualTo("400 invalid_request_error context_exceeded -");
    String longer = chat("gpt-4o", "").replace("hi", "word ".repeat(1_100));
    assertThat(refused(longer)).isEqualTo("400 invalid_request_error context_exceeded -");
  }

  @Test
  void aWindowThatOnlyTheVendorTells_isForTheProviderToJudge() {
    String body = chat("gpt-4", ",'max_tokens':100000");
    assertThat(PipelineFixture.text(pipelineFixture.forwarded(PipelineFixture.CHAT, body)))
        .isEqualTo(body);
  }

  @Test
  void alwaysUsage_leavesTheUsageInTheStream() {
    model("gpt-4o", "{'always_usage':true}");
    ForwardRequest always =
        pipelineFixture.forwarded(
            PipelineFixture.CHAT, chat("gpt-4o", ",'stream':true"), "x-compresh-mode", "off");
    assertThat(PipelineFixture.text(always)).contains("include_usage");
    assertThat(always.attempts().first().stripUsage()).isFalse();
    ForwardRequest other =
        pipelineFixture.forwarded(PipelineFixture.CHAT, chat("gpt-4o-mini", ",'stream':true"));
    assertThat(other.attempts().first().stripUsage()).isTrue();
  }

  @Test
  void embeddings_areCheckedToo() {
    model("text-embedding-3-small", "{'strict':true}");
    String body = "{\"model\":\"text-embedding-3-small\",\"input\":\"a\",";
    BodyOutcome.LocalReply localReply =
        pipelineFixture.refused("/v1/embeddings", body + "\"encoding_format\":\"hex\"}");
    assertThat(told(localReply))
        .isEqualTo("400 invalid_request_error invalid_value encoding_format");
    String good = body + "\"encoding_format\":\"base64\",\"dimensions\":256}";
    assertThat(PipelineFixture.text(pipelineFixture.forwarded("/v1/embeddings", good)))
        .isEqualTo(good);
  }

  @Test
  void models_tellWhatTheCatalogueKnows() {
    model("house", "{'provider':'openai','upstream_model':'gpt-4o-mini','aliases':['fast']}");
    JsonNode model = MAPPER.readTree(pipelineFixture.get("/v1/models/fast").body());
    assertThat(model.path("id").asString()).isEqualTo("house");
    assertThat(model.path("model_type").asString()).isEqualTo("vision-chat");
    assertThat(model.path("context_length").asInt()).isEqualTo(128_000);
    assertThat(model.path("aliases").toString()).isEqualTo("[\"fast\"]");
    assertThat(model.at("/pricing/input").asDouble()).isEqualTo(0.15);
    assertThat(model.path("capabilities").toString()).contains("tools", "image_input");
    assertThat(model.path("supported_parameters").toString()).contains("tools", "temperature");
    JsonNode embedding =
        MAPPER.readTree(pipelineFixture.get("/v1/models/text-embedding-3-small").body());
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
      var head = PipelineFixture.head("GET", "/v1/models", query, anthropic());
      BodyOutcome.LocalReply localReply =
          (BodyOutcome.LocalReply) pipelineFixture.ask(head, new byte[0]);
      assertThat(localReply.status()).isEqualTo(400);
      assertThat(PipelineFixture.text(localReply))
          .startsWith("{\"type\":\"error\"")
          .contains("invalid_value");
    }
  }

  @Test
  void anthropicsClients_getErrorsOfModelsInTheirShape() {
    BodyOutcome.LocalReply localReply =
        pipelineFixture.get("/v1/models/nope", "anthropic-version", "2023-06-01");
    assertThat(localReply.status()).isEqualTo(404);
    assertThat(PipelineFixture.text(localReply)).startsWith("{\"type\":\"error\",\"error\":{");
    assertThat(PipelineFixture.text(pipelineFixture.get("/v1/models/nope")))
        .startsWith("{\"error\":{");
    var head =
        PipelineFixture.head(
            "GET", "/v1/models", null, Headers.of("anthropic-version", "2023-06-01"));
    BodyOutcome.LocalReply unknown =
        (BodyOutcome.LocalReply) pipelineFixture.ask(head, new byte[0]);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(PipelineFixture.text(unknown)).startsWith("{\"type\":\"error\"");
  }

  private static Headers anthropic() {
    return PipelineFixture.headers("anthropic-version", "2023-06-01");
  }

  private JsonNode page(String query) {
    var head = PipelineFixture.head("GET", "/v1/models", query, anthropic());
    BodyOutcome.LocalReply localReply =
        (BodyOutcome.LocalReply) pipelineFixture.ask(head, new byte[0]);
    assertThat(localReply.status()).isEqualTo(200);
    return MAPPER.readTree(localReply.body());
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
    assertThat(pipelineFixture.forwarded(PipelineFixture.CHAT, chat("openai/gpt-4o", ",'wrong':1")))
        .isNotNull();
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
    pipelineFixture.database.commit(
        handle -> handle.execute("UPDATE org SET allowed_models = ?", "gpt-4o\ngpt-4.1"));
    String secret =
        pipelineFixture.newKey(
            new KeyOptions("by alias", null, 0, null, null, List.of("smart", "gpt-4o-mini")));
    for (String name : List.of("smart", "gpt-4o")) {
      assertThat(ask(secret, chat(name, ""))).isInstanceOf(BodyOutcome.ForwardOutcome.class);
    }
    for (String name : List.of("gpt-4o-mini", "gpt-4.1", "openai/gpt-4o-mini")) {
      assertThat(told((BodyOutcome.LocalReply) ask(secret, chat(name, ""))))
          .isEqualTo("403 permission_error model_not_allowed model");
    }
    assertThat(ask(secret, chat("openai/gpt-4o", "")))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
    BodyOutcome.LocalReply key =
        (BodyOutcome.LocalReply)
            pipelineFixture.ask(
                PipelineFixture.head(
                    "GET", "/v1/key", null, Headers.of("authorization", "Bearer " + secret)),
                new byte[0]);
    assertThat(PipelineFixture.text(key)).contains("\"allowed_models\":[\"smart\"]");
  }
}
