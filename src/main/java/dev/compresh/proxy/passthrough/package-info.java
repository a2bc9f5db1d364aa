/**
 * Requests that are passed on as they are: objects that providers keep (responses, conversations,
 * files, batches, ...) and whatever else the operator allows. Ids stay with the provider and the
 * organisation that made them; what batches cost is recorded when their results are fetched.
 *
 * <p>Start at {@link dev.compresh.proxy.passthrough.PassThroughHandler}; {@link
 * dev.compresh.proxy.passthrough.PassThroughRoute} knows the paths.
 */
@NullMarked
package dev.compresh.proxy.passthrough;

import org.jspecify.annotations.NullMarked;
