package dev.compresh.observe.trace;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A collector that takes OTLP over HTTP and keeps what it gets. */
public final class OtlpReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<ExportTraceServiceRequest> traces = new CopyOnWriteArrayList<>();
  private final Map<String, Metric> metrics = new ConcurrentHashMap<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  public OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", exchange -> take(exchange, true));
    server.createContext("/v1/metrics", exchange -> take(exchange, false));
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private void take(HttpExchange exchange, boolean isTrace) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("authorization");
      authorizations.add(authorization == null ? "" : authorization);
      byte[] body = body(exchange);
      if (status == 200) {
        keep(body, isTrace);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("content-encoding"));
    try (InputStream in =
        isZipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
      return in.readAllBytes();
    }
  }

  private void keep(byte[] body, boolean isTrace) throws InvalidProtocolBufferException {
    if (isTrace) {
      traces.add(ExportTraceServiceRequest.parseFrom(body));
      return;
    }
    ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .forEach(metric -> metrics.put(metric.getName(), metric));
  }

  public void answer(int code) {
    status = code;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public List<Span> spans() {
    return traces.stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  public Map<String, Metric> metrics() {
    return metrics;
  }

  public List<String> authorizations() {
    return authorizations;
  }

  /** Returns all that came of traces, as text. */
  public String text() {
    return traces.stream().map(Object::toString).collect(Collectors.joining("\n"));
  }

  /** Returns the span whose name begins so; null where there is none. */
  public @Nullable Span find(String name) {
    return spans().stream()
        .filter(span -> span.getName().startsWith(name))
        .findFirst()
        .orElse(null);
  }

  /** Returns the attributes of a span, as texts. */
  public static Map<String, String> attributes(Span span) {
    return span.getAttributesList().stream()
        .collect(
            Collectors.toMap(
                io.opentelemetry.proto.common.v1.KeyValue::getKey,
                attribute ->
                    switch (attribute.getValue().getValueCase()) {
                      case INT_VALUE -> Long.toString(attribute.getValue().getIntValue());
                      case BOOL_VALUE -> Boolean.toString(attribute.getValue().getBoolValue());
                      case DOUBLE_VALUE -> Double.toString(attribute.getValue().getDoubleValue());
                      default -> attribute.getValue().getStringValue();
                    }));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
