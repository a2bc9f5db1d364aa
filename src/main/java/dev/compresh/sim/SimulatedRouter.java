package dev.compresh.sim;

import dev.compresh.dialect.ModelPath;
import dev.compresh.http.BodyDecoding;
import dev.compresh.sim.http.SimHandler;
import dev.compresh.sim.http.SimReply;
import dev.compresh.sim.http.SimRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From a request to the endpoint that answers it; faults are laid over the answer. */
final class SimulatedRouter implements SimHandler {
  private static final String MODELS = "/models/";
  private static final int MOST_PLAIN = 128 << 20;

  private final SimulatorEngine simulatorEngine;
  private final FaultScript script;
  private final boolean requireKey;
  private final Map<String, SimulatedApi> apis;
  private final ModelsApi models;
  private final GeminiApi gemini;
  private final TranscriptionsApi transcriptions;

  SimulatedRouter(SimulatorEngine simulatorEngine, FaultScript script, boolean requireKey) {
    this.simulatorEngine = simulatorEngine;
    this.script = script;
    this.requireKey = requireKey;
    this.models = new ModelsApi(simulatorEngine);
    MessagesApi messages = new MessagesApi(simulatorEngine);
    this.apis =
        Map.of(
            "/chat/completions", new ChatApi(simulatorEngine),
            "/messages", messages,
            "/messages/count_tokens", messages::count,
            "/responses", new ResponsesApi(simulatorEngine),
            "/embeddings", new EmbeddingsApi(simulatorEngine),
            "/audio/speech", new SpeechApi(simulatorEngine));
    this.gemini = new GeminiApi(simulatorEngine);
    this.transcriptions = new TranscriptionsApi(simulatorEngine);
  }

  @Override
  public SimReply handle(SimRequest simRequest) {
    String path = simRequest.path();
    ModelPath modelPath = ModelPath.find(path).orElse(null);
    ProviderErrors provider = provider(path, modelPath, simRequest);
    path = path.startsWith("/v1beta/") ? path.substring(7) : path;
    path = path.startsWith("/v1/") ? path.substring(3) : path;
    FaultPlan plan;
    try {
      plan = script.plan(simRequest);
    } catch (IllegalArgumentException e) {
      return provider.reply(
          SimulatedRefusal.invalid(FaultHeader.NAME, FaultHeader.NAME + ": " + e.getMessage()),
          simulatorEngine.ids().next("req_"));
    }
    SimReply instead = plan.instead(provider, simulatorEngine.ids().next("req_"));
    return plan.applyTo(
        instead != null ? instead : answer(simRequest, path, modelPath, provider, plan.large()));
  }

  private static ProviderErrors provider(
      String path, @Nullable ModelPath modelPath, SimRequest simRequest) {
    if (modelPath != null || path.startsWith("/v1beta/")) {
      return ProviderErrors.GOOGLE;
    }
    String below = path.startsWith("/v1/") ? path.substring(3) : path;
    boolean anthropic =
        below.startsWith("/messages")
            || (below.startsWith("/models")
                && simRequest.headers().first("anthropic-version") != null);
    return anthropic ? ProviderErrors.ANTHROPIC : ProviderErrors.OPENAI;
  }

