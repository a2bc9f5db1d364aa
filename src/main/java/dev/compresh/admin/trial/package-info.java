/**
 * Trials of compression with people's own transcripts and requests, read in memory and forgotten.
 *
 * <p>Start at {@link dev.compresh.admin.trial.TrialRoutes}. Must not store or log anything of what
 * it is sent.
 */
@NullMarked
package dev.compresh.admin.trial;

import org.jspecify.annotations.NullMarked;
