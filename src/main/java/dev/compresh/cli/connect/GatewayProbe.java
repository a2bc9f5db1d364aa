package dev.compresh.cli.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sends requests to the gateway as a client would: its list of models, and one question. */
public final class GatewayProbe implements AutoCloseable {
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_MODELS = 1_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final JsonMapper mapper = new JsonMapper();
  private final String url;

  public GatewayProbe(String url) {
    this.url = url;
  }

  /**
   * An answer.
   *
   * @param message the error's text; empty where there is none
   */
  public record GatewayAnswer(int status, String message) {
    public boolean isSuccess() {
      return status == 200;
    }
  }

  /** The models that {@code key} may use; empty where it is refused. */
  public Optional<List<String>> models(String key) throws IOException, InterruptedException {
    HttpResponse<InputStream> answer = send(request("/v1/models", key).GET().build());
    JsonNode body = read(answer);
    if (answer.statusCode() != 200) {
      return Optional.empty();
    }
    return Optional.of(
        body.path("data")
            .valueStream()
            .map(model -> model.path("id").asString(""))
            .filter(id -> !id.isEmpty() && id.chars().noneMatch(Character::isISOControl))
            .limit(MOST_MODELS)
            .toList());
  }

  /** Asks {@code access}' model for a word. */
  public GatewayAnswer ask(GatewayAccess access, boolean messages)
      throws IOException, InterruptedException {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", access.model());
    body.put(messages ? "max_tokens" : "max_completion_tokens", 16);
    body.putArray("messages").addObject().put("role", "user").put("content", "Say hello.");
    HttpRequest request =
        request(messages ? "/v1/messages" : "/v1/chat/completions", access.key())
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)))
            .build();
    HttpResponse<InputStream> answer = send(request);
    String message = read(answer).path("error").path("message").asString("");
    String plain = message.replaceAll("\\p{Cntrl}", " ");
    return new GatewayAnswer(
        answer.statusCode(), plain.substring(0, Math.min(300, plain.length())));
  }

  private HttpRequest.Builder request(String path, String key) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(60))
        .header("authorization", "Bearer " + key)
        .header("anthropic-version", "2023-06-01");
  }

  private HttpResponse<InputStream> send(HttpRequest request)
      throws IOException, InterruptedException {
    return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private JsonNode read(HttpResponse<InputStream> answer) throws IOException {
    try (InputStream in = answer.body()) {
      return mapper.readTree(in.readNBytes(MOST_BYTES));
    } catch (JacksonException e) {
      return JsonNodeFactory.instance.objectNode();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
