package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Calls the administration API of a server with a personal token. */
final class AdminApiClient implements AutoCloseable {
  private static final int MOST_BYTES = 4 << 20;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final JsonMapper mapper = new JsonMapper();
  private final String url;
  private final String token;

  AdminApiClient(String url, String token) {
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.token = token;
  }

  /**
   * An answer.
   *
   * @param body an empty object where there is none
   */
  record ApiReply(int status, JsonNode body) {
    /**
     * The body.
     *
     * @throws CommandFailure for an error
     */
    JsonNode success() {
      if (status >= 200 && status < 300) {
        return body;
      }
      String message = body.path("error").path("message").asString("");
      throw new CommandFailure(
          ExitCode.FAILED, "The administration API answered " + status + ". " + message);
    }
  }

  ApiReply send(String method, String path, @Nullable JsonNode body)
      throws IOException, InterruptedException {
    return send(request(path), method, body);
  }

  /** Passes a message of the Model Context Protocol on, with the header lines that repeat it. */
  ApiReply message(JsonNode message) throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/mcp");
    JsonNode params = message.path("params");
    String revision =
        params.path("_meta").path("io.modelcontextprotocol/protocolVersion").asString("");
    if (!revision.isEmpty()) {
      line(request, "mcp-protocol-version", revision);
      line(request, "mcp-method", message.path("method").asString(""));
      line(request, "mcp-name", params.path("name").asString(""));
    }
    return send(request, "POST", message);
  }

  private static void line(HttpRequest.Builder request, String name, String value) {
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= ' ' && c < 127)) {
      request.header(name, value);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofSeconds(30))
        .header("authorization", "Bearer " + token);
  }

  private ApiReply send(HttpRequest.Builder request, String method, @Nullable JsonNode body)
      throws IOException, InterruptedException {
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("content-type", "application/json")
          .header("accept", "application/json, text/event-stream")
          .method(method, HttpRequest.BodyPublishers.ofByteArray(mapper.writeValueAsBytes(body)));
    }
    HttpResponse<InputStream> answer =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      JsonNode read =
          bytes.length == 0 ? JsonNodeFactory.instance.objectNode() : mapper.readTree(bytes);
      return new ApiReply(answer.statusCode(), read);
    } catch (JacksonException e) {
      return new ApiReply(answer.statusCode(), JsonNodeFactory.instance.objectNode());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