  private SimReply answer(
      SimRequest simRequest,
      String path,
      @Nullable ModelPath modelPath,
      ProviderErrors provider,
      int large) {
    try {
      String key = key(simRequest, provider);
      SimulatedApi simulatedApi = modelPath == null ? apis.get(path) : gemini(modelPath);
      boolean listing =
          simulatedApi == null
              && (path.equals("/models") || path.startsWith(MODELS) || path.equals("/voices"));
      boolean form = path.equals("/audio/transcriptions");
      if (simulatedApi == null && !listing && !form) {
        throw new SimulatedRefusal(
            404,
            provider.typeOf(404),
            null,
            null,
            "no such path: " + simRequest.method() + " " + path);
      }
      if (!simRequest.method().equals(listing ? "GET" : "POST")) {
        throw new SimulatedRefusal(
            405, provider.typeOf(405), null, null, "not allowed for this path");
      }
      if (simulatedApi != null) {
        JsonNode body = addressed(body(simRequest), modelPath);
        String scope = key + '\n' + path + '\n' + SimulatedJson.text(body, "model");
        return simulatedApi.answer(
            new SimulatedCall(simRequest, body, scope, AuthenticatedToken.digest(key), large));
      }
      if (form) {
        return transcriptions.answer(simRequest);
      }
      if (path.equals("/voices")) {
        return SpeechApi.voices(simulatorEngine.ids().next("req_"));
      }
      return path.equals("/models")
          ? models.list(provider)
          : models.one(
              provider, URLDecoder.decode(path.substring(MODELS.length()), StandardCharsets.UTF_8));
    } catch (SimulatedRefusal e) {
      return provider.reply(e, simulatorEngine.ids().next("req_"));
    } catch (JacksonException e) {
      // a field of a type that no check foresaw
      return provider.reply(
          SimulatedRefusal.invalid(null, e.getOriginalMessage()),
          simulatorEngine.ids().next("req_"));
    }
  }

  private SimulatedApi gemini(ModelPath modelPath) {
    return modelPath.action() == ModelPath.ModelAction.COUNT ? gemini::count : gemini;
  }

  /** The body with the model and the kind of answer that its path names. */
  private static JsonNode addressed(JsonNode body, @Nullable ModelPath modelPath) {
    return modelPath != null && body instanceof ObjectNode object
        ? object.put("model", modelPath.model()).put("stream", modelPath.isStreaming())
        : body;
  }

  private String key(SimRequest simRequest, ProviderErrors provider) throws SimulatedRefusal {
    String bearer = simRequest.headers().first("authorization");
    String own = provider == ProviderErrors.GOOGLE ? "x-goog-api-key" : "x-api-key";
    String key = simRequest.headers().first(own);
    if (key == null && bearer != null) {
      key = bearer.toLowerCase(Locale.ROOT).startsWith("bearer ") ? bearer.substring(7) : bearer;
    }
    boolean missing = key == null && requireKey;
    if (!missing && !"invalid".equals(key)) {
      return key == null ? "" : key;
    }
    if (provider == ProviderErrors.GOOGLE) {
      throw new SimulatedRefusal(
          missing ? 403 : 400, "", null, null, "API key not valid. Please pass a valid API key.");
    }
    if (provider == ProviderErrors.ANTHROPIC) {
      throw new SimulatedRefusal(401, "authentication_error", null, null, "invalid x-api-key");
    }
    String message = missing ? "no API key was given" : "Incorrect API key provided: invalid.";
    throw new SimulatedRefusal(401, "invalid_request_error", "invalid_api_key", null, message);
  }

  private static JsonNode body(SimRequest simRequest) throws SimulatedRefusal {
    String type = simRequest.headers().first("content-type");
    if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
      throw new SimulatedRefusal(
          415, "invalid_request_error", null, null, "content-type must be application/json");
    }
    JsonNode body;
    try {
      body = SimulatedJson.read(decoded(simRequest));
    } catch (JacksonException e) {
      throw SimulatedRefusal.invalid(null, "the body of the request could not be parsed as JSON");
    }
    if (!body.isObject()) {
      throw SimulatedRefusal.invalid(null, "the body of the request must be a JSON object");
    }
    return body;
  }

  private static byte[] decoded(SimRequest simRequest) throws SimulatedRefusal {
    String codings = String.join(",", simRequest.headers().all("content-encoding"));
    return switch (BodyDecoding.decode(simRequest.body(), codings, MOST_PLAIN)) {
      case BodyDecoding.DecodedBody decodedBody -> decodedBody.body();
      case BodyDecoding.UnsupportedCoding ignored ->
          throw new SimulatedRefusal(
              415, "invalid_request_error", null, null, "unsupported content-encoding");
      case BodyDecoding.BrokenCoding ignored ->
          throw SimulatedRefusal.invalid(null, "the body is not of its content-encoding");
      case BodyDecoding.DecodedTooLarge ignored ->
          throw new SimulatedRefusal(
              413, "invalid_request_error", null, null, "the body is too large");
    };
  }
}
