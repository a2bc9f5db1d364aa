package dev.compresh.alert;

import dev.compresh.account.DeniedException;
import dev.compresh.audit.AuditLog;
import dev.compresh.observe.Metrics;
import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what has to be sent. An instance claims a delivery before it sends; where it dies over
 * that, the claim runs out and another one sends again, under the same id. Failures are tried again
 * with growing pauses, then given up.
 */
public final class AlertDispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(AlertDispatcher.class);

  /** Longer than any attempt may last. */
  private static final Duration CLAIM = Duration.ofMinutes(2);

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int MOST_ATTEMPTS = 10;
  private static final int AT_ONCE = 8;

  private final Database database;
  private final AlertChannels channels;
  private final ChannelSender sender;
  private final AuditLog auditLog;
  private final Metrics metrics;
  private final InstantSource clock;

  public AlertDispatcher(
      Database database,
      AlertChannels channels,
      ChannelSender sender,
      AuditLog auditLog,
      Metrics metrics,
      InstantSource clock) {
    this.database = database;
    this.channels = channels;
    this.sender = sender;
    this.auditLog = auditLog;
    this.metrics = metrics;
    this.clock = clock;
  }

  /** Sends what is due, a few at once; waits until all have an outcome. */
  public void dispatch() {
    List<AlertTable.DueDelivery> due;
    do {
      due = database.read(handle -> AlertTable.due(handle, clock.instant(), AT_ONCE));
      try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
        due.forEach(each -> senders.execute(() -> deliver(each)));
      }
    } while (due.size() == AT_ONCE);
  }

  private void deliver(AlertTable.DueDelivery due) {
    Instant now = clock.instant();
    try {
      if (database.commit(handle -> AlertTable.claim(handle, due, now, now.plus(CLAIM)))) {
        send(due);
      }
    } catch (StoreException e) {
      LOG.warn("an alert could not be sent: {}", e.getMessage());
    }
  }

  private void send(AlertTable.DueDelivery due) {
    AlertEvent event = database.read(handle -> AlertTable.find(handle, due.eventId()));
    AlertChannel channel =
        database.read(handle -> ChannelTable.find(handle, due.channelId())).orElse(null);
    if (event == null || channel == null) {
      database.commit(
          handle -> {
            AlertTable.finish(handle, due, "FAILED", null, "the channel was removed");
            return true;
          });
      return;
    }
    String failure = attempt(channel, event);
    if (failure == null) {
      finish(due, channel, event, "SENT", null, "");
    } else if (due.attempts() + 1 >= MOST_ATTEMPTS) {
      finish(due, channel, event, "FAILED", null, failure);
    } else {
      Instant next = clock.instant().plus(pause(due.attempts()));
      finish(due, channel, event, "PENDING", next, failure);
    }
  }

  /** Returns why it failed; null where it was sent. */
  private @Nullable String attempt(AlertChannel channel, AlertEvent event) {
    try {
      ChannelTarget target = channels.target(channel);
      if (target == null) {
        return "its address can't be decrypted";
      }
      sender.send(channel, target, event);
      return null;
    } catch (IOException | DeniedException e) {
      return String.valueOf(e.getMessage());
    } catch (RuntimeException e) {
      // Without the message: it may quote an address.
      LOG.error("sending an alert failed: {}", e.getClass().getName());
      return "an internal error";
    }
  }

  private void finish(
      AlertTable.DueDelivery due,
      AlertChannel channel,
      AlertEvent event,
      String state,
      @Nullable Instant next,
      String failure) {
    boolean isPending = state.equals("PENDING");
    database.commit(
        handle -> {
          AlertTable.finish(handle, due, state, next, failure);
          if (!isPending) {
            auditLog.record(
                handle,
                AlertLog.ACTOR,
                event.finding().orgId(),
                state.equals("SENT") ? "alert.send" : "alert.give_up",
                "alert",
                event.id(),
                Map.of("channel", channel.name(), "channel_id", channel.id(), "error", failure));
          }
          return true;
        });
    metrics.alertDelivery(
        channel.kind().label(), isPending ? "retried" : state.equals("SENT") ? "sent" : "failed");
    if (!failure.isEmpty()) {
      LOG.warn("alert {} to channel '{}' failed: {}", event.id(), channel.name(), failure);
    }
  }

  static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts, 10));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }

  /** Sends a test to a channel at once; returns why it failed, null where it was sent. */
  public @Nullable String test(AlertChannel channel) {
    Instant now = clock.instant();
    AlertFinding finding =
        new AlertFinding(
            channel.orgId(),
            AlertKind.TEST,
            channel.name(),
            now.toString(),
            "This is a test of the channel '" + channel.name() + "'. Nothing is wrong.");
    return attempt(channel, new AlertEvent("alert_test_" + now.toEpochMilli(), finding, now));
  }
}
