package dev.compresh.cli;

import dev.compresh.admin.InstallationStatus;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.HttpServers;
import dev.compresh.config.Config;
import dev.compresh.config.TlsConfig.CertificateFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code status}: asks the administration port of the instance that is configured here. */
@Command(
    name = "status",
    description = "Show the running server: providers, and today's requests and tokens.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    Config config = options.load();
    InstallationStatus installationStatus = ask(config);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Compresh "
            + installationStatus.version()
            + (installationStatus.ready() ? " is ready" : " is stopping"));
    out.println("  clients      " + installationStatus.clients());
    String up = Duration.ofSeconds(installationStatus.upSeconds()).toString().substring(2);
    out.println("  up           " + up.toLowerCase(Locale.ROOT));
    out.println("  mode         " + installationStatus.mode());
    installationStatus.providers().forEach(provider -> out.println("  provider     " + provider));
    installationStatus.notes().forEach(note -> out.println("  note         " + note));
    out.println("  connections  " + installationStatus.connections());
    InstallationStatus.TrafficSums today = installationStatus.today();
    out.printf("  today        %,d requests, %,d errors%n", today.requests(), today.errors());
    out.printf("  tokens       %,d sent, %,d forwarded%n", today.original(), today.forwarded());
    return ExitCode.OK;
  }

  /** Returns what the server on the administration port tells. */
  static InstallationStatus ask(Config config) throws InterruptedException {
    CertificateFiles files = config.tls().admin();
    String admin = HttpServers.url(config.admin().host(), config.admin().port(), files != null);
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3));
    if (files != null) {
      var _ = builder.sslContext(OwnCertificate.trusting(files.certificate()));
    }
    try (HttpClient client = builder.build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(admin + InstallationStatus.PATH))
              .timeout(Duration.ofSeconds(5))
              .build();
      HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "The program that listens on " + admin + " answered " + answer.statusCode() + ".");
      }
      return InstallationStatus.read(answer.body());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNAVAILABLE,
          "No server answers on " + admin + ". Start Compresh with 'compresh up'.");
    }
  }
}
