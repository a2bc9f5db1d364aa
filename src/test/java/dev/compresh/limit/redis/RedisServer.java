package dev.compresh.limit.redis;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.compresh.await.EventualAssertion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real Valkey or Redis server of a test, without persistence; it can be killed and stopped. */
public final class RedisServer implements AutoCloseable {
  private static final String PASSWORD = "secret";

  private final String program;
  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private RedisServer(String program, Path folder, int port) {
    this.program = program;
    this.folder = folder;
    this.port = port;
  }

  /** Starts one; skips the test where there is none to start. */
  public static RedisServer start(Path folder) throws IOException {
    String program = find();
    if (program == null) {
      String missing =
          "there is no valkey-server and no redis-server: apt-get install redis-server";
      if ("true".equals(System.getenv("COMPRESH_CI"))) {
        fail(missing);
      }
      abort(missing);
      throw new AssertionError(missing);
    }
    RedisServer server = new RedisServer(program, folder, freePort());
    server.start();
    return server;
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static @Nullable String find() {
    for (String name : List.of("valkey-server", "redis-server")) {
      for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
        if (Files.isExecutable(Path.of(folder, name))) {
          return name;
        }
      }
    }
    return null;
  }

  public void start() throws IOException {
    process =
        new ProcessBuilder(
                List.of(
                    program,
                    "--bind",
                    "127.0.0.1",
                    "--port",
                    Integer.toString(port),
                    "--save",
                    "",
                    "--appendonly",
                    "no",
                    "--requirepass",
                    PASSWORD))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    awaitListening();
  }

  private void awaitListening() throws IOException {
    try {
      EventualAssertion.is(this::isListening);
    } catch (Exception e) {
      throw new IOException("the server did not start", e);
    }
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public String url() {
    return "redis://:" + PASSWORD + "@127.0.0.1:" + port + "/3";
  }

  /** Ends it at once, as {@code kill -9}. */
  public void kill() throws InterruptedException {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
      running.waitFor(30, TimeUnit.SECONDS);
    }
  }

  /** Makes it stand still. */
  public void pause() throws Exception {
    signal("STOP");
  }

  /** Lets it go on. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process running = process;
    if (running != null) {
      new ProcessBuilder("kill", "-" + name, Long.toString(running.pid())).start().waitFor();
    }
  }

  @Override
  public void close() throws IOException {
    try {
      resume();
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
