package dev.compresh.admin.api;

import dev.compresh.account.Principal;
import dev.compresh.proxy.RequestHead;
import org.jspecify.annotations.Nullable;

/** Finds the caller of a request. */
public interface CallerResolver {
  /**
   * Who it is; null where no credential is sent.
   *
   * @param peerAddress where it comes from
   * @param safe whether the request changes nothing
   * @throws ApiException where one is sent that is not good (401), or that is not enough for what
   *     the request wants to change (403)
   */
  @Nullable Principal resolve(RequestHead head, PeerAddress peerAddress, boolean safe);
}
