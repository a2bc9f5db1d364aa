package dev.compresh.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Keys of a server elsewhere, made with its administration API. */
final class RemoteGatewayKeys implements GatewayKeys {
  private final String url;
  private final String token;

  RemoteGatewayKeys(String url, String token) {
    this.url = url;
    this.token = token;
  }

  @Override
  public ClientKey create(String description) throws IOException, InterruptedException {
    try (AdminApiClient api = new AdminApiClient(url, token)) {
      JsonNode key =
          api.send(
                  "POST",
                  "/admin/v1/keys",
                  JsonNodeFactory.instance.objectNode().put("description", description))
              .success();
      return new ClientKey(key.path("id").asString(""), key.path("key").asString(""));
    }
  }

  @Override
  public boolean revoke(String id) throws IOException, InterruptedException {
    try (AdminApiClient api = new AdminApiClient(url, token)) {
      String name = URLEncoder.encode(id, StandardCharsets.UTF_8);
      return api.send("DELETE", "/admin/v1/keys/" + name, null).status() == 200;
    }
  }

  @Override
  public Optional<SavedTokens> savings() throws IOException, InterruptedException {
    Instant from = Instant.now().minus(Duration.ofDays(30)).truncatedTo(ChronoUnit.SECONDS);
    try (AdminApiClient api = new AdminApiClient(url, token)) {
      AdminApiClient.ApiReply answer = api.send("GET", "/admin/v1/overview?from=" + from, null);
      JsonNode sums = answer.body();
      return answer.status() != 200
          ? Optional.empty()
          : Optional.of(
              new SavedTokens(
                  sums.path("requests").asLong(),
                  sums.path("original_tokens").asLong(),
                  sums.path("saved_tokens").asLong()));
    }
  }
}
