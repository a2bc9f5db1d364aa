package dev.compresh.sim;

import dev.compresh.sim.http.Handler;
import dev.compresh.sim.http.Reply;
import dev.compresh.sim.http.Request;
import dev.compresh.wire.BodyDecoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** From a request to the endpoint that answers it; faults are laid over the answer. */
final class Router implements Handler {
  private static final String MODELS = "/models/";
  private static final int MOST_PLAIN = 128 << 20;

  private final Engine engine;
  private final FaultScript script;
  private final boolean requireKey;
  private final Map<String, Api> apis;
  private final ModelsApi models;
  private final TranscriptionsApi transcriptions;

  Router(Engine engine, FaultScript script, boolean requireKey) {
    this.engine = engine;
    this.script = script;
    this.requireKey = requireKey;
    this.models = new ModelsApi(engine);
    MessagesApi messages = new MessagesApi(engine);
    this.apis =
        Map.of(
            "/chat/completions", new ChatApi(engine),
            "/messages", messages,
            "/messages/count_tokens", messages::count,
            "/responses", new ResponsesApi(engine),
            "/embeddings", new EmbeddingsApi(engine),
            "/audio/speech", new SpeechApi(engine));
    this.transcriptions = new TranscriptionsApi(engine);
  }

  @Override
  public Reply handle(Request request) {
    String path = request.path();
    path = path.startsWith("/v1/") ? path.substring(3) : path;
    boolean anthropic =
        path.startsWith("/messages")
            || (path.startsWith("/models") && request.headers().first("anthropic-version") != null);
    ProviderErrors provider = anthropic ? ProviderErrors.ANTHROPIC : ProviderErrors.OPENAI;
    FaultPlan plan;
    try {
      plan = script.plan(request);
    } catch (IllegalArgumentException e) {
      return provider.reply(
          Refusal.invalid(FaultHeader.NAME, FaultHeader.NAME + ": " + e.getMessage()),
          engine.ids().next("req_"));
    }
    Reply instead = plan.instead(provider, engine.ids().next("req_"));
    return plan.over(instead != null ? instead : answer(request, path, anthropic, plan.large()));
  }

  private Reply answer(Request request, String path, boolean anthropic, int large) {
    ProviderErrors provider = anthropic ? ProviderErrors.ANTHROPIC : ProviderErrors.OPENAI;
    try {
      String key = key(request, anthropic);
      Api api = apis.get(path);
      boolean listing = path.equals("/models") || path.startsWith(MODELS) || path.equals("/voices");
      boolean form = path.equals("/audio/transcriptions");
      if (api == null && !listing && !form) {
        throw new Refusal(
            404,
            provider.typeOf(404),
            null,
            null,
            "no such path: " + request.method() + " " + path);
      }
      if (!request.method().equals(listing ? "GET" : "POST")) {
        throw new Refusal(405, provider.typeOf(405), null, null, "not allowed for this path");
      }
      if (api != null) {
        JsonNode body = body(request);
        String scope = key + '\n' + path + '\n' + Json.text(body, "model");
        return api.answer(new Call(request, body, scope, AuthenticatedToken.digest(key), large));
      }
      if (form) {
        return transcriptions.answer(request);
      }
      if (path.equals("/voices")) {
        return SpeechApi.voices(engine.ids().next("req_"));
      }
      return path.equals("/models")
          ? models.list(anthropic)
          : models.one(
              anthropic,
              URLDecoder.decode(path.substring(MODELS.length()), StandardCharsets.UTF_8));
    } catch (Refusal e) {
      return provider.reply(e, engine.ids().next("req_"));
    } catch (JacksonException e) {
      // a field of a type that no check foresaw
      return provider.reply(
          Refusal.invalid(null, e.getOriginalMessage()), engine.ids().next("req_"));
    }
  }

  private String key(Request request, boolean anthropic) throws Refusal {
    String bearer = request.headers().first("authorization");
    String key = request.headers().first("x-api-key");
    if (key == null && bearer != null) {
      key = bearer.toLowerCase(Locale.ROOT).startsWith("bearer ") ? bearer.substring(7) : bearer;
    }
    boolean missing = key == null && requireKey;
    if (!missing && !"invalid".equals(key)) {
      return key == null ? "" : key;
    }
    if (anthropic) {
      throw new Refusal(401, "authentication_error", null, null, "invalid x-api-key");
    }
    String message = missing ? "no API key was given" : "Incorrect API key provided: invalid.";
    throw new Refusal(401, "invalid_request_error", "invalid_api_key", null, message);
  }

  private static JsonNode body(Request request) throws Refusal {
    String type = request.headers().first("content-type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new Refusal(
          415, "invalid_request_error", null, null, "content-type must be application/json");
    }
    JsonNode body;
    try {
      body = Json.read(decoded(request));
    } catch (JacksonException e) {
      throw Refusal.invalid(null, "the body of the request could not be parsed as JSON");
    }
    if (!body.isObject()) {
      throw Refusal.invalid(null, "the body of the request must be a JSON object");
    }
    return body;
  }

  private static byte[] decoded(Request request) throws Refusal {
    String codings = String.join(",", request.headers().all("content-encoding"));
    return switch (BodyDecoding.decode(request.body(), codings, MOST_PLAIN)) {
      case BodyDecoding.Decoded decoded -> decoded.body();
      case BodyDecoding.Unsupported ignored ->
          throw new Refusal(
              415, "invalid_request_error", null, null, "unsupported content-encoding");
      case BodyDecoding.Broken ignored ->
          throw Refusal.invalid(null, "the body is not of its content-encoding");
      case BodyDecoding.TooLarge ignored ->
          throw new Refusal(413, "invalid_request_error", null, null, "the body is too large");
    };
  }
}
