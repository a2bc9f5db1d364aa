package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Gemini's thought signatures through Chat Completions. */
class ThoughtSignaturesTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private SimProvider sim;
  private ObjectNode body;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests().withTokenizer(String::length));
    body =
        (ObjectNode)
            BoundConversation.json(
                "{'model':'gemini-3.1-pro-preview','messages':[{'role':'system','content':'Hm'}],"
                    + "'tools':[{'type':'function','function':{'name':'ls'}},"
                    + "{'type':'function','function':{'name':'cat'}}]}");
  }

  @AfterEach
  void stop() {
    sim.close();
    client.close();
  }

  private HttpResponse<byte[]> send() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.url() + "/v1/chat/completions"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private ArrayNode messages() {
    return (ArrayNode) body.path("messages");
  }

  /** A step: the model calls both tools, which answer. Returns its first call. */
  private ObjectNode step() throws Exception {
    messages().addObject().put("role", "user").put("content", "Use ls and cat");
    JsonNode message = SimulatedJson.read(send().body()).path("choices").path(0).path("message");
    messages().add(message);
    for (JsonNode call : message.path("tool_calls")) {
      ObjectNode result = messages().addObject().put("role", "tool").put("content", "ok");
      result.put("tool_call_id", SimulatedJson.text(call, "id"));
    }
    return (ObjectNode) message.path("tool_calls").get(0);
  }

  private static ObjectNode google(ObjectNode call) {
    return (ObjectNode) call.path("extra_content").path("google");
  }

  private String error() throws Exception {
    HttpResponse<byte[]> answer = send();
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = SimulatedJson.read(answer.body()).path(0).path("error");
    assertThat(SimulatedJson.text(error, "status")).isEqualTo("INVALID_ARGUMENT");
    return SimulatedJson.text(error, "message");
  }

  @Test
  void theFirstCallOfAStep_isSigned() throws Exception {
    step();
    JsonNode calls = messages().get(2).path("tool_calls");
    assertThat(calls).hasSize(2);
    assertThat(calls.get(0).has("extra_content")).isTrue();
    assertThat(calls.get(1).has("extra_content")).isFalse();
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Test
  void aStream_signsTheSame() throws Exception {
    String signature = SimulatedJson.text(google(step()), "thought_signature");
    messages().removeAll().addObject().put("role", "user").put("content", "Use ls and cat");
    body.put("stream", true);
    String stream = new String(send().body(), StandardCharsets.UTF_8);
    assertThat(stream).contains(signature);
    assertThat(stream.split("extra_content", -1)).hasSize(2);
  }

  @Test
  void aMissingSignature_isRefused() throws Exception {
    step().remove("extra_content");
    assertThat(error())
        .startsWith("Function call is missing a thought_signature in functionCall parts.")
        .contains("function call `default_api:ls` , position 2.");
  }

  @Test
  void aChangedSignature_isRefused() throws Exception {
    google(step()).put("thought_signature", "Zm9yZWlnbg==");
    assertThat(error()).isEqualTo("Thought signature is not valid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"skip_thought_signature_validator", "context_engineering_is_the_way_to_go"})
  void aDummy_isTaken(String dummy) throws Exception {
    google(step()).put("thought_signature", dummy);
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @Test
  void earlierTurns_areNotChecked() throws Exception {
    step().remove("extra_content");
    messages().addObject().put("role", "user").put("content", "And now?");
    assertThat(send().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-pro, false",
    "gpt-5, false",
    "google/gemini-3-flash, true",
    "gemini-4-pro, true"
  })
  void onlyNewerModels_sign(String model, boolean signs) throws Exception {
    body.put("model", model);
    assertThat(step().has("extra_content")).isEqualTo(signs);
    ((ObjectNode) messages().get(2).path("tool_calls").get(0)).remove("extra_content");
    assertThat(send().statusCode()).isEqualTo(signs ? 400 : 200);
  }
}
