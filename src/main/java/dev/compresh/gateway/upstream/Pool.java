package dev.compresh.gateway.upstream;

import dev.compresh.pipeline.Target;
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
final class Pool {
  private final EventLoop loop;
  private final UpstreamOptions options;
  private final Map<Target, ArrayDeque<Connection>> idle = new HashMap<>();
  private boolean sweeping;

  Pool(EventLoop loop, UpstreamOptions options) {
    this.loop = loop;
    this.options = options;
  }

  /** A connection to {@code target} that seems alive, or null. */
  @Nullable Connection take(Target target) {
    ArrayDeque<Connection> connections = idle.get(target);
    while (connections != null && !connections.isEmpty()) {
      Connection connection = connections.removeFirst();
      if (connection.isUsable()) {
        return connection;
      }
      connection.close();
    }
    return null;
  }

  void put(Connection connection) {
    ArrayDeque<Connection> connections =
        idle.computeIfAbsent(connection.target(), target -> new ArrayDeque<>());
    connections.addFirst(connection);
    if (connections.size() > options.maxIdlePerLoop()) {
      connections.removeLast().close();
    }
    if (!sweeping) {
      sweeping = true;
      sweepLater();
    }
  }

  void remove(Connection connection) {
    ArrayDeque<Connection> connections = idle.get(connection.target());
    if (connections != null) {
      connections.remove(connection);
    }
  }

  private void sweepLater() {
    var _ = loop.schedule(this::sweep, options.idle().toNanos() / 2, TimeUnit.NANOSECONDS);
  }

  private void sweep() {
    Iterator<ArrayDeque<Connection>> each = idle.values().iterator();
    while (each.hasNext()) {
      ArrayDeque<Connection> connections = each.next();
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
