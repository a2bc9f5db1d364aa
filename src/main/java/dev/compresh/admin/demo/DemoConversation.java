package dev.compresh.admin.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Plays the demo conversation as a client would, turn after turn. */
public final class DemoConversation {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The figures of one request, as the answer's headers say. */
  public record DemoTurn(int status, long original, long optimized) {}

  /**
   * Plays it.
   *
   * @param clients where clients connect, as a URL
   * @param key the API key that is sent
   * @param session the conversation's name
   * @throws IOException where the clients' port gives no answer
   */
  public List<DemoTurn> play(String clients, String key, String session) throws IOException {
    List<DemoTurn> turns = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (ObjectNode body : DemoScript.requests()) {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(clients + "/v1/chat/completions"))
                .timeout(LIMIT)
                .header("authorization", "Bearer " + key)
                .header("content-type", "application/json")
                .header("x-session-id", session)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<Void> answer = client.send(request, HttpResponse.BodyHandlers.discarding());
        turns.add(
            new DemoTurn(
                answer.statusCode(),
                tokens(answer.headers(), "x-compresh-original-tokens"),
                tokens(answer.headers(), "x-compresh-optimized-tokens")));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return turns;
  }

  private static long tokens(HttpHeaders headers, String name) {
    return headers.firstValueAsLong(name).orElse(0);
  }
}
