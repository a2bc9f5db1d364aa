package dev.compresh.cli;

import dev.compresh.admin.InstallationStatus;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.NetworkSetup;
import dev.compresh.app.ProviderText;
import dev.compresh.app.UnpricedText;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigException;
import dev.compresh.config.TlsConfig.CertificateFiles;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.provider.Provider;
import dev.compresh.provider.catalogue.Catalogue;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code doctor}: looks at all that a start needs, and says what to mend. */
@Command(
    name = "doctor",
    description = "Check Java, configuration, data folder, ports and providers.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Mixin private final ConfigOptions options = new ConfigOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Reports what a server that runs with this configuration says of itself. */
  private static void running(Config config, List<DoctorFinding> findings)
      throws InterruptedException {
    try {
      InstallationStatus installationStatus = StatusCommand.ask(config);
      installationStatus.notes().forEach(note -> findings.add(DoctorFinding.odd("server", note)));
      installationStatus.providers().stream()
          .filter(line -> line.contains(ProviderText.FAILING))
          .forEach(line -> findings.add(DoctorFinding.odd("server", "provider " + line)));
    } catch (CommandFailure e) {
      findings.add(DoctorFinding.fine("server", "no instance runs on the admin port"));
    }
  }

  /** The ports' certificates, and the way to each provider. */
  private static void network(Config config, List<DoctorFinding> findings) {
    Instant now = Instant.now();
    CertificateFiles clients = config.tls().clients();
    if (clients != null) {
      findings.add(DoctorChecks.certificate("clients", clients, now));
    }
    CertificateFiles admin = config.tls().admin();
    if (admin != null) {
      findings.add(DoctorChecks.certificate("admin", admin, now));
    }
    try {
      OutboundNetwork network = NetworkSetup.outbound(config);
      config
          .providers()
          .forEach(provider -> findings.add(DoctorChecks.provider(network, provider)));
    } catch (CommandFailure e) {
      findings.add(DoctorFinding.wrong("network", String.valueOf(e.getMessage())));
    }
  }

  /** Models that the configuration names; a server that runs knows of stored ones too. */
  private static void prices(Config config, List<DoctorFinding> findings) {
    List<Provider> providers =
        config.providers().stream()
            .map(provider -> Provider.of(provider, URI.create("http://127.0.0.1")))
            .toList();
    UnpricedText.line(
            UnpricedText.named(Catalogue.configured(config.models()), providers), config.money())
        .ifPresentOrElse(
            line -> findings.add(DoctorFinding.odd("prices", line)),
            () -> findings.add(DoctorFinding.fine("prices", "all configured models have a price")));
  }

  @Override
  public Integer call() throws InterruptedException {
    List<DoctorFinding> findings = new ArrayList<>();
    findings.add(DoctorChecks.java(Runtime.version().feature()));
    try {
      Config config = options.load();
      findings.add(DoctorFinding.fine("configuration", config.source()));
      config
          .warnings()
          .forEach(warning -> findings.add(DoctorFinding.odd("configuration", warning)));
      findings.add(DoctorChecks.folder(config.data().folder().toAbsolutePath().normalize()));
      findings.add(DoctorChecks.port("clients", config.server().host(), config.server().port()));
      findings.add(DoctorChecks.port("admin", config.admin().host(), config.admin().port()));
      network(config, findings);
      running(config, findings);
      prices(config, findings);
    } catch (ConfigException e) {
      e.faults()
          .forEach(
              configError ->
                  findings.add(DoctorFinding.wrong("configuration", configError.toString())));
    }
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(doctorFinding -> out.println(doctorFinding.line()));
    return findings.stream().anyMatch(f -> f.kind() == DoctorFinding.FindingSeverity.WRONG)
        ? ExitCode.FAILED
        : ExitCode.OK;
  }
}
