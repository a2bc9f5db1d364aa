package dev.compresh.cli;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.TlsConfig.CertificateFiles;
import dev.compresh.gateway.tls.KeyedCertificate;
import dev.compresh.gateway.upstream.OutboundNetwork;
import dev.compresh.gateway.upstream.OutboundSocket;
import dev.compresh.provider.Provider;
import dev.compresh.proxy.ProviderTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The single checks of {@code doctor}. They change nothing and send no request. */
final class DoctorChecks {
  private static final int JAVA = 25;
  private static final Duration SOON = Duration.ofDays(14);

  private DoctorChecks() {}

  static DoctorFinding java(int version) {
    return version >= JAVA
        ? DoctorFinding.fine("java", "version " + version)
        : DoctorFinding.wrong("java", "version " + version + "; install a JDK " + JAVA);
  }

  /** The data folder, or the nearest one above it where it is not there yet. */
  static DoctorFinding folder(Path folder) {
    Path at = folder;
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    if (at == null || !Files.isDirectory(at)) {
      return DoctorFinding.wrong("data", folder + " is not a folder; choose another with --data");
    }
    if (!Files.isWritable(at)) {
      return DoctorFinding.wrong("data", at + " can't be written; give this user write permission");
    }
    return DoctorFinding.fine(
        "data", folder + (at.equals(folder) ? "" : " (created at the first start)"));
  }

  static DoctorFinding port(String name, String host, int port) {
    String where = host + ":" + port;
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
      return DoctorFinding.fine(name, where + " is free");
    } catch (UnknownHostException e) {
      return DoctorFinding.wrong(name, "no address found for the host name " + host);
    } catch (IOException e) {
      return DoctorFinding.odd(name, where + " is in use: by Compresh itself, if it is running");
    }
  }

  /** Returns whether a connection to the provider can be made, proxy and TLS included. */
  static DoctorFinding provider(OutboundNetwork network, ProviderConfig config) {
    String name = "provider " + config.name();
    if (config.isBuiltIn()) {
      return DoctorFinding.odd(
          name, "simulated; set OPENAI_API_KEY or ANTHROPIC_API_KEY for real providers");
    }
    Provider provider = Provider.of(config, URI.create("http://127.0.0.1"));
    try (Socket _ = OutboundSocket.open(network, ProviderTarget.of(provider))) {
      return config.key() == null && !config.isSimulated()
          ? DoctorFinding.odd(name, provider.origin() + " answers; no key is configured")
          : DoctorFinding.fine(name, provider.origin() + " answers");
    } catch (IOException e) {
      return DoctorFinding.wrong(
          name,
          provider.origin()
              + " can't be reached: "
              + e.getMessage()
              + "; check base-url and network");
    }
  }

  /** Returns whether a port's certificate can be used, and for how long. */
  static DoctorFinding certificate(String port, CertificateFiles files, Instant now) {
    String name = "certificate " + port;
    try {
      Instant expiry = KeyedCertificate.read(files.certificate(), files.key()).expiry();
      if (expiry.isBefore(now)) {
        return DoctorFinding.wrong(name, "expired at " + expiry + "; replace both files");
      }
      return expiry.isBefore(now.plus(SOON))
          ? DoctorFinding.odd(name, "expires at " + expiry)
          : DoctorFinding.fine(name, "valid until " + expiry);
    } catch (IOException e) {
      return DoctorFinding.wrong(name, String.valueOf(e.getMessage()));
    }
  }
}
