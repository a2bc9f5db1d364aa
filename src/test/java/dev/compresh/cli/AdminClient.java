package dev.compresh.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Somebody who calls the administration API: by session as a browser does, by token, or neither.
 */
final class AdminClient {
  private final HttpClient http;
  private final String url;
  private final List<String> headers = new ArrayList<>();

  AdminClient(HttpClient http, String url) {
    this.http = http;
    this.url = url;
  }

  /** An answer. */
  record AdminAnswer(int status, String text, java.net.http.HttpHeaders headers) {
    JsonNode json() {
      return new JsonMapper().readTree(text);
    }

    /** The text at {@code pointer}, which is there. */
    String at(String pointer) {
      JsonNode node = json().at(pointer);
      if (node.isMissingNode()) {
        throw new AssertionError("no " + pointer + " in " + status + " " + text);
      }
      return node.asString();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  /** Signs in; what is called next is called as that user. */
  AdminAnswer signIn(String name, String password) {
    AdminAnswer adminAnswer =
        post("/admin/v1/sign-in", "{\"name\":\"" + name + "\",\"password\":\"" + password + "\"}");
    if (adminAnswer.status() == 200) {
      String cookie = adminAnswer.header("set-cookie");
      headers.clear();
      headers.addAll(List.of("cookie", cookie.substring(0, cookie.indexOf(';'))));
      headers.addAll(List.of("x-csrf-token", adminAnswer.at("/csrf_token")));
    }
    return adminAnswer;
  }

  void useToken(String token) {
    headers.clear();
    headers.addAll(List.of("authorization", "Bearer " + token));
  }

  AdminAnswer get(String path, String... more) {
    return call("GET", path, null, more);
  }

  AdminAnswer post(String path, @Nullable String body, String... more) {
    return call("POST", path, body, more);
  }

  /** Opens a stream of server-sent events. */
  EventReader events(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    request.headers(headers.toArray(String[]::new));
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new AssertionError(path + ": " + response.statusCode());
      }
      return new EventReader(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Events as they come. */
  static final class EventReader implements AutoCloseable {
    private final InputStream in;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private EventReader(InputStream in) {
      this.in = in;
      this.thread = Thread.ofVirtual().start(this::read);
    }

    private void read() {
      try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("data: ")) {
            events.add(line.substring(6));
          }
        }
      } catch (IOException e) {
        // closed
      }
    }

    List<String> events() {
      return events;
    }

    boolean isOver() {
      return !thread.isAlive();
    }

    @Override
    public void close() {
      try {
        in.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sends bytes that are no JSON. */
  AdminAnswer send(String path, byte[] bytes) {
    return exchange(
        "POST",
        path,
        HttpRequest.BodyPublishers.ofByteArray(bytes),
        "content-type",
        "application/octet-stream");
  }

  AdminAnswer call(String method, String path, @Nullable String body, String... more) {
    return exchange(
        method,
        path,
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body),
        more);
  }

  private AdminAnswer exchange(
      String method, String path, HttpRequest.BodyPublisher body, String... more) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path));
    request.method(method, body);
    List<String> lines = new ArrayList<>(headers);
    lines.addAll(List.of(more));
    if (body.contentLength() != 0 && !lines.contains("content-type")) {
      lines.addAll(List.of("content-type", "application/json"));
    }
    if (!lines.isEmpty()) {
      request.headers(lines.toArray(String[]::new));
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new AdminAnswer(response.statusCode(), response.body(), response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
