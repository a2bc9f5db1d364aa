package dev.compresh.observe;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line of the access log. No header, no query and nothing of a body is in it.
 *
 * @param traceId the trace that the request belongs to, empty where its head could not be read
 * @param path as sent, without the query
 * @param status as the client saw it, 0 where it left before
 * @param provider who was asked, null where Compresh answered by itself
 * @param overheadNanos added by the proxy, -1 where nothing was forwarded
 * @param firstByteNanos to the provider's first byte, -1 where none came
 */
public record AccessLine(
    Instant time,
    String id,
    String traceId,
    String remote,
    String method,
    String path,
    int status,
    long bytes,
    @Nullable String provider,
    String ending,
    long overheadNanos,
    long firstByteNanos,
    long totalNanos) {
  private static final int LONGEST_PATH = 200;
  private static final int LONGEST_METHOD = 32;

  static AccessLine none() {
    return new AccessLine(Instant.EPOCH, "", "", "", "", "", 0, 0, null, "", -1, -1, 0);
  }

  void appendTo(StringBuilder out, boolean json) {
    if (json) {
      json(out);
    } else {
      text(out);
    }
  }

  private void json(StringBuilder out) {
    out.append("{\"time\":\"").append(time.truncatedTo(ChronoUnit.MILLIS));
    out.append("\",\"level\":\"INFO\",\"logger\":\"access\",\"request_id\":\"").append(id);
    if (!traceId.isEmpty()) {
      out.append("\",\"trace_id\":\"").append(traceId);
    }
    out.append("\",\"remote\":");
    JsonLine.string(out, remote);
    out.append(",\"method\":");
    JsonLine.string(out, cut(method, LONGEST_METHOD));
    out.append(",\"path\":");
    JsonLine.string(out, cut(path, LONGEST_PATH));
    out.append(",\"status\":").append(status).append(",\"bytes\":").append(bytes);
    if (provider != null) {
      out.append(",\"provider\":");
      JsonLine.string(out, provider);
    }
    out.append(",\"ending\":\"").append(ending).append('"');
    micros(out, "overhead_us", overheadNanos);
    micros(out, "first_byte_us", firstByteNanos);
    micros(out, "total_us", totalNanos);
    out.append("}\n");
  }

  private static void micros(StringBuilder out, String name, long nanos) {
    if (nanos >= 0) {
      out.append(",\"").append(name).append("\":").append(nanos / 1_000);
    }
  }

  private void text(StringBuilder out) {
    out.append(time.truncatedTo(ChronoUnit.MILLIS)).append(' ').append(status).append(' ');
    JsonLine.plain(out, cut(method, LONGEST_METHOD));
    out.append(' ');
    JsonLine.plain(out, cut(path, LONGEST_PATH));
    if (provider != null) {
      out.append(" -> ").append(provider);
    }
    if (!ending.equals("complete")) {
      out.append(" (").append(ending).append(')');
    }
    out.append(' ').append(totalNanos / 1_000_000).append(" ms");
    if (overheadNanos >= 0) {
      out.append(", ").append(overheadNanos / 1_000).append(" µs here");
    }
    out.append(' ').append(id).append('\n');
  }

  private static String cut(String text, int bound) {
    return text.length() <= bound ? text : text.substring(0, bound) + "…";
  }
}
