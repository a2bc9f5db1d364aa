package dev.compresh.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A provider on this machine that answers one session with a short line, and tells in its usage
 * what its prompt cache read of what came.
 */
final class CachingProvider implements AutoCloseable {
  /** What arrived: its texts, and what the cache held of them. */
  record Arrived(List<String> texts, PrefixCost.CostedRead read) {}

  private final HttpServer server;
  private final BlockingQueue<Arrived> arrived = new LinkedBlockingQueue<>();
  private volatile PrefixCost cache;

  CachingProvider(PrefixCost cache) throws IOException {
    this.cache = cache;
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpServer.create(here, 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A session begins, under a cache of its own. */
  void fresh(PrefixCost next) {
    cache = next;
  }

  Arrived next() throws InterruptedException {
    Arrived next = arrived.poll(30, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException("the provider never saw the request");
    }
    return next;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readAllBytes();
      if (!exchange.getRequestMethod().equals("POST")) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      JsonNode body = SessionFiles.json(new String(bytes, StandardCharsets.UTF_8));
      List<String> texts = RenderedBody.of(body);
      PrefixCost.CostedRead costedRead = cache.charge(texts);
      arrived.add(new Arrived(texts, costedRead));
      boolean anthropic = exchange.getRequestURI().getPath().contains("/messages");
      byte[] answer =
          (anthropic ? messages(costedRead) : chat(costedRead)).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("content-type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String chat(PrefixCost.CostedRead costedRead) {
    return """
    {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"gpt-4o","choices":[{"index":0,\
    "message":{"role":"assistant","content":"Noted."},"finish_reason":"stop"}],"usage":\
    {"prompt_tokens":%d,"completion_tokens":2,"total_tokens":%d,\
    "prompt_tokens_details":{"cached_tokens":%d}}}\
    """
        .formatted(costedRead.total(), costedRead.total() + 2, costedRead.read());
  }

  private static String messages(PrefixCost.CostedRead costedRead) {
    return """
    {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":\
    [{"type":"text","text":"Noted."}],"stop_reason":"end_turn","stop_sequence":null,"usage":\
    {"input_tokens":0,"output_tokens":2,"cache_read_input_tokens":%d,\
    "cache_creation_input_tokens":%d}}\
    """
        .formatted(costedRead.read(), costedRead.total() - costedRead.read());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
