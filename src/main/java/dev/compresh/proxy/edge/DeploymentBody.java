package dev.compresh.proxy.edge;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.json.JsonText;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.RequestHandler.AdmittedHead;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import java.io.ByteArrayOutputStream;
import org.jspecify.annotations.Nullable;

/** A request whose path names the model: the name is put into a body that has none. */
record DeploymentBody(AdmittedHead inner, String model) implements AdmittedHead {
  @Override
  public long maxBody() {
    return inner.maxBody();
  }

  @Override
  public BodyOutcome.LocalReply tooLarge() {
    return inner.tooLarge();
  }

  @Override
  public BodyOutcome.@Nullable LocalReply refuse(ApiError apiError) {
    return inner.refuse(apiError);
  }

  @Override
  public void abandoned() {
    inner.abandoned();
  }

  @Override
  public BodyOutcome proceed(byte[] body) {
    return inner.proceed(named(body));
  }

  private byte[] named(byte[] body) {
    if (!(PromptReader.read(Dialect.RESPONSES, body) instanceof Prompt prompt)
        || prompt.envelope().model() != null) {
      return body;
    }
    int at = prompt.envelope().object().start() + 1;
    boolean empty = new String(body, java.nio.charset.StandardCharsets.UTF_8).strip().equals("{}");
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length + model.length() + 16);
    out.write(body, 0, at);
    out.writeBytes("\"model\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    out.writeBytes(JsonText.encode(model));
    if (!empty) {
      out.write(',');
    }
    out.write(body, at, body.length - at);
    return out.toByteArray();
  }
}
