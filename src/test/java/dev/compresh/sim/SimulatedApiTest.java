package dev.compresh.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SimulatedApiTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private SimProvider sim;

  @BeforeEach
  void start() throws IOException {
    // one token to a character: figures that can be checked by eye
    sim = SimProvider.start(0, SimOptions.forTests().withTokenizer(String::length));
  }

  @AfterEach
  void stop() {
    sim.close();
    client.close();
  }

  private HttpResponse<byte[]> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sim.url() + path))
            .header("content-type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private JsonNode json(String method, String path, String body, String... headers)
      throws Exception {
    return SimulatedJson.read(send(method, path, body, headers).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/chat/completions", "/chat/completions?beta=true"})
  void paths_workWithAndWithoutVersion(String path) throws Exception {
    assertThat(send("POST", path, PlainSocketClient.CHAT).statusCode()).isEqualTo(200);
  }

  @Test
  void wrongPathsAndMethods_areRefused() throws Exception {
    assertThat(send("POST", "/v1/nothing", "{}").statusCode()).isEqualTo(404);
    assertThat(send("PUT", "/v1/embeddings", "{}").statusCode()).isEqualTo(405);
    assertThat(send("POST", "/v1/models", "{}").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "", "{'model':5}", "{'model':'m','messages':[7]}"})
  void brokenBodies_are400InTheProvidersShape(String body) throws Exception {
    HttpResponse<byte[]> chat = send("POST", "/v1/chat/completions", body);
    assertThat(chat.statusCode()).isEqualTo(400);
    assertThat(SimulatedJson.read(chat.body()).path("error").path("type").stringValue(""))
        .isEqualTo("invalid_request_error");
    JsonNode message = json("POST", "/v1/messages", body, "anthropic-version", "2023-06-01");
    assertThat(message.path("type").stringValue("")).isEqualTo("error");
    assertThat(message.path("error").path("type").stringValue(""))
        .isEqualTo("invalid_request_error");
  }

  @Test
  void otherContentTypes_areRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sim.url() + "/v1/chat/completions"))
            .POST(HttpRequest.BodyPublishers.ofString(PlainSocketClient.CHAT))
            .build();
    assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
        .isEqualTo(415);
  }

  @Test
  void anthropicVersion_isRequired() throws Exception {
    assertThat(send("POST", "/v1/messages", PlainSocketClient.MESSAGE).statusCode()).isEqualTo(400);
  }

  @Test
  void includeUsage_isNullOnAllChunksButTheLast() throws Exception {
    String body =
        "{'model':'m','stream':true,'stream_options':{'include_usage':true},"
            + "'messages':[{'role':'user','content':'Hello'}]}";
    List<JsonNode> chunks = events(body);
    JsonNode last = chunks.getLast();
    assertThat(last.path("choices").isEmpty()).isTrue();
    assertThat(last.path("usage").path("prompt_tokens").asInt()).isEqualTo(3 + 5);
    assertThat(chunks.subList(0, chunks.size() - 1))
        .allSatisfy(chunk -> assertThat(chunk.path("usage").isNull()).isTrue());
  }

  @Test
  void withoutIncludeUsage_noChunkTellsIt() throws Exception {
    assertThat(events(PlainSocketClient.STREAM))
        .isNotEmpty()
        .noneSatisfy(chunk -> assertThat(chunk.has("usage")).isTrue());
  }

  private List<JsonNode> events(String body) throws Exception {
    String stream =
        new String(send("POST", "/v1/chat/completions", body).body(), StandardCharsets.UTF_8);
    assertThat(stream).endsWith("data: [DONE]\n\n");
    return stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> SimulatedJson.read(line.substring(6)))
        .toList();
  }

  @Test
  void promptCache_isReportedInsideThePrompt_byOpenAi() throws Exception {
    String user = "{'role':'user','content':'" + "x".repeat(1497) + "'}";
    String first = "{'model':'m','messages':[" + user + "]}";
    String second =
        "{'model':'m','messages':["
            + user
            + ",{'role':'user','content':'"
            + "y".repeat(97)
            + "'}]}";
    json("POST", "/v1/chat/completions", first);
    JsonNode usage = json("POST", "/v1/chat/completions", second).path("usage");
    assertThat(usage.path("prompt_tokens").asInt()).isEqualTo(1600);
    assertThat(usage.path("prompt_tokens_details").path("cached_tokens").asInt()).isEqualTo(1408);
    String input = "{'model':'m','input':'" + "z".repeat(2000) + "'}";
    json("POST", "/v1/responses", input);
    JsonNode again = json("POST", "/v1/responses", input).path("usage");
    assertThat(again.path("input_tokens").asInt()).isEqualTo(2003);
    assertThat(again.path("input_tokens_details").path("cached_tokens").asInt()).isEqualTo(1920);
  }

  @Test
  void promptCache_isReportedBesideTheInput_byAnthropic() throws Exception {
    String system = "x".repeat(12_301);
    String body =
        "{'model':'m','max_tokens':550,'system':[{'type':'text','text':'"
            + system
            + "','cache_control':{'type':'ephemeral','ttl':'1h'}}],"
            + "'messages':[{'role':'user','content':'Hello'}]}";
    JsonNode first = json("POST", "/v1/messages", body, "anthropic-version", "1").path("usage");
    assertThat(first.path("input_tokens").asInt()).isEqualTo(8);
    assertThat(first.path("cache_creation_input_tokens").asInt()).isEqualTo(12_304);
    assertThat(first.path("cache_creation").path("ephemeral_1h_input_tokens").asInt())
        .isEqualTo(12_304);
    assertThat(first.path("cache_read_input_tokens").asInt()).isZero();
    JsonNode second = json("POST", "/v1/messages", body, "anthropic-version", "1").path("usage");
    assertThat(second.path("input_tokens").asInt()).isEqualTo(8);
    assertThat(second.path("cache_creation_input_tokens").asInt()).isZero();
    assertThat(second.path("cache_read_input_tokens").asInt()).isEqualTo(12_304);
  }

  @Test
  void promptCache_belongsToTheKey() throws Exception {
    String body = "{'model':'m','input':'" + "z".repeat(2000) + "'}";
    json("POST", "/v1/responses", body, "authorization", "Bearer one");
    JsonNode other = json("POST", "/v1/responses", body, "authorization", "Bearer two");
    assertThat(other.path("usage").path("input_tokens_details").path("cached_tokens").asInt())
        .isZero();
  }

  @Test
  void key_isRequiredWhereTheOptionsSaySo() throws Exception {
    try (SimProvider strict = SimProvider.start(0, SimOptions.quiet().withRequiredKey());
        PlainSocketClient without = new PlainSocketClient(strict);
        PlainSocketClient with = new PlainSocketClient(strict)) {
      String path = "/v1/chat/completions";
      assertThat(without.send(PlainSocketClient.post(path, PlainSocketClient.CHAT)).until("\r\n"))
          .contains(" 401 ");
      String key = "Authorization: Bearer sk-x";
      assertThat(with.send(PlainSocketClient.post(path, PlainSocketClient.CHAT, key)).until("\r\n"))
          .contains(" 200 ");
    }
  }

  @Test
  void maxTokens_cutsTheAnswer() throws Exception {
    String body = "{'model':'m','max_tokens':40,'messages':[{'role':'user','content':'Hello'}]}";
    JsonNode choice = json("POST", "/v1/chat/completions", body).path("choices").get(0);
    assertThat(choice.path("finish_reason").stringValue("")).isEqualTo("length");
    String text = choice.path("message").path("content").stringValue("");
    assertThat(text).startsWith("This is").hasSizeLessThanOrEqualTo(40);
  }

  @Test
  void responseFormat_isKept() throws Exception {
    String body =
        "{'model':'m','messages':[{'role':'user','content':'Hello'}],'response_format':"
            + "{'type':'json_schema','json_schema':{'name':'s','schema':{'type':'object',"
            + "'properties':{'n':{'type':'integer','minimum':7}},'required':['n']}}}}";
    JsonNode answer = json("POST", "/v1/chat/completions", body);
    assertThat(answer.path("choices").get(0).path("message").path("content").stringValue(""))
        .isEqualTo("{\"n\":7}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'output_config':{'format':%s}", "'output_format':%s"})
  void outputFormat_isKept_inMessages(String field) throws Exception {
    String format =
        "{'type':'json_schema','schema':{'type':'object',"
            + "'properties':{'n':{'type':'integer','minimum':7}},'required':['n']}}";
    String body =
        "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'Hello'}],"
            + String.format(field, format)
            + "}";
    JsonNode message = json("POST", "/v1/messages", body, "anthropic-version", "2023-06-01");
    assertThat(message.path("content").get(0).path("text").stringValue("")).isEqualTo("{\"n\":7}");
  }

  @Test
  void thread_goesOnFromWhatTheProviderHolds() throws Exception {
    String body =
        "{'model':'m','max_tokens':99,'messages':[{'role':'user','content':'Hello'}],'thread':%s}";
    String create = body.formatted("{'type':'create'}");
    String[] version = {"anthropic-version", "2023-06-01"};
    JsonNode first = json("POST", "/v1/messages", create, version);
    String onward = "{'type':'continue','previous_message_id':'%s'}";
    String id = first.path("id").stringValue("");
    JsonNode second = json("POST", "/v1/messages", body.formatted(onward.formatted(id)), version);
    assertThat(second.path("usage").path("input_tokens").asInt())
        .isGreaterThan(first.path("usage").path("input_tokens").asInt());
    assertThat(send("POST", "/v1/messages", body.formatted(onward.formatted("x")), version))
        .extracting(HttpResponse::statusCode)
        .isEqualTo(404);
  }

  @Test
  void bodies_mayBeOfAnyCoding_thatTheProxyTakes() throws Exception {
    byte[] zstd =
        Zstd.compress(PlainSocketClient.CHAT.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sim.url() + "/v1/chat/completions"))
            .header("content-type", "application/json");
    HttpRequest coded =
        request
            .copy()
            .header("content-encoding", "zstd")
            .POST(HttpRequest.BodyPublishers.ofByteArray(zstd))
            .build();
    HttpRequest broken =
        request
            .copy()
            .header("content-encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(zstd))
            .build();
    assertThat(client.send(coded, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    assertThat(client.send(broken, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(400);
  }

  @Test
  void toolsOfferedOnTheWay_areCounted() throws Exception {
    String body =
        "{'model':'m','input':[{'type':'additional_tools','role':'developer','tools':[%s]},"
            + "{'role':'user','content':'Hello'}]}";
    String tool = "{'type':'function','name':'look','description':'Looks around.'}";
    JsonNode with = json("POST", "/v1/responses", body.formatted(tool));
    JsonNode without = json("POST", "/v1/responses", body.formatted(""));
    int apart =
        with.path("usage").path("input_tokens").asInt()
            - without.path("usage").path("input_tokens").asInt();
    assertThat(apart).isEqualTo(tool.length());
  }

  @Test
  void toolResults_areAnsweredInWords() throws Exception {
    String tools =
        "'tools':[{'type':'function','function':{'name':'look','parameters':{'type':'object'}}}]";
    String call =
        "{'role':'assistant','tool_calls':[{'id':'a','type':'function',"
            + "'function':{'name':'look','arguments':'{}'}}]},"
            + "{'role':'tool','tool_call_id':'a','content':'seen'}";
    String user = "{'role':'user','content':'Please look'}";
    JsonNode first =
        json(
            "POST",
            "/v1/chat/completions",
            "{'model':'m'," + tools + ",'messages':[" + user + "]}");
    assertThat(first.path("choices").get(0).path("finish_reason").stringValue(""))
        .isEqualTo("tool_calls");
    String body = "{'model':'m'," + tools + ",'messages':[" + user + "," + call + "]}";
    JsonNode second = json("POST", "/v1/chat/completions", body);
    assertThat(second.path("choices").get(0).path("finish_reason").stringValue(""))
        .isEqualTo("stop");
  }

  @Test
  void embeddings_inBase64_areTheSameNumbers() throws Exception {
    String body = "{'model':'text-embedding-3-small','input':'x','dimensions':8";
    JsonNode floats = json("POST", "/v1/embeddings", body + "}");
    JsonNode base64 = json("POST", "/v1/embeddings", body + ",'encoding_format':'base64'}");
    byte[] bytes =
        Base64.getDecoder().decode(base64.path("data").get(0).path("embedding").stringValue(""));
    ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (JsonNode number : floats.path("data").get(0).path("embedding")) {
      assertThat(numbers.getFloat()).isEqualTo((float) number.asDouble());
    }
    assertThat(numbers.hasRemaining()).isFalse();
    assertThat(send("POST", "/v1/embeddings", "{'model':'m','input':''}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void models_haveTheShapeOfTheirProvider() throws Exception {
    assertThat(json("GET", "/v1/models", "").path("object").stringValue("")).isEqualTo("list");
    JsonNode anthropic = json("GET", "/v1/models", "", "anthropic-version", "2023-06-01");
    assertThat(anthropic.path("has_more").isBoolean()).isTrue();
    assertThat(json("GET", "/models/some%2Fmodel", "").path("id").stringValue(""))
        .isEqualTo("some/model");
    assertThat(send("GET", "/v1/models/missing-model", "").statusCode()).isEqualTo(404);
  }

  @Test
  void gzip_opensToTheSameAnswer() throws Exception {
    HttpResponse<byte[]> zipped =
        send("POST", "/v1/chat/completions", PlainSocketClient.STREAM, "x-sim-fault", "gzip");
    assertThat(zipped.headers().firstValue("content-encoding")).contains("gzip");
    byte[] bytes = new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes();
    assertThat(new String(bytes, StandardCharsets.UTF_8)).endsWith("data: [DONE]\n\n");
  }

  @Test
  void everyByteAlone_isTheSameStream() throws Exception {
    String answer =
        new String(
            send(
                    "POST",
                    "/v1/messages",
                    PlainSocketClient.MESSAGE,
                    "anthropic-version",
                    "1",
                    "x-sim-fault",
                    "split=1")
                .body(),
            StandardCharsets.UTF_8);
    assertThat(answer).startsWith("event: message_start\n").endsWith("\"message_stop\"}\n\n");
  }
}
