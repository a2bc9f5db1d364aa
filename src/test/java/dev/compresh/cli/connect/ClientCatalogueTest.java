package dev.compresh.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every client: written, written again, taken back, refused. */
class ClientCatalogueTest {
  private static final GatewayAccess ACCESS =
      new GatewayAccess(
          "http://127.0.0.1:8080",
          "comp_testtesttesttesttesttesttes",
          List.of("gpt-5.1", "claude-x"));

  @TempDir private Path home;

  private List<ClientFile> files(ClientProgram client) {
    return ClientCatalogue.files(client, new ClientHome(home, Map.of()), ACCESS);
  }

  private static List<Path> paths(List<ClientFile> files) {
    return files.stream().map(ClientFile::path).toList();
  }

  private static String existing(ClientFile file) {
    return switch (file.format()) {
      case JSON -> "{\n  // kept\n  \"mine\": [1, 2]\n}\n";
      case YAML -> "# kept\nmine:\n  - 1\n";
      case TOML -> "# kept\nmine = 1\n\n[table]\nx = 2\n";
      case DOTENV -> "# kept\nMINE=1\n";
    };
  }

  private void prepare(ClientFile file, String text) throws IOException {
    Files.createDirectories(file.path().getParent());
    Files.writeString(file.path(), text);
  }

  @Test
  void newFiles_sayWhatTheyShould_forTheirOwnerAlone_andAreGoneAfterwards() throws Exception {
    for (ClientProgram client : ClientProgram.values()) {
      List<ClientFile> files = files(client);
      ConfigWriter.write(files, "id");
      for (ClientFile file : files) {
        assertSays(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
            .isEqualTo("rw-------");
      }
      assertThat(ConfigWriter.undo(paths(files))).containsOnly(keys(files));
      assertThat(files).allSatisfy(file -> assertThat(file.path()).doesNotExist());
      assertThat(ConfigWriter.undo(paths(files))).isEmpty();
    }
  }

  private static String[] keys(List<ClientFile> files) {
    return files.isEmpty() ? new String[0] : new String[] {"id"};
  }

  private static void assertSays(ClientFile file) throws Exception {
    var values = file.format().parse(Files.readString(file.path()));
    for (SettingChange change : file.changes()) {
      assertThat(SettingTree.find(values, change.path())).isEqualTo(change.value());
    }
  }

  @Test
  void existingFiles_keepEverythingElse_andComeBackAsTheyWere() throws Exception {
    for (ClientProgram client : ClientProgram.values()) {
      List<ClientFile> files = files(client);
      for (ClientFile file : files) {
        prepare(file, existing(file));
      }
      ConfigWriter.write(files, "");
      List<String> once = ConfigWriter.texts(files);
      ConfigWriter.write(files, "");
      assertThat(ConfigWriter.texts(files)).as(client.label()).isEqualTo(once);
      for (ClientFile file : files) {
        assertSays(file);
        assertThat(Files.readString(file.path())).contains("kept").containsIgnoringCase("mine");
      }
      ConfigWriter.undo(paths(files));
      for (ClientFile file : files) {
        assertThat(Files.readString(file.path())).isEqualTo(existing(file));
      }
    }
  }

  @Test
  void whatTheUserChangedSince_staysWhenUndone() throws Exception {
    for (ClientProgram client : ClientProgram.values()) {
      List<ClientFile> files = files(client);
      for (ClientFile file : files) {
        prepare(file, existing(file));
      }
      ConfigWriter.write(files, "");
      for (ClientFile file : files) {
        String more =
            file.format().set(Files.readString(file.path()), SettingChange.text("yes", "LATER"));
        Files.writeString(file.path(), more);
      }
      ConfigWriter.undo(paths(files));
      for (ClientFile file : files) {
        var values = file.format().parse(Files.readString(file.path()));
        var wanted =
            SettingTree.set(
                file.format().parse(existing(file)),
                ConfigPath.of("LATER"),
                SettingChange.text("yes", "LATER").value());
        assertThat(values).as(client.label()).isEqualTo(wanted);
      }
    }
  }

  @Test
  void damagedFiles_areRefused_andStay() throws Exception {
    for (ClientProgram client : ClientProgram.values()) {
      List<ClientFile> files = files(client);
      for (ClientFile file : files) {
        prepare(file, "{{{ not valid [");
        assertThatThrownBy(() -> ConfigWriter.write(files, ""))
            .isInstanceOf(DamagedFile.class)
            .hasMessageContaining(file.path() + " was not changed");
        assertThat(file.path()).hasContent("{{{ not valid [");
        Files.delete(file.path());
      }
    }
  }

  @Test
  void linksStay_andWhatTheyPointToIsWritten() throws Exception {
    ClientFile file = files(ClientProgram.CLAUDE_CODE).getFirst();
    Path dotfiles = Files.writeString(home.resolve("dotfiles.json"), "{\"mine\": 1}\n");
    Files.createDirectories(file.path().getParent());
    Files.createSymbolicLink(file.path(), dotfiles);

    ConfigWriter.write(List.of(file), "");

    assertThat(file.path()).isSymbolicLink();
    assertThat(dotfiles).content().contains("ANTHROPIC_BASE_URL");
  }

  @Test
  void aSecondRun_findsTheKeyOfTheFirst() throws Exception {
    for (ClientProgram client : ClientProgram.values()) {
      List<ClientFile> files = files(client);
      assertThat(WrittenKey.find(files)).isEmpty();
      ConfigWriter.write(files, "");
      if (!files.isEmpty()) {
        assertThat(WrittenKey.find(files)).as(client.label()).contains(ACCESS.key());
      }
    }
  }

  @Test
  void foldersThatVariablesName_areUsed() {
    ClientHome elsewhere = new ClientHome(home, Map.of("CODEX_HOME", "/tmp/codex-home"));

    assertThat(ClientCatalogue.files(ClientProgram.CODEX, elsewhere, ACCESS).getFirst().path())
        .isEqualTo(Path.of("/tmp/codex-home/config.toml"));
  }

  @Test
  void newestModels_areChosen_withoutTheirDates() {
    List<String> offered =
        List.of("gpt-4o", "gpt-5-2025-08-07", "gpt-5.1", "gpt-5.1-codex", "claude-sonnet-4-5", "x");

    assertThat(ModelChoice.of(offered, false)).containsExactly("gpt-5.1", "claude-sonnet-4-5");
    assertThat(ModelChoice.of(offered, true)).containsExactly("claude-sonnet-4-5");
    assertThat(ModelChoice.of(List.of("llama"), false)).containsExactly("llama");
  }
}
