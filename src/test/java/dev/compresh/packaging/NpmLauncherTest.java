package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code npx compresh}: unpacks a tarball once, after its sum was checked, and runs it. */
@Timeout(300)
final class NpmLauncherTest {
  @TempDir Path folder;
  private Path npm;
  private Path tarball;

  @BeforeEach
  void layOutPackage() throws Exception {
    assumeTrue(
        ShellScript.run(folder, Map.of(), List.of("sh", "-c", "command -v node")).exitCode() == 0,
        "needs node");
    npm = Files.createDirectories(folder.resolve("npm"));
    Files.copy(Path.of("packaging/npm/compresh.js"), npm.resolve("compresh.js"));
    ShellScript.write(
        folder.resolve("compresh-9/compresh"), "echo \"ran: $*\"; [ \"$1\" != fail ] || exit 78");
    tarball = folder.resolve("program.tar.gz");
    List<String> pack =
        List.of("tar", "-czf", tarball.toString(), "-C", folder.toString(), "compresh-9");
    assertThat(ShellScript.run(folder, Map.of(), pack).exitCode()).isZero();
    describe(sum(), "");
  }

  private String sum() throws Exception {
    byte[] bytes = Files.readAllBytes(tarball);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private void describe(String sum, String url) throws IOException {
    String text =
        Files.readString(Path.of("packaging/npm/package.json.in"))
            .replace("@VERSION@", "9.0.0")
            .replace("@CPU@", "x64")
            .replace("@FILE@", "program.tar.gz")
            .replace("@SHA256@", sum)
            .replace("@URL@", url);
    Files.writeString(npm.resolve("package.json"), text);
  }

  private ShellScript launch(String... words) throws Exception {
    List<String> command =
        Stream.concat(Stream.of("node", npm.resolve("compresh.js").toString()), Stream.of(words))
            .toList();
    Map<String, String> environment =
        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString(), "NO_PROXY", "127.0.0.1");
    return ShellScript.run(folder, environment, command);
  }

  private List<Path> unpacked() throws IOException {
    try (Stream<Path> found = Files.list(folder.resolve("cache/compresh"))) {
      return found.toList();
    }
  }

  @Test
  void tarballInThePackage_isUnpackedOnce_andRun() throws Exception {
    Files.copy(tarball, npm.resolve("program.tar.gz"));
    ShellScript first = launch("up", "--port", "1");
    assertThat(first.output()).isEqualTo("ran: up --port 1\n");
    Files.delete(npm.resolve("program.tar.gz"));
    assertThat(launch("status").output()).isEqualTo("ran: status\n");
    assertThat(unpacked()).hasSize(1);
  }

  @Test
  void exitCode_isTheProgramsOwn() throws Exception {
    Files.copy(tarball, npm.resolve("program.tar.gz"));
    assertThat(launch("fail").exitCode()).isEqualTo(78);
  }

  @Test
  void tarballWithAnotherSum_isNotUnpacked() throws Exception {
    Files.copy(tarball, npm.resolve("program.tar.gz"));
    describe("0".repeat(64), "");
    ShellScript result = launch("up");
    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.output()).contains("SHA-256", "expected " + "0".repeat(64));
    assertThat(unpacked()).isEmpty();
  }

  @Test
  void missingTarball_isDownloaded_andItsSumChecked() throws Exception {
    byte[] bytes = Files.readAllBytes(tarball);
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          boolean isKnown = exchange.getRequestURI().getPath().equals("/program.tar.gz");
          exchange.sendResponseHeaders(isKnown ? 200 : 404, isKnown ? bytes.length : -1);
          if (isKnown) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      describe(sum(), url + "/gone.tar.gz");
      assertThat(launch("up").output()).contains("answered 404");
      describe(sum(), url + "/program.tar.gz");
      assertThat(launch("up").output()).contains("Downloading", "ran: up");
    } finally {
      server.stop(0);
    }
    assertThat(unpacked()).hasSize(1);
  }

  @Test
  void packageWithoutTarballAndAddress_saysSo() throws Exception {
    ShellScript result = launch("up");
    assertThat(result.exitCode()).isEqualTo(69);
    assertThat(result.output()).contains("names no address");
  }
}
