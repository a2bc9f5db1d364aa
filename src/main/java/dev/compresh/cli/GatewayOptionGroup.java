package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.HttpServers;
import dev.compresh.cli.connect.ClientProgram;
import dev.compresh.cli.connect.GatewayAccess;
import dev.compresh.cli.connect.GatewayProbe;
import dev.compresh.cli.connect.ModelChoice;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.EnvironmentSetting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says where the gateway is that a client connects to, and whose key it uses. */
final class GatewayOptionGroup {
  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "URL of the clients' port (default: the server configured on this machine).")
  private @Nullable String url;

  @Option(names = "--key", paramLabel = "KEY", description = "API key to use (default: a new one).")
  @Nullable String key;

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      split = ",",
      description = "Models to offer, the default first (default: chosen from the gateway's list).")
  private List<String> models = List.of();

  @Option(
      names = "--admin-url",
      paramLabel = "URL",
      description =
          "Make the key with this administration API; COMPRESH_ADMIN_TOKEN holds a personal token.")
  private @Nullable String adminUrl;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Data folder to make the key in (default: COMPRESH_DATA or ./data).")
  private @Nullable String data;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file.")
  private @Nullable Path file;

  private Config config() {
    Map<String, String> flags =
        data == null ? Map.of() : Map.of(EnvironmentSetting.DATA.path(), data);
    return new ConfigLoader(System.getenv(), Path.of("")).load(flags, file);
  }

  /** Returns where clients connect, without a slash at the end. */
  String url() {
    String given = url;
    if (given == null) {
      Config config = config();
      return HttpServers.url(
          config.server().host(), config.server().port(), config.tls().clients() != null);
    }
    String plain = given.strip();
    while (plain.endsWith("/")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    plain = plain.endsWith("/v1") ? plain.substring(0, plain.length() - 3) : plain;
    if (!plain.startsWith("http://") && !plain.startsWith("https://")) {
      throw new CommandFailure(
          ExitCode.USAGE, "--url must begin with http:// or https://, as http://127.0.0.1:8080.");
    }
    return plain;
  }

  GatewayKeys keys() {
    String admin = adminUrl;
    if (admin == null) {
      return new StoreGatewayKeys(config().data().folder());
    }
    String token = System.getenv("COMPRESH_ADMIN_TOKEN");
    if (token == null || token.isBlank()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--admin-url needs a personal token in COMPRESH_ADMIN_TOKEN. The dashboard makes one"
              + " under Account.");
    }
    return new RemoteGatewayKeys(admin, token.strip());
  }

  /** The access with a key that works; models are chosen from those that it may use. */
  GatewayAccess access(GatewayProbe probe, ClientProgram client, String secret)
      throws IOException, InterruptedException {
    List<String> offered =
        probe
            .models(secret)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.FAILED,
                        "The gateway refused the key. Does the key belong to this server?"));
    return new GatewayAccess(url(), secret, models(client, offered));
  }

  /** The access as it would be, with nothing asked for. */
  GatewayAccess planned(ClientProgram client, String secret) {
    return new GatewayAccess(url(), secret, models(client, List.of()));
  }

  private List<String> models(ClientProgram client, List<String> offered) {
    return models.isEmpty() ? ModelChoice.of(offered, client.speaksMessages()) : models;
  }

  static CommandFailure unreachable(String url) {
    return new CommandFailure(
        ExitCode.UNAVAILABLE,
        "No gateway answers on " + url + ". Start it with 'compresh up', or give --url.");
  }

  static ClientProgram client(String label) {
    return ClientProgram.named(label)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.USAGE,
                    "Unknown client '" + label + "'. Known: " + ClientProgram.labels() + "."));
  }
}
