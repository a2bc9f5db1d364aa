package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reasoning that a Responses client keeps: what it gets, and to whom that belongs. */
class EncryptedReasoningTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private SimProvider sim;

  @BeforeEach
  void start() throws IOException {
    sim = SimProvider.start(0, SimOptions.forTests().withTokenizer(String::length));
  }

  @AfterEach
  void stop() {
    sim.close();
    client.close();
  }

  private static ObjectNode request(String rest) {
    String input = "{'model':'gpt-5','input':[{'role':'user','content':'Hello'}]" + rest + "}";
    return (ObjectNode) BoundConversation.json(input);
  }

  private HttpResponse<byte[]> send(ObjectNode body, String key) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.url() + "/v1/responses"))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + key)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  /** A conversation with reasoning in it, about to go on. */
  private ObjectNode withReasoning() throws Exception {
    ObjectNode body = request(",'store':false,'include':['reasoning.encrypted_content']");
    JsonNode output = SimulatedJson.read(send(body, "sk-one").body()).path("output");
    ArrayNode input = (ArrayNode) body.path("input");
    output.forEach(input::add);
    input.addObject().put("role", "user").put("content", "Go on.");
    return body;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gpt-5   |,'store':false|true",
        "o3      |,'store':false|true",
        "gpt-5   |,'include':['reasoning.encrypted_content']|true",
        "gpt-5   |,'store':false,'reasoning':{'effort':'none'}|false",
        "gpt-5   |,'reasoning':{'effort':'low'}|false",
        "gpt-4o  |,'store':false|false"
      })
  void reasoning_isHandedOutWhereTheClientKeepsIt(String model, String rest, boolean handedOut)
      throws Exception {
    ObjectNode body = request(rest).put("model", model);
    JsonNode first = SimulatedJson.read(send(body, "sk-one").body()).path("output").path(0);
    assertThat(SimulatedJson.has(first, "encrypted_content")).isEqualTo(handedOut);
  }

  @Test
  void ofTheSameOrganisation_isTaken() throws Exception {
    assertThat(send(withReasoning(), "sk-one").statusCode()).isEqualTo(200);
  }

  @Test
  void ofAnotherOrganisation_isRefused() throws Exception {
    ObjectNode body = withReasoning();
    HttpResponse<byte[]> answer = send(body, "sk-two");
    assertThat(answer.statusCode()).isEqualTo(400);
    JsonNode error = SimulatedJson.read(answer.body()).path("error");
    assertThat(SimulatedJson.text(error, "type")).isEqualTo("invalid_request_error");
    assertThat(SimulatedJson.text(error, "code")).isEqualTo("invalid_encrypted_content");
    String id = SimulatedJson.text(body.path("input").get(1), "id");
    assertThat(id).startsWith("rs_");
    assertThat(SimulatedJson.text(error, "message"))
        .isEqualTo(
            "The encrypted content for item "
                + id
                + " could not be verified. Reason: Encrypted content organization_id did not match"
                + " the target organization.");
  }

  @Test
  void changed_isRefused() throws Exception {
    ObjectNode body = withReasoning();
    ObjectNode item = (ObjectNode) body.path("input").get(1);
    item.remove("id");
    String content = SimulatedJson.text(item, "encrypted_content");
    item.put("encrypted_content", content.substring(0, content.length() - 8) + "AAAAAAAA");
    assertThat(
            SimulatedJson.text(
                SimulatedJson.read(send(body, "sk-one").body()).path("error"), "message"))
        .isEqualTo(
            "The encrypted content c2lt...AAAA could not be verified. Reason: Encrypted content"
                + " could not be decrypted or parsed.");
  }

  @Test
  void withoutWhatFollowed_isTakenWhereNothingIsStored() throws Exception {
    ObjectNode body = withReasoning();
    ((ArrayNode) body.path("input")).remove(2);
    assertThat(send(body, "sk-one").statusCode()).isEqualTo(200);
    assertThat(send(body.put("store", true), "sk-one").statusCode()).isEqualTo(400);
  }

  @Test
  void whatStandsBeforeIt_mayChange() throws Exception {
    ObjectNode body = withReasoning();
    ((ObjectNode) body.path("input").get(0)).put("content", "Other");
    assertThat(send(body, "sk-one").statusCode()).isEqualTo(200);
  }
}
