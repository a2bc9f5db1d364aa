package dev.compresh.gateway;

import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.gateway.http.HttpRequestHead;
import dev.compresh.gateway.upstream.AnswerListener;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.RequestHandler.BodyOutcome.LocalReply;
import dev.compresh.proxy.RequestHead;
import io.netty.channel.socket.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that the gateway gives by itself. */
final class LocalAnswers {
  private static final Headers JSON = Headers.of("content-type", "application/json");

  /** A head or a body did not come in time. */
  static final ApiError LATE =
      ApiError.of(
          408, "invalid_request_error", "request_timeout", "The request did not arrive in time.");

  /** The client ended its side before its body's end. */
  static final ApiError SHORT =
      ApiError.of(
          400,
          "invalid_request_error",
          "invalid_value",
          "The request body is incomplete: it ended before its Content-Length or last chunk.");

  private LocalAnswers() {}

  static LocalReply internal(RequestHead head) {
    return render(ApiError.internal(), head.path());
  }

  /** A provider gave no answer. */
  static ApiError unreachable(String provider, AnswerListener.CallFailure callFailure) {
    ApiError apiError = ApiError.unreachable(provider);
    String more =
        switch (callFailure) {
          case NO_CONNECTION, UPLOAD -> "";
          case FORBIDDEN_ADDRESS ->
              " Its address is not public. Set 'local: true' for the provider if that is intended.";
          case NO_ANSWER, CUT_OFF -> " It closed the connection without a response.";
          case GARBAGE -> " Its response is not valid HTTP.";
        };
    return ApiError.of(
        apiError.status(), apiError.type(), apiError.code(), apiError.message() + more);
  }

  /** The same, with the time after which to try again where that may help. */
  static LocalReply retryable(LocalReply localReply) {
    if (localReply.status() != 503) {
      return localReply;
    }
    List<Header> lines = new ArrayList<>();
    localReply.headers().forEach(lines::add);
    lines.add(new Header("retry-after", "1"));
    return new LocalReply(localReply.status(), new Headers(lines), localReply.body());
  }

  /** {@code problem} in the shape of the API that {@code path} belongs to. */
  static LocalReply render(ApiError apiError, String path) {
    Dialect dialect = DialectRegistry.speaking(path);
    return new LocalReply(
        apiError.status(),
        JSON,
        dialect.errorBody(apiError.type(), apiError.code(), apiError.message(), apiError.param()));
  }

  /** {@code headers} with a line behind them. */
  static Headers headers(Headers headers, String name, String value) {
    List<Header> lines = new ArrayList<>();
    headers.forEach(lines::add);
    lines.add(new Header(name, value));
    return new Headers(lines);
  }

  /**
   * Answers a client that can't be read on from.
   *
   * @param broken the request under way; null where not even a head was read
   */
  static AccessRecord refuse(
      SocketChannel channel, @Nullable HttpExchange broken, String remote, ApiError apiError) {
    String id = broken == null ? RequestIds.next() : broken.head().id();
    HttpRequestHead head = broken == null ? HttpGateway.UNREAD : broken.request();
    AnswerWriter writer = new AnswerWriter(channel, head, false);
    writer.reply(render(apiError, head.path()), Headers.NONE, id);
    return broken == null
        ? AccessRecord.unread(id, remote, writer)
        : AccessRecord.local(broken.head(), writer);
  }
}
