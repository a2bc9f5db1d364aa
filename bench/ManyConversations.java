import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends many conversations to a running Compresh and prints what memory it takes, meanwhile and at
 * rest. The provider is this program, on loopback.
 *
 * <p>{@code java bench/ManyConversations.java CONVERSATIONS BYTES SECONDS_AT_REST}; URL, ADMIN, KEY
 * and UP (the provider's port) in the environment. Ends after 20 minutes at the latest.
 */
public final class ManyConversations {
  private static final String ANSWER =
      "{\"id\":\"c\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":"
          + "\"assistant\",\"content\":\"Done.\"},\"finish_reason\":\"stop\"}],\"usage\":"
          + "{\"prompt_tokens\":100,\"completion_tokens\":2,\"total_tokens\":102}}";

  private static final long LATEST = System.nanoTime() + 20L * 60 * 1_000_000_000;

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  public static void main(String[] arguments) throws Exception {
    int conversations = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
    int bytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 75_000;
    int rest = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 120;
    HttpServer provider = provider(Integer.parseInt(System.getenv("UP")));
    try {
      print("before", 0);
      long began = System.nanoTime();
      AtomicInteger next = new AtomicInteger();
      Map<Integer, Integer> statuses = new ConcurrentHashMap<>();
      try (var clients = Executors.newFixedThreadPool(8)) {
        for (int client = 0; client < 8; client++) {
          clients.submit(() -> send(conversations, bytes, next, statuses));
        }
      }
      long seconds = (System.nanoTime() - began) / 1_000_000_000;
      System.out.println("answers " + new TreeMap<>(statuses) + " in " + seconds + " s");
      print("after", next.get());
      for (int waited = 0; waited < rest; waited += 30) {
        Thread.sleep(30_000);
        print("at rest for " + (waited + 30) + " s", conversations);
      }
    } finally {
      provider.stop(0);
    }
  }

  private static HttpServer provider(int port) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
          byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("content-type", "application/json");
          exchange.sendResponseHeaders(200, answer.length);
          try (var out = exchange.getResponseBody()) {
            out.write(answer);
          }
        });
    server.start();
    return server;
  }

  private static void send(
      int conversations, int bytes, AtomicInteger next, Map<Integer, Integer> statuses) {
    for (int i = next.getAndIncrement();
        i < conversations && System.nanoTime() < LATEST;
        i = next.getAndIncrement()) {
      try {
        HttpRequest request =
            HttpRequest.newBuilder(URI.create(System.getenv("URL") + "/v1/chat/completions"))
                .header("content-type", "application/json")
                .header("authorization", "Bearer " + System.getenv("KEY"))
                .POST(HttpRequest.BodyPublishers.ofString(conversation(i, bytes)))
                .build();
        int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        statuses.merge(status, 1, Integer::sum);
        if (i > 0 && i % 1_000 == 0) {
          print("sent", i);
        }
      } catch (Exception e) {
        statuses.merge(0, 1, Integer::sum);
      }
    }
  }

  /** An agent that reads files, of which no two are alike. */
  private static String conversation(int number, int bytes) {
    Random random = new Random(number);
    StringBuilder out = new StringBuilder(bytes + 1_000);
    out.append("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\"Task ");
    out.append(number).append(": make the build green.\"}");
    for (int call = 0; out.length() < bytes; call++) {
      out.append(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t").append(call);
      out.append("\",\"type\":\"function\",\"function\":{\"name\":\"Read\",\"arguments\":\"{\\\"path\\\":");
      out.append("\\\"f").append(call).append(".java\\\"}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"t");
      out.append(call).append("\",\"content\":\"");
      for (int line = 0; line < 60; line++) {
        out.append("  int value").append(random.nextInt(1_000)).append(" = compute(");
        out.append(random.nextInt(100_000)).append(", ").append(line).append(");\\n");
      }
      out.append("\"}");
    }
    return out.append("]}").toString();
  }

  private static void print(String when, int sent) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv("ADMIN") + "/metrics")).build();
    String text = HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    StringBuilder line = new StringBuilder(when + ", " + sent + " conversations:");
    for (String name : new String[] {"memory_resident", "heap_committed", "heap_used"}) {
      for (String found : text.split("\n", -1)) {
        if (found.startsWith("compresh_" + name + " ")) {
          double value = Double.parseDouble(found.substring(found.indexOf(' ') + 1));
          line.append(' ').append(name).append(' ').append((long) (value / 1e6)).append(" MB");
        }
      }
    }
    System.out.println(line);
  }
}
