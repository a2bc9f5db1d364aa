package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.gateway.ConnectionLimit;
import dev.compresh.gateway.GatewayBounds;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.observe.Metrics;
import dev.compresh.proxy.ByteBudget;
import java.lang.management.ManagementFactory;

/**
 * Bounds what clients may take of the machine: memory for bodies and connections, with their
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
    metrics.gauge(MetricDefinition.BODY_MEMORY, bodies::used);
    metrics.gauge(MetricDefinition.BODY_MEMORY_LIMIT, bodies::total);
    metrics.gauge(MetricDefinition.BODY_MEMORY_REFUSED, bodies::refused);
    ConnectionLimit connections = clients.connections();
    metrics.gauge(MetricDefinition.CONNECTIONS_LIMIT, connections::most);
    metrics.gauge(MetricDefinition.CONNECTIONS_REFUSED, connections::refused);
    metrics.gauge(MetricDefinition.DESCRIPTORS_OPEN, DescriptorBudget::openNow);
    metrics.gauge(
        MetricDefinition.HEAP_USED,
        () -> ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    metrics.gauge(MetricDefinition.HEAP_COMMITTED, () -> Runtime.getRuntime().totalMemory());
    metrics.gauge(MetricDefinition.HEAP_LIMIT, Runtime.getRuntime()::maxMemory);
    metrics.gauge(MetricDefinition.MEMORY_RESIDENT, ResidentMemory::bytes);
    metrics.gauge(MetricDefinition.MEMORY_RESTARTS, () -> Long.getLong("compresh.restarts", 0));
    metrics.gauge(
        MetricDefinition.THREADS, () -> ManagementFactory.getThreadMXBean().getThreadCount());
  }
}
