package dev.compresh.proxy.edge;

import dev.compresh.proxy.RequestHandler;
import dev.compresh.proxy.RequestHandler.AdmittedHead;
import dev.compresh.proxy.RequestHandler.HeadAdmission;
import dev.compresh.proxy.RequestHead;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A path as clients of Azure OpenAI send it: {@code /openai/deployments/NAME/chat/completions}, or
 * {@code /openai/v1/…}. The deployment's name is the model's where the body names none.
 *
 * @param path the path that is meant
 * @param deployment the model, null where the path names none
 */
record AzurePath(String path, @Nullable String deployment) {
  private static final String ROOT = "/openai/";
  private static final String DEPLOYMENTS = ROOT + "deployments/";

  /** Returns null where {@code path} is no such path. */
  static @Nullable AzurePath parse(String path) {
    if (path.startsWith(DEPLOYMENTS)) {
      int slash = path.indexOf('/', DEPLOYMENTS.length());
      return slash < 0 || slash == DEPLOYMENTS.length()
          ? null
          : new AzurePath(
              "/v1" + path.substring(slash), path.substring(DEPLOYMENTS.length(), slash));
    }
    if (path.startsWith(ROOT + "v1/")) {
      return new AzurePath(path.substring(ROOT.length() - 1), null);
    }
    return path.startsWith(ROOT + "responses")
        ? new AzurePath("/v1" + path.substring(7), null)
        : null;
  }

  HeadAdmission admit(RequestHead head, RequestHandler next) {
    HeadAdmission admission =
        next.admit(
            new RequestHead(
                head.id(),
                head.received(),
                head.method(),
                path,
                query(head.query()),
                head.headers(),
                head.remote()));
    boolean coded = head.headers().first("content-encoding") != null;
    return deployment != null && !coded && admission instanceof AdmittedHead admitted
        ? new DeploymentBody(admitted, deployment)
        : admission;
  }

  /** The version of Azure's API means nothing elsewhere. */
  private static @Nullable String query(@Nullable String query) {
    if (query == null) {
      return null;
    }
    StringJoiner kept = new StringJoiner("&");
    for (String parameter : query.split("&", -1)) {
      if (!parameter.startsWith("api-version=")) {
        kept.add(parameter);
      }
    }
    return kept.length() == 0 ? null : kept.toString();
  }
}
