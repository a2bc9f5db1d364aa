package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.app.ConfigSource;
import dev.compresh.app.ExitCode;
import dev.compresh.config.ConfigException;
import dev.compresh.config.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands say and which exit codes they end with. */
class CommandTreeTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return Main.line(arguments)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }

  private String file(String yaml) throws Exception {
    return Files.writeString(folder.resolve("c.yaml"), yaml).toString();
  }

  @Test
  void configCheck_showsWhatIsRead() throws Exception {
    int code = run("config", "check", "--config", file("compress: {mode: max}"), "--port", "99");
    assertThat(code).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("127.0.0.1:99", "max, objective auto", "is valid");
  }

  @Test
  void configCheck_listsMistakes() throws Exception {
    assertThat(run("config", "check", "--config", file("server:\n  prot: 1\nx: 2\n")))
        .isEqualTo(ExitCode.CONFIG);
    assertThat(out.toString())
        .contains("c.yaml:2: server.prot: is not a known key. Did you mean 'port'?")
        .contains("c.yaml:3: x: is not a known key.");
  }

  @Test
  void configCheck_ofABootstrapKeyThatIsNone_isAMistake() {
    ConfigSource.checkBootstrapKey(null);
    ConfigSource.checkBootstrapKey(new Secret("comp_" + "k".repeat(27)));
    assertThatThrownBy(() -> ConfigSource.checkBootstrapKey(new Secret("comp_canary")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(
            "COMPRESH_BOOTSTRAP_KEY: is not a valid API key. Write comp_ followed by 27")
        .hasMessageNotContaining("canary");
  }

  @Test
  void set_reachesEveryKey() throws Exception {
    assertThat(run("config", "check", "--set", "compress.mode=off", "--config", file("")))
        .isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("off, objective");
  }

  @Test
  void status_withoutAProgram_saysHowToStartOne() {
    assertThat(run("status", "--admin-port", "1")).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(out.toString()).contains("compresh up");
  }

  @Test
  void up_onATakenPort_saysSo() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());
      String data = folder.resolve("data").toString();
      assertThat(run("up", "--host", "0.0.0.0", "--port", port, "--data", data))
          .isEqualTo(ExitCode.PORT);
      assertThat(out.toString()).contains("Can't listen on 0.0.0.0:" + port, "--port");
    }
  }

  @Test
  void up_onAFolderThatIsAFile_saysSo() throws Exception {
    assertThat(run("up", "--port", "0", "--admin-port", "0", "--data", file("")))
        .isEqualTo(ExitCode.STORE);
    assertThat(out.toString()).contains("is a file");
  }

  @Test
  void doctor_findsWhatIsWrong() throws Exception {
    String yaml = "providers: [{name: x, base-url: \"http://127.0.0.1:1\"}]";
    assertThat(run("doctor", "--config", file(yaml), "--port", "0", "--data", folder.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .contains("ok    java", "ok    data")
        .contains("FAIL  provider x: http://127.0.0.1:1 can't be reached");
  }

  @Test
  void wrongWords_endWithUsage() {
    assertThat(run("upp")).isEqualTo(ExitCode.USAGE);
    assertThat(run("up", "--nothing")).isEqualTo(ExitCode.USAGE);
    assertThat(run()).isEqualTo(ExitCode.USAGE);
    assertThat(run("--version")).isEqualTo(ExitCode.OK);
    assertThat(out.toString()).contains("compresh ");
  }

  @Test
  void help_namesAllCommands() {
    assertThat(run("help")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("up ", "status ", "doctor ", "key ", "usage ", "config ", "replay ", "sim ")
        .doesNotContain("train");
  }

  @Test
  void train_runsTheWholeProgram() {
    assertThat(run("train")).isEqualTo(ExitCode.OK);
  }
}
