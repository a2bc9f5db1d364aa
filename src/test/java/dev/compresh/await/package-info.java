/**
 * Waiting for what happens in another thread: {@link dev.compresh.await.EventualAssertion} for
 * whatever can be looked at, {@link dev.compresh.await.ChangeWait} for what a store announces.
 * Limits are so generous that only a fault reaches them, never a busy machine.
 */
@NullMarked
package dev.compresh.await;

import org.jspecify.annotations.NullMarked;
