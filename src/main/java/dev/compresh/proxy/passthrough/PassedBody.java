package dev.compresh.proxy.passthrough;

import dev.compresh.http.BodyDecoding;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.RequestHandler.AdmittedHead;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A request with a JSON body or none: ids in it have to belong to the one who asks. */
final class PassedBody implements AdmittedHead {
  private final PassedRequest request;
  private final long maxBody;

  PassedBody(PassedRequest request, long maxBody) {
    this.request = request;
    this.maxBody = maxBody;
  }

  @Override
  public long maxBody() {
    return maxBody;
  }

  @Override
  public BodyOutcome.LocalReply tooLarge() {
    return request.refusal(PassThroughErrors.tooLarge(maxBody));
  }

  @Override
  public BodyOutcome.LocalReply refuse(ApiError apiError) {
    return request.refusal(apiError);
  }

  @Override
  public void abandoned() {
    // Nothing was forwarded and nobody waits: the gateway's record of the request is all there is.
  }

  @Override
  public BodyOutcome proceed(byte[] body) {
    if (body.length == 0) {
      return request.send(Set.of(), null, body, null);
    }
    String codings = String.join(",", request.head().headers().all("content-encoding"));
    if (!(BodyDecoding.decode(body, codings, Math.toIntExact(maxBody))
        instanceof BodyDecoding.DecodedBody decoded)) {
      return request.refusal(PassThroughErrors.invalidJson());
    }
    Set<String> ids = ObjectIds.list(decoded.body());
    if (ids == null) {
      return request.refusal(PassThroughErrors.invalidJson());
    }
    return ids.size() > ObjectIds.MOST
        ? request.refusal(PassThroughErrors.manyIds())
        : request.send(ids, model(decoded.body()), body, null);
  }

  /** The model that a JSON object names. */
  private static @Nullable String model(byte[] body) {
    try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean isModel = parser.currentName().equals("model");
        JsonToken value = parser.nextToken();
        if (isModel) {
          return value == JsonToken.VALUE_STRING ? parser.getString() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (JacksonException e) {
      return null;
    }
  }
}
