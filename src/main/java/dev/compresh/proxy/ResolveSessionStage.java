package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.session.EarlierSessions;
import dev.compresh.session.SessionIdentity;
import dev.compresh.session.SessionKey;
import dev.compresh.session.SessionName;

/** Resolves the session of a request, and checks its tags (400). */
final class ResolveSessionStage implements Stage {
  private final EarlierSessions earlier;

  /**
   * @param earlier sessions whose ids were derived otherwise
   */
  ResolveSessionStage(EarlierSessions earlier) {
    this.earlier = earlier;
  }

  @Override
  public StageResult<RequestContext> run(RequestContext context) {
    ApiKey key = context.key();
    return switch (SessionIdentity.identify(
        context.head().headers(), key.id(), context.prompt(), earlier)) {
      case SessionName.InvalidSessionName invalidSessionName ->
          StageResult.stop(ApiErrors.session(invalidSessionName.message()));
      case SessionName.NamedSession namedSession -> {
        context.setSession(new SessionKey(key.id(), namedSession.id()));
        ApiError tags = RequestTags.refuse(context.head().headers(), key);
        yield tags == null ? StageResult.next(context) : StageResult.stop(tags);
      }
    };
  }
}
