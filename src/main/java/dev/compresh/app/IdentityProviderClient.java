package dev.compresh.app;

import dev.compresh.account.signin.oidc.ProviderTransport;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Calls the identity provider by HTTP. Follows no redirects; answers are bounded. */
final class IdentityProviderClient implements ProviderTransport, AutoCloseable {
  static final long MOST_BYTES = 1 << 20;

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Duration longest;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  IdentityProviderClient() {
    this(Duration.ofSeconds(10));
  }

  /**
   * @param longest the longest that an answer may take, its body included
   */
  IdentityProviderClient(Duration longest) {
    this.longest = longest;
  }

  @Override
  public ProviderReply get(URI uri, @Nullable String bearer) throws IOException {
    return send(request(uri, bearer == null ? null : "Bearer " + bearer).GET());
  }

  @Override
  public ProviderReply post(URI uri, String form, @Nullable String basic) throws IOException {
    return send(
        request(uri, basic == null ? null : "Basic " + basic)
            .header("content-type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form)));
  }

  private HttpRequest.Builder request(URI uri, @Nullable String authorization) throws IOException {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .timeout(longest)
              .header("accept", "application/json")
              .header("user-agent", "compresh");
      return authorization == null ? request : request.header("authorization", authorization);
    } catch (IllegalArgumentException e) {
      throw new IOException("address or credentials can't be sent", e);
    }
  }

  /** The client's own time limit ends with the head of the answer; this one counts the body too. */
  private ProviderReply send(HttpRequest.Builder request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(
            request.build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      HttpResponse<byte[]> response = sent.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return new ProviderReply(response.statusCode(), response.body());
    } catch (TimeoutException e) {
      sent.cancel(true);
      throw new IOException("no complete answer within " + longest.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(reason(cause), cause);
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    return cause.getClass().getSimpleName() + (message == null ? "" : " (" + message + ")");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
