import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * Sends mixed load with faults to a running Compresh for some minutes, and tells whether heap,
 * threads and descriptors stay flat: chats and agents that grow, streams, clients that leave, bodies
 * that break off, garbage, and a provider that fails, stalls, breaks off and closes.
 *
 * <p>{@code java bench/Soak.java MINUTES} (30 by default, 120 at most); URL, ADMIN, KEY and UP (the
 * provider's port) in the environment. Exit code 1 where something grows.
 */
public final class Soak {
  private static final String[] FIGURES = {
    "memory_resident", "heap_used", "threads", "descriptors_open", "body_memory", "reservations_held"
  };

  /** A figure may end so much above its middle part, in percent and besides that. */
  private static final double MARGIN = 1.25;

  private static final Map<String, Double> SLACK =
      Map.of(
          "memory_resident", 64e6,
          "heap_used", 64e6,
          "threads", 8.0,
          "descriptors_open", 24.0,
          "body_memory", 1.0,
          "reservations_held", 1.0);

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private static final Map<String, Integer> OUTCOMES = new ConcurrentHashMap<>();

  private static volatile boolean over;

  public static void main(String[] arguments) throws Exception {
    int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
    long seconds = Math.min(minutes, 120) * 60L;
    HttpServer provider = provider(Integer.parseInt(System.getenv("UP")));
    List<Map<String, Double>> samples = new ArrayList<>();
    try (var clients = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        Random random = new Random(i);
        int client = i;
        clients.submit(() -> load(client, random));
      }
      long began = System.nanoTime();
      long every = Math.max(5, seconds / 60);
      while (System.nanoTime() - began < seconds * 1_000_000_000L) {
        Thread.sleep(every * 1_000);
        Map<String, Double> sample = sample();
        samples.add(sample);
        System.out.println((System.nanoTime() - began) / 1_000_000_000 + " s " + shown(sample));
      }
      over = true;
    } finally {
      provider.stop(0);
    }
    System.out.println("outcomes " + new TreeMap<>(OUTCOMES));
    System.exit(verdict(samples) ? 0 : 1);
  }

  /** The last quarter is held against the second one: the first warms up. */
  private static boolean verdict(List<Map<String, Double>> samples) {
    boolean flat = true;
    int n = samples.size();
    for (String figure : FIGURES) {
      double middle = lowest(samples.subList(n / 4, n / 2), figure);
      double end = lowest(samples.subList(n - n / 4, n), figure);
      boolean grows = end > middle * MARGIN + SLACK.get(figure);
      flat &= !grows;
      System.out.printf(
          "%s: %.0f in the second quarter, %.0f in the last: %s%n",
          figure, middle, end, grows ? "GROWS" : "flat");
    }
    System.out.println(flat ? "FLAT" : "NOT FLAT");
    return flat;
  }

  private static double lowest(List<Map<String, Double>> samples, String figure) {
    return samples.stream().mapToDouble(s -> s.getOrDefault(figure, 0.0)).min().orElse(0);
  }

  private static Map<String, Double> sample() throws Exception {
    Map<String, Double> found = new TreeMap<>();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv("ADMIN") + "/metrics")).build();
    for (String line :
        HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body().split("\n", -1)) {
      for (String figure : FIGURES) {
        if (line.startsWith("compresh_" + figure + " ")) {
          found.put(figure, Double.parseDouble(line.substring(line.indexOf(' ') + 1)));
        }
      }
    }
    return found;
  }

  private static String shown(Map<String, Double> sample) {
    StringBuilder out = new StringBuilder();
    sample.forEach(
        (name, value) ->
            out.append(name)
                .append(' ')
                .append(value > 1e6 ? (long) (value / 1e6) + " MB" : (long) (double) value)
                .append("  "));
    return out.toString();
  }

  private static void load(int client, Random random) {
    StringBuilder history = new StringBuilder();
    int turns = 0;
    int session = 0;
    while (!over) {
      if (turns == 0 || turns > 40) {
        session++;
        turns = 0;
        history.setLength(0);
        history.append("{\"role\":\"user\",\"content\":\"Task ").append(client).append(' ');
        history.append(session).append(": look at the logs.\"}");
      }
      turns++;
      turn(history, random, turns);
      boolean stream = random.nextBoolean();
      String body =
          "{\"model\":\"gpt-4o\",\"max_tokens\":100,\"stream\":" + stream
              + ",\"messages\":[" + history + "]}";
      try {
        switch (random.nextInt(24)) {
          case 0 -> leave(body, random);
          case 1 -> raw("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{");
          case 2 -> raw("garbage garbage\r\n\r\n");
          case 3 -> post("{\"model\":\"gpt-4o\",\"messages\":[{\"role\"", "broken");
          case 4 -> post("{\"model\":\"" + "m".repeat(5_000) + "\"}", "long name");
          default -> post(body, "chat");
        }
      } catch (IOException e) {
        count("reset");
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void turn(StringBuilder history, Random random, int turn) {
    history.append(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"t").append(turn);
    history.append("\",\"type\":\"function\",\"function\":{\"name\":\"Read\",\"arguments\":\"{}\"}}]},");
    history.append("{\"role\":\"tool\",\"tool_call_id\":\"t").append(turn).append("\",\"content\":\"");
    for (int line = random.nextInt(80); line >= 0; line--) {
      history.append("12:00:0").append(line % 10).append(" INFO request ");
      history.append(random.nextInt(100_000)).append(" took ").append(line).append(" ms\\n");
    }
    history.append("\"}");
  }

  private static void post(String body, String kind) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(System.getenv("URL") + "/v1/chat/completions"))
            .timeout(Duration.ofSeconds(60))
            .header("content-type", "application/json")
            .header("authorization", "Bearer " + System.getenv("KEY"))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    count(kind + " " + status);
  }

  /** Leaves before the answer, or within it. */
  private static void leave(String body, Random random) throws IOException, InterruptedException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (Socket socket = connected()) {
      socket
          .getOutputStream()
          .write(
              ("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + System.getenv("KEY")
                      + "\r\nContent-Type: application/json\r\nContent-Length: "
                      + bytes.length
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(bytes, 0, random.nextInt(bytes.length));
      Thread.sleep(random.nextInt(30));
    }
    count("left");
  }

  private static void raw(String text) throws IOException {
    try (Socket socket = connected()) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
    count("garbage");
  }

  private static Socket connected() throws IOException {
    URI url = URI.create(System.getenv("URL"));
    return new Socket(url.getHost(), url.getPort());
  }

  private static void count(String outcome) {
    OUTCOMES.merge(outcome, 1, Integer::sum);
  }

  private static HttpServer provider(int port) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 1_000);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    Random random = new Random(99);
    server.createContext("/", exchange -> answer(exchange, random));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, Random random) throws IOException {
    boolean stream =
        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
            .contains("\"stream\":true");
    int fate = random.nextInt(40);
    try (exchange) {
      if (fate == 0) {
        return; // closes without an answer
      }
      if (fate == 1) {
        exchange.sendResponseHeaders(500, -1);
        return;
      }
      if (fate == 2) {
        Thread.sleep(random.nextInt(2_000));
      }
      String usage = "\"usage\":{\"prompt_tokens\":50,\"completion_tokens\":2,\"total_tokens\":52}";
      String whole =
          "{\"id\":\"c\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":"
              + "\"Yes.\"},\"finish_reason\":\"stop\"}]," + usage + "}";
      String event =
          "data: {\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Yes.\"},"
              + "\"finish_reason\":null}]}\n\n";
      exchange
          .getResponseHeaders()
          .set("content-type", stream ? "text/event-stream" : "application/json");
      if (!stream) {
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, fate == 3 ? bytes.length + 9 : bytes.length);
        exchange.getResponseBody().write(bytes);
        return;
      }
      exchange.sendResponseHeaders(200, 0);
      for (int i = 0; i < 5; i++) {
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
      if (fate != 3) {
        String end = "data: {\"id\":\"c\",\"choices\":[]," + usage + "}\n\ndata: [DONE]\n\n";
        exchange.getResponseBody().write(end.getBytes(StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
