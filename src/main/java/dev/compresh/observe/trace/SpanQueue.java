package dev.compresh.observe.trace;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector over OTLP/HTTP, in batches, by a thread of its own. A collector that
 * is slow or away holds nothing up: spans that find no room are dropped and counted.
 */
public final class SpanQueue implements SpanSink, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpanQueue.class);
  private static final int ROOM = 4_096;
  private static final int BATCH = 512;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long CLOSING_MILLIS = 3_000;

  private final BlockingQueue<RecordedSpan> queue = new ArrayBlockingQueue<>(ROOM);
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong exported = new AtomicLong();
  private final SpanExporter exporter;
  private final Resource resource;
  private final Thread thread;
  private volatile boolean isClosing;
  private boolean isFailing;

  SpanQueue(SpanExporter exporter, Resource resource) {
    this.exporter = exporter;
    this.resource = resource;
    this.thread = Thread.ofPlatform().name("trace-export").daemon().start(this::run);
  }

  /**
   * Opens a queue to a collector.
   *
   * @param traces the collector's address for traces, such as {@code http://host:4318/v1/traces}
   * @param headers added to each call
   * @param resource what the spans are of, by attribute
   */
  public static SpanQueue open(
      URI traces, Map<String, String> headers, Map<String, String> resource) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(traces.toString())
            .setCompression("gzip")
            .setConnectTimeout(TIMEOUT)
            .setTimeout(TIMEOUT);
    headers.forEach(builder::addHeader);
    return new SpanQueue(builder.build(), ResourceText.resource(resource));
  }

  @Override
  public void record(RecordedSpan span) {
    if (!queue.offer(span)) {
      dropped.incrementAndGet();
    }
  }

  /** Spans that found no room, or that the collector did not take. */
  public long dropped() {
    return dropped.get();
  }

  /** Spans that the collector took. */
  public long exported() {
    return exported.get();
  }

  private void run() {
    List<RecordedSpan> batch = new ArrayList<>(BATCH);
    try {
      while (!isClosing || !queue.isEmpty()) {
        RecordedSpan first = queue.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          export(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void export(List<RecordedSpan> batch) {
    List<SpanData> spans = new ArrayList<>(batch.size());
    batch.forEach(span -> spans.add(new ExportedSpan(span, resource)));
    boolean isTaken;
    try {
      CompletableResultCode result = exporter.export(spans);
      isTaken = result.join(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
    } catch (RuntimeException e) {
      isTaken = false;
    }
    (isTaken ? exported : dropped).addAndGet(batch.size());
    note(isTaken);
  }

  /** Logs changes only: a collector may be away for days. */
  private void note(boolean isTaken) {
    if (isTaken && isFailing) {
      LOG.info("the OTLP collector accepts spans again; {} were dropped", dropped.get());
    } else if (!isTaken && !isFailing) {
      LOG.warn("the OTLP collector does not accept spans; they are dropped until it does");
    }
    isFailing = !isTaken;
  }

  /** Sends what is left, for a few seconds at most. */
  @Override
  public void close() {
    isClosing = true;
    try {
      if (!thread.join(Duration.ofMillis(CLOSING_MILLIS))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exporter.shutdown();
  }
}
