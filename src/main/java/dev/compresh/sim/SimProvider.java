package dev.compresh.sim;

import dev.compresh.sim.http.HttpServer;
import dev.compresh.sim.http.RequestRecorder;
import dev.compresh.sim.http.SimRequest;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * A provider of its own, for tries without a key, for tests and for benchmarks. It answers the APIs
 * of OpenAI and Anthropic at {@link #url()}, with and without {@code /v1}.
 */
public final class SimProvider implements AutoCloseable {
  private final HttpServer server;
  private final RequestRecorder requestRecorder;
  private final FaultScript script;
  private final String host;

  private SimProvider(
      HttpServer server, RequestRecorder requestRecorder, FaultScript script, String host) {
    this.server = server;
    this.requestRecorder = requestRecorder;
    this.script = script;
    this.host = host;
  }

  /**
   * Starts it.
   *
   * @param port 0 for one that is free
   */
  public static SimProvider start(int port, SimOptions options) throws IOException {
    PartCounter partCounter = new PartCounter(options.tokenizer());
    PromptCache cache = new PromptCache(options.clock(), options.cacheLife(), options.firstByte());
    SimulatorEngine simulatorEngine =
        new SimulatorEngine(
            partCounter,
            cache,
            new SimulatedModel(partCounter),
            new SimulatedIds(),
            options.clock(),
            options.prefixEnforcement());
    FaultScript script = new FaultScript(options.faultsByHeader());
    SimulatedRouter simulatedRouter =
        new SimulatedRouter(simulatorEngine, script, options.requireKey());
    RequestRecorder requestRecorder = new RequestRecorder(options.recordBytes());
    HttpServer server =
        new HttpServer(options.host(), port, options.maxBody(), simulatedRouter, requestRecorder);
    return new SimProvider(server, requestRecorder, script, options.host().getHostAddress());
  }

  public int port() {
    return server.port();
  }

  /** The address without a path, {@code http://127.0.0.1:4010}. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + port();
  }

  /** The faults of the next request that no call of this has been made for yet. None is allowed. */
  public void script(InjectedFault... faults) {
    script.next(List.of(faults));
  }

  /** The faults of every request that {@code when} holds for, until {@link #clearFaults}. */
  public void script(Predicate<SimRequest> when, InjectedFault... faults) {
    script.when(when, List.of(faults));
  }

  /** Forgets all scripted faults, and takes connections again. */
  public void clearFaults() {
    script.clear();
    server.resume();
  }

  /** From now on connections stay unread, as with a provider that hangs. */
  public void neverAccept() {
    server.stopReading();
  }

  /** From now on connections are refused, as with a provider that is down. */
  public void refuseConnections() {
    server.refuse();
  }

  /** Returns what it received. */
  public RequestRecorder recorded() {
    return requestRecorder;
  }

  @Override
  public void close() {
    server.close();
  }
}
