package dev.compresh.admin.playground;

import static dev.compresh.admin.api.JsonSchema.field;
import static dev.compresh.admin.api.JsonSchema.flag;
import static dev.compresh.admin.api.JsonSchema.object;
import static dev.compresh.admin.api.JsonSchema.oneOf;
import static dev.compresh.admin.api.JsonSchema.optional;
import static dev.compresh.admin.api.JsonSchema.text;

import dev.compresh.admin.api.AdminRequest;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.admin.api.ApiAnswer;
import dev.compresh.admin.api.ApiException;
import dev.compresh.admin.api.JsonSchema;
import dev.compresh.admin.api.RoutePermission;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.AddressPolicy;
import dev.compresh.proxy.AttemptSequence;
import dev.compresh.proxy.ForwardRequest;
import dev.compresh.proxy.ProviderAttempt;
import dev.compresh.proxy.ProviderTarget;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.TimeLimits;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Passes a person's request on to the clients' port, and streams the answer back. */
public final class PlaygroundRoutes {
  private static final int MOST_BYTES = 8 << 20;
  private static final JsonMapper JSON = new JsonMapper(new JsonFactory());
  private static final Set<String> PATHS =
      Set.of("/v1/chat/completions", "/v1/messages", "/v1/responses");
  private static final Set<String> MODES = Set.of("off", "lossless", "balanced", "max");

  private static final TimeLimits LIMITS =
      new TimeLimits(
          Duration.ofSeconds(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30));

  private static final JsonSchema.ObjectSchema REQUEST =
      object(
          "PlaygroundRequest",
          optional("model", text(), "the model, where the body names none"),
          optional("mode", oneOf("off", "lossless", "balanced", "max"), "of compression"),
          field("path", oneOf("/v1/chat/completions", "/v1/messages", "/v1/responses"), "the API"),
          field("body", new JsonSchema.AnySchema(), "the request as a client sends it"),
          optional("stream", flag(), "whether to stream, where the body does not say it"));

  private final PlaygroundKeys keys;
  private final Supplier<String> clients;

  /**
   * @param clients where clients connect, as a URL
   */
  public PlaygroundRoutes(PlaygroundKeys keys, Supplier<String> clients) {
    this.keys = keys;
    this.clients = clients;
  }

  public List<AdminRoute> routes() {
    return List.of(
        AdminRoute.post(
                "/admin/v1/playground",
                RoutePermission.MEMBER,
                "Send a request through the clients' port with a key of the playground's own; the"
                    + " answer comes as it is, streamed where that is asked for.")
            .takes(REQUEST)
            .takesBytes("application/json", MOST_BYTES)
            .answers(200, new JsonSchema.AnySchema())
            .problems(402, 404, 429, 500, 502, 504)
            .does(this::play));
  }

  private ApiAnswer play(AdminRequest request) {
    JsonNode json = read(request.raw());
    String path = json.path("path").asString("/v1/chat/completions");
    if (!PATHS.contains(path)) {
      throw ApiException.invalid(
          "path", "invalid_value", "The path is one of " + String.join(", ", PATHS) + ".");
    }
    if (!(json.path("body") instanceof ObjectNode body)) {
      throw ApiException.invalid("body", "invalid_value", "The body has to be a JSON object.");
    }
    if (!body.has("model") && json.path("model").isString()) {
      body.set("model", json.path("model"));
    }
    if (!body.has("stream") && json.path("stream").isBoolean()) {
      body.set("stream", json.path("stream"));
    }
    List<Header> lines = new ArrayList<>();
    URI to = URI.create(clients.get());
    lines.add(new Header("host", to.getAuthority()));
    lines.add(new Header("content-type", "application/json"));
    lines.add(new Header("authorization", "Bearer " + keys.secret(request.principal())));
    lines.add(new Header("user-agent", "compresh-playground"));
    String mode = json.path("mode").asString("");
    if (MODES.contains(mode)) {
      lines.add(new Header("x-compresh-mode", mode));
    }
    if (path.equals("/v1/messages")) {
      lines.add(new Header("anthropic-version", "2023-06-01"));
    }
    String host = to.getHost().replace("[", "").replace("]", "");
    ProviderAttempt attempt =
        new ProviderAttempt(
            0,
            new ProviderTarget("the clients' port", false, host, to.getPort(), AddressPolicy.LOCAL),
            "POST",
            path,
            new Headers(lines),
            JSON.writeValueAsBytes(body),
            null,
            false,
            LIMITS);
    return ApiAnswer.handOver(
        new BodyOutcome.ForwardOutcome(
            new ForwardRequest(AttemptSequence.only(attempt), Headers.NONE, null, true, _ -> {})));
  }

  private static JsonNode read(byte[] bytes) {
    try {
      return JSON.readTree(bytes);
    } catch (JacksonException e) {
      // Without Jackson's message, which quotes the text.
      throw ApiException.invalid("", "invalid_json", "The request body is not valid JSON.");
    }
  }
}
