/**
 * Alerts: what is wrong or about to be, each once per period, and its way to webhooks, Slack and
 * e-mail.
 *
 * <p>Start at {@link dev.compresh.alert.AlertEvaluator}, which asks the rules, and {@link
 * dev.compresh.alert.AlertDispatcher}, which sends. Must not know HTTP connections: what posts is
 * handed in as {@link dev.compresh.alert.AlertTransport}.
 */
@NullMarked
package dev.compresh.alert;

import org.jspecify.annotations.NullMarked;
