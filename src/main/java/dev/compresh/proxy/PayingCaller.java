package dev.compresh.proxy;

import dev.compresh.budget.BillingTerms;
import java.time.Instant;

/**
 * Who pays for a request, and how.
 *
 * @param time when it came in
 */
record PayingCaller(BillingTerms terms, Instant time) {}
