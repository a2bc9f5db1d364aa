package dev.compresh.gateway.upstream;

import dev.compresh.proxy.ProviderTarget;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Idle connections of one event loop. The one used last is taken first, so that the others grow old
 * and go. Used on that event loop only.
 */
final class ConnectionPool {
  private final EventLoop loop;
  private final UpstreamOptions options;
  private final Map<ProviderTarget, ArrayDeque<UpstreamConnection>> idle = new HashMap<>();
  private boolean sweeping;

  ConnectionPool(EventLoop loop, UpstreamOptions options) {
    this.loop = loop;
    this.options = options;
  }

  /** A connection to {@code target} that seems alive, or null. */
  @Nullable UpstreamConnection take(ProviderTarget providerTarget) {
    ArrayDeque<UpstreamConnection> connections = idle.get(providerTarget);
    while (connections != null && !connections.isEmpty()) {
      UpstreamConnection upstreamConnection = connections.removeFirst();
      if (upstreamConnection.isUsable()) {
        return upstreamConnection;
      }
      upstreamConnection.close();
    }
    return null;
  }

  void put(UpstreamConnection upstreamConnection) {
    ArrayDeque<UpstreamConnection> connections =
        idle.computeIfAbsent(upstreamConnection.target(), providerTarget -> new ArrayDeque<>());
    connections.addFirst(upstreamConnection);
    if (connections.size() > options.maxIdlePerLoop()) {
      connections.removeLast().close();
    }
    if (!sweeping) {
      sweeping = true;
      sweepLater();
    }
  }

  void remove(UpstreamConnection upstreamConnection) {
    ArrayDeque<UpstreamConnection> connections = idle.get(upstreamConnection.target());
    if (connections != null) {
      connections.remove(upstreamConnection);
    }
  }

  private void sweepLater() {
    var _ = loop.schedule(this::sweep, options.idle().toNanos() / 2, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    Iterator<ArrayDeque<UpstreamConnection>> each = idle.values().iterator();
    while (each.hasNext()) {
      ArrayDeque<UpstreamConnection> connections = each.next();
      while (!connections.isEmpty() && !connections.getLast().isUsable()) {
        connections.removeLast().close();
      }
      if (connections.isEmpty()) {
        each.remove();
      }
    }
    sweeping = !idle.isEmpty();
    if (sweeping) {
      sweepLater();
    }
  }
}
