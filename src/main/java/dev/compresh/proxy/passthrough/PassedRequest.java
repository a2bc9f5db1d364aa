package dev.compresh.proxy.passthrough;

import dev.compresh.account.ApiKey;
import dev.compresh.http.Headers;
import dev.compresh.provider.Provider;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.ReplyFactory;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.proxy.RequestHead;
import dev.compresh.proxy.upload.UploadBody;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to be passed on whose head has passed.
 *
 * @param providers that may be meant, the likeliest first
 * @param isClientPaid whether it goes out with the client's own credential
 */
record PassedRequest(
    RequestHead head,
    ApiKey key,
    PassThroughRoute route,
    Headers answerHeaders,
    List<Provider> providers,
    boolean isClientPaid,
    PassThroughGate gate,
    PassThroughSender sender) {

  BodyOutcome.LocalReply refusal(ApiError problem) {
    return ReplyFactory.problem(problem, head, answerHeaders);
  }

  /**
   * Decides on a request.
   *
   * @param named ids in the body
   * @param model the model that the body names; null for none
   * @param body what is sent, nothing where there is an upload
   */
  BodyOutcome send(
      Collection<String> named, @Nullable String model, byte[] body, @Nullable UploadBody upload) {
    if (!isClientPaid) {
      ApiError refused = gate.refuse(key, route.costs());
      if (refused != null) {
        return refusal(refused);
      }
    }
    if (route.costs() && !gate.allowsModel(key, model)) {
      return refusal(PassThroughErrors.modelNotAllowed());
    }
    Set<String> ids = new LinkedHashSet<>(route.ids());
    ids.addAll(named);
    return switch (sender.ownership().choose(key, providers, ids)) {
      case ObjectOwnership.ProviderChoice.NoProviderChosen(ApiError problem) -> refusal(problem);
      case ObjectOwnership.ProviderChoice.ChosenProvider(Provider provider) ->
          sender.forward(this, provider, body, upload);
    };
  }
}
