package dev.compresh.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Release notes are the changelog's section of the version. */
final class ReleaseNotesTest {
  @TempDir Path folder;

  @BeforeEach
  void layOutRepository() throws IOException {
    Files.createDirectories(folder.resolve("packaging"));
    Files.copy(Path.of("packaging/release-notes.sh"), folder.resolve("packaging/release-notes.sh"));
    Files.writeString(
        folder.resolve("CHANGELOG.md"),
        """
        # Changelog

        ## 1.10.0 (unreleased)

        - ten

        ## 1.1.0

        - one
          and a half

        ### Fixed

        - two

        ## 1.0.0

        """);
  }

  private ShellScript notes(String version) throws Exception {
    return ShellScript.run(
        folder,
        Map.of(),
        List.of("sh", folder.resolve("packaging/release-notes.sh").toString(), version));
  }

  @Test
  void section_endsWhereTheNextBegins() throws Exception {
    ShellScript notes = notes("1.1.0");
    assertThat(notes.exitCode()).isZero();
    assertThat(notes.output().strip()).isEqualTo("- one\n  and a half\n\n### Fixed\n\n- two");
  }

  @Test
  void version_isNotABeginningOfAnother() throws Exception {
    assertThat(notes("1.10.0").output().strip()).isEqualTo("- ten");
    assertThat(notes("1.1").exitCode()).isEqualTo(65);
  }

  @Test
  void emptyOrMissingSection_stopsTheRelease() throws Exception {
    assertThat(notes("1.0.0").exitCode()).isEqualTo(65);
    assertThat(notes("2.0.0").output()).contains("has no section '## 2.0.0'");
  }
}
