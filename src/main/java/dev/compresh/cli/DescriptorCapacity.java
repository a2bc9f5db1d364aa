package dev.compresh.cli;

import dev.compresh.config.Config;
import dev.compresh.gateway.ConnectionLimit;
import dev.compresh.gateway.GatewayBounds;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.ByteBudget;
import java.lang.management.ManagementFactory;

/**
 * What clients may take of the machine: memory for bodies and connections, with their metrics.
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
    metrics.gauge("compresh.body.memory", "bytes taken for bodies under way", bodies::used);
    metrics.gauge("compresh.body.memory.limit", "bytes that bodies may take", bodies::total);
    metrics.gauge(
        "compresh.body.memory.refused",
        "requests refused because there was no memory for their body",
        bodies::refused);
    ConnectionLimit connections = clients.connections();
    metrics.gauge(
        "compresh.connections.limit", "connections that clients may have", connections::most);
    metrics.gauge(
        "compresh.connections.refused", "connections that were too many", connections::refused);
    metrics.gauge("compresh.descriptors.open", "open file descriptors", DescriptorBudget::openNow);
    metrics.gauge(
        "compresh.heap.used",
        "bytes of the heap in use, garbage included",
        () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    metrics.gauge(
        "compresh.heap.committed",
        "bytes of the heap that are taken from the system",
        () -> Runtime.getRuntime().totalMemory());
    metrics.gauge(
        "compresh.heap.limit", "bytes that the heap may have", Runtime.getRuntime()::maxMemory);
    metrics.gauge(
        "compresh.memory.resident",
        "bytes of the machine's memory that the process takes, -1 where unknown",
        ResidentMemory::bytes);
    metrics.gauge(
        "compresh.memory.restarts",
        "times that the program was started again since it ran out of memory",
        () -> Long.getLong("compresh.restarts", 0));
    metrics.gauge(
        "compresh.threads",
        "platform threads",
        () -> ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
