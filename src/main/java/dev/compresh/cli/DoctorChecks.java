package dev.compresh.cli;

import dev.compresh.config.ProviderConfig;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** The single checks of {@code doctor}. They change nothing and send no request. */
final class DoctorChecks {
  private static final int JAVA = 25;
  private static final int TIMEOUT_MILLIS = 5_000;

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

  /** Returns whether a connection to the provider can be made, TLS included. */
  static DoctorFinding provider(ProviderConfig config) {
    String name = "provider " + config.name();
    if (config.isBuiltIn()) {
      return DoctorFinding.odd(
          name, "simulated; set OPENAI_API_KEY or ANTHROPIC_API_KEY for real providers");
    }
    ProviderOrigin providerOrigin = Provider.of(config, URI.create("http://127.0.0.1")).origin();
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(providerOrigin.host(), providerOrigin.port()), TIMEOUT_MILLIS);
      if (providerOrigin.tls()) {
        handshake(socket, providerOrigin);
      }
    } catch (IOException e) {
      return DoctorFinding.wrong(
          name,
          providerOrigin + " can't be reached: " + e.getMessage() + "; check base-url and network");
    }
    return config.key() == null && !config.isSimulated()
        ? DoctorFinding.odd(name, providerOrigin + " answers; no key is configured")
        : DoctorFinding.fine(name, providerOrigin + " answers");
  }

  private static void handshake(Socket socket, ProviderOrigin providerOrigin) throws IOException {
    socket.setSoTimeout(TIMEOUT_MILLIS);
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket tls =
        (SSLSocket)
            factory.createSocket(socket, providerOrigin.host(), providerOrigin.port(), false)) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.startHandshake();
    }
  }
}
