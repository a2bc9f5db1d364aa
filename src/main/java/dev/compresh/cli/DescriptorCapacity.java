package dev.compresh.cli;

import dev.compresh.config.Config;
import dev.compresh.gateway.ConnectionLimit;
import dev.compresh.gateway.GatewayBounds;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.ByteBudget;
import java.lang.management.ManagementFactory;

/**
 * Computes what clients may use of the machine: memory for bodies and connections, with their
 * metrics.
 *
 * @param clients bounds of the clients' port
 * @param admin bounds of the administration port, which has descriptors of its own
 */
public record DescriptorCapacity(GatewayBounds clients, GatewayBounds admin) {

  public static DescriptorCapacity of(Config config) {
    DescriptorBudget descriptors = DescriptorBudget.current();
    long bodies = config.memory().bodies(Runtime.getRuntime().maxMemory());
    int most = config.connections().most();
    int clients = most == 0 ? descriptors.clients() : Math.min(most, descriptors.clients());
    return new DescriptorCapacity(
        new GatewayBounds(
            new ByteBudget(bodies, config.memory().bodyWait()),
            new ConnectionLimit(clients, config.connections().perAddress())),
        new GatewayBounds(ByteBudget.UNLIMITED, new ConnectionLimit(descriptors.admin(), 0)));
  }

  /** Shows what is taken of it. */
  public void measure(Metrics metrics) {
    ByteBudget bodies = clients.bodies();
    metrics.gauge("compresh.body.memory", "bytes used by request bodies in progress", bodies::used);
    metrics.gauge(
        "compresh.body.memory.limit", "limit of bytes used by request bodies", bodies::total);
    metrics.gauge(
        "compresh.body.memory.refused",
        "requests refused because the memory for bodies was used up",
        bodies::refused);
    ConnectionLimit connections = clients.connections();
    metrics.gauge("compresh.connections.limit", "limit of client connections", connections::most);
    metrics.gauge(
        "compresh.connections.refused",
        "client connections refused by the limit",
        connections::refused);
    metrics.gauge("compresh.descriptors.open", "open file descriptors", DescriptorBudget::openNow);
    metrics.gauge(
        "compresh.heap.used",
        "bytes of the heap in use, including garbage",
        () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    metrics.gauge(
        "compresh.heap.committed",
        "bytes of the heap committed by the system",
        () -> Runtime.getRuntime().totalMemory());
    metrics.gauge("compresh.heap.limit", "limit of heap bytes", Runtime.getRuntime()::maxMemory);
    metrics.gauge(
        "compresh.memory.resident",
        "resident memory of the process in bytes, -1 if unknown",
        ResidentMemory::bytes);
    metrics.gauge(
        "compresh.memory.restarts",
        "restarts after running out of memory",
        () -> Long.getLong("compresh.restarts", 0));
    metrics.gauge(
        "compresh.threads",
        "platform threads",
        () -> ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
