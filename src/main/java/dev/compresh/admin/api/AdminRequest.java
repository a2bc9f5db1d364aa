package dev.compresh.admin.api;

import dev.compresh.account.Principal;
import dev.compresh.proxy.RequestHead;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as its route's action sees it: allowed, read and checked.
 *
 * @param caller null where nobody is signed in, as open routes have it
 * @param path the values of the path's placeholders
 * @param query what was given in the query, as texts that fit their schemas
 * @param body an empty object where the route takes none
 * @param raw the body's bytes
 * @param peer where it comes from
 */
public record AdminRequest(
    RequestHead head,
    @Nullable Principal caller,
    Map<String, String> path,
    Map<String, String> query,
    JsonBody body,
    byte[] raw,
    PeerAddress peer) {

  /** Returns who calls; not to be asked on open routes. */
  public Principal principal() {
    if (caller == null) {
      throw ApiException.unauthenticated();
    }
    return caller;
  }

  /**
   * The caller in the organisation that the request is about: their own, or for the operator the
   * one that the parameter {@code org} names. Everybody else finds no other one.
   */
  public Principal member() {
    Principal principal = principal();
    String org = query.get(QueryParameter.ORG.name());
    if (org == null || org.equals(principal.orgId())) {
      return principal;
    }
    if (!principal.operator()) {
      throw ApiException.notFound("organisation");
    }
    // In other organisations the operator has an owner's rights, whatever they are at home.
    return principal.inOrganization(org);
  }

  /** The value of the placeholder {@code name}, its escapes undone. */
  public String pathValue(String name) {
    return path.getOrDefault(name, "");
  }

  public @Nullable String asked(String name) {
    return query.get(name);
  }

  /** Most entries of a page. */
  public int limit() {
    String given = query.get(QueryParameter.COUNT.name());
    return given == null ? QueryParameter.LIMIT : Integer.parseInt(given);
  }

  /** Returns where the page before ended, null for the first one. */
  public @Nullable String cursor() {
    return query.get(QueryParameter.CURSOR.name());
  }
}
