package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A question without a body ({@code GET /v1/voices}): passed to the provider of the model that its
 * query names ({@code ?model=…}), else of the first of the key's models that has one, else of any
 * that speaks. It costs nothing.
 */
final class AdmittedQuestion implements RequestHandler.AdmittedHead {
  /** The best known one; any other provider that speaks is found by it too. */
  private static final String ANY = "tts-1";

  private static final AudioPricing.AudioAmount NOTHING =
      new AudioPricing.AudioAmount(AudioPricing.AudioUnit.TOKENS, 0, 0, false);

  private final AdmittedRequest request;
  private final RequestHead head;
  private final ApiKey key;

  AdmittedQuestion(AdmittedRequest request, RequestHead head, ApiKey key) {
    this.request = request;
    this.head = head;
    this.key = key;
  }

  @Override
  public long maxBody() {
    return request.maxBody();
  }

  @Override
  public RequestHandler.BodyOutcome.LocalReply tooLarge() {
    return request.tooLarge();
  }

  @Override
  public RequestHandler.BodyOutcome.LocalReply refuse(ApiError apiError) {
    return request.refusal(apiError);
  }

  @Override
  public void abandoned() {
    request.abandoned();
  }

  @Override
  public RequestHandler.BodyOutcome proceed(byte[] body) {
    RequestHandler.BodyOutcome bodyOutcome = null;
    for (String model : models()) {
      byte[] question =
          new JsonMapper()
              .createObjectNode()
              .put("model", model)
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      bodyOutcome = request.proceed(question, (routingDecision, prompt) -> NOTHING);
      if (bodyOutcome
          instanceof RequestHandler.BodyOutcome.ForwardOutcome(ForwardRequest forwardRequest)) {
        return new RequestHandler.BodyOutcome.ForwardOutcome(
            forwardRequest.withAttempts(
                new BodilessAttempts(forwardRequest.attempts()), forwardRequest.settlement()));
      }
    }
    return bodyOutcome == null ? request.refusal(ApiError.internal()) : bodyOutcome;
  }

  private List<String> models() {
    String asked = asked(head.query());
    if (asked != null) {
      return List.of(asked);
    }
    List<String> models = new ArrayList<>(key.models().isEmpty() ? key.orgModels() : key.models());
    if (models.isEmpty()) {
      models.add(ANY);
    }
    return models;
  }

  private static @Nullable String asked(@Nullable String query) {
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        if (pair.startsWith("model=")) {
          return decoded(pair.substring("model=".length()));
        }
      }
    }
    return null;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // a broken escape is no model's name either
      return value;
    }
  }
}
