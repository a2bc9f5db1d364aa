package dev.compresh.dashboard;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The identity provider of {@code src/test/oidc} as a process. */
final class IdentityProviderProcess implements AutoCloseable {
  static final String CLIENT = "compresh";
  static final String SECRET = "a-secret-of-tests-only-with-some-length";

  private static final Path FOLDER = Path.of("src", "test", "oidc");

  private final Process process;
  private final String issuer;
  private final HttpClient http = HttpClient.newHttpClient();

  private IdentityProviderProcess(Process process, String issuer) {
    this.process = process;
    this.issuer = issuer;
  }

  /** Starts it; where its modules are missing the test is skipped, and fails in CI. */
  static IdentityProviderProcess start(int port, String callback, String home) throws IOException {
    if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
      String missing = "src/test/oidc/node_modules is missing: run 'npm ci' in src/test/oidc";
      if ("true".equals(System.getenv("COMPRESH_CI"))) {
        fail(missing);
      }
      abort(missing);
    }
    ProcessBuilder node =
        new ProcessBuilder(
            BrowserPrograms.require().node().toString(),
            "provider.mjs",
            Integer.toString(port),
            CLIENT,
            SECRET,
            callback,
            home);
    Process process =
        node.directory(FOLDER.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    awaitReady(process.inputReader(StandardCharsets.UTF_8));
    return new IdentityProviderProcess(process, "http://127.0.0.1:" + port);
  }

  private static void awaitReady(BufferedReader output) throws IOException {
    for (String line = output.readLine(); !"ready".equals(line); line = output.readLine()) {
      if (line == null) {
        throw new IOException("the identity provider did not start");
      }
    }
  }

  String issuer() {
    return issuer;
  }

  /** Says which groups, divided by commas, somebody is in from now on. */
  void putInto(String user, String groups) {
    String query = "?user=" + user + "&groups=" + URLEncoder.encode(groups, StandardCharsets.UTF_8);
    try {
      http.send(
          HttpRequest.newBuilder(URI.create(issuer + "/control" + query)).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
  }
}
