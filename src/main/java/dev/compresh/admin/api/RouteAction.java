package dev.compresh.admin.api;

/** Handles the requests of a route. Runs on a virtual thread and may block. */
@FunctionalInterface
public interface RouteAction {
  /**
   * The answer.
   *
   * @throws ApiException for what is to be answered with an error
   * @throws dev.compresh.account.InvalidField for a value that can't be accepted: 400
   * @throws dev.compresh.store.StoreException where the store is down: 503
   */
  ApiAnswer answer(AdminRequest request);
}
