package dev.compresh.cli;

import dev.compresh.account.Bootstrap;
import dev.compresh.admin.api.AdminRoute;
import dev.compresh.app.CompreshServer;
import dev.compresh.config.ConfigLoader;
import dev.compresh.sim.SimOptions;
import dev.compresh.sim.SimProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole program in this process, before a simulated provider that keeps what it receives. */
public final class RunningProgram implements AutoCloseable {
  public static final String KEY = "comp_" + "0123456789".repeat(2) + "abcdefg";

  /** Settings under which what is compressed does not depend on how busy the machine is. */
  public static final Map<String, String> UNHURRIED =
      Map.of(
          "COMPRESH_OBJECTIVE",
          "tokens",
          "COMPRESH_TIME_BUDGET",
          "60s",
          "COMPRESH_SUSPEND_LAYERS",
          "false",
          // Bodies of two programs are compared: one secret for their markers, no cache
          // breakpoints.
          "COMPRESH_MARKER_SECRET",
          "a secret that tests share between programs",
          "COMPRESH_CACHE",
          "passthrough");

  private final SimProvider provider;
  private final Path folder;
  private final Map<String, String> settings;
  private final HttpClient client = HttpClient.newHttpClient();
  private CompreshServer compreshServer;

  private RunningProgram(SimProvider provider, Path folder, Map<String, String> settings) {
    this.provider = provider;
    this.folder = folder;
    this.settings = settings;
    this.compreshServer = program();
  }

  /**
   * Starts both.
   *
   * @param folder for the program's data
   * @param settings environment variables over those that the test needs
   */
  public static RunningProgram start(Path folder, Map<String, String> settings) {
    return start(folder, settings, SimOptions.forTests());
  }

  /** As above, with a provider that takes four characters for a token: fast, and good enough. */
  public static RunningProgram quick(Path folder, Map<String, String> settings) {
    SimOptions options = SimOptions.forTests().withTokenizer(text -> (text.length() + 3) / 4);
    return start(folder, settings, options);
  }

  private static RunningProgram start(
      Path folder, Map<String, String> settings, SimOptions options) {
    try {
      return new RunningProgram(SimProvider.start(0, options), folder, settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private CompreshServer program() {
    Map<String, String> environment = new HashMap<>();
    environment.put("COMPRESH_BOOTSTRAP_KEY", KEY);
    environment.put("COMPRESH_PORT", "0");
    environment.put("COMPRESH_ADMIN_PORT", "0");
    environment.put("COMPRESH_DATA", data().toString());
    environment.put("COMPRESH_KEY_FILE", keyFile().toString());
    environment.put("COMPRESH_LOG_LEVEL", "warn");
    environment.put("COMPRESH_RATE_LIMIT", "1000000");
    environment.put("COMPRESH_OPENAI_BASE_URL", provider.url() + "/v1");
    environment.put("COMPRESH_ANTHROPIC_BASE_URL", provider.url());
    environment.put("OPENAI_API_KEY", "sk-openai");
    environment.put("ANTHROPIC_API_KEY", "sk-anthropic");
    environment.putAll(settings);
    return new CompreshServer(new ConfigLoader(environment, folder).load(Map.of(), null));
  }

  /** Stops the program and starts another one on the same data. */
  public void restart() {
    restart(() -> {});
  }

  /** As above; {@code between} is done while no program has the data. */
  public void restart(Runnable between) {
    compreshServer.close();
    between.run();
    compreshServer = program();
  }

  /** Where the program's data lie. */
  public Path data() {
    return folder.resolve("data");
  }

  /** The file of the program's master key. */
  public Path keyFile() {
    return folder.resolve("master.key");
  }

  public SimProvider provider() {
    return provider;
  }

  /** Where clients connect, without a path. */
  public String url() {
    return compreshServer.servers().url();
  }

  /** Where it is administered, without a path. */
  public String adminUrl() {
    return "http://127.0.0.1:" + compreshServer.servers().adminPort();
  }

  /** What the administration API declares. */
  public List<AdminRoute> adminRoutes() {
    return compreshServer.servers().adminRoutes();
  }

  /** The owner's name and password, where this start made them. */
  public Bootstrap.InitialSignIn firstOwner() {
    return compreshServer.made().owner().orElseThrow();
  }

  /** Posts {@code body} as a client with a key; {@code headers} are names and values in turn. */
  public HttpResponse<byte[]> post(String path, byte[] body, List<String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .timeout(Duration.ofSeconds(60))
            .header("authorization", "Bearer " + KEY)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The body that the provider received last. */
  public byte[] forwarded() {
    return provider.recorded().last().request().body();
  }

  @Override
  public void close() {
    compreshServer.close();
    client.close();
    provider.close();
  }
}
