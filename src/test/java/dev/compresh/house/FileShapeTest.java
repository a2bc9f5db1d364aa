package dev.compresh.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files stay short, and every room says what it is for. */
class FileShapeTest {
  @Test
  void noFile_isLongerThan400Lines() throws IOException {
    assertThat(SourceFiles.all())
        .allSatisfy(f -> assertThat(SourceFiles.lines(f)).isLessThanOrEqualTo(400));
  }

  @Test
  void medianFile_isUnder100Lines() throws IOException {
    List<Long> lengths = SourceFiles.main().stream().map(SourceFiles::lines).sorted().toList();
    assertThat(lengths.get(lengths.size() / 2)).isLessThan(100);
  }

  @Test
  void everyPackage_saysItsPurpose() throws IOException {
    List<Path> folders = SourceFiles.main().stream().map(Path::getParent).distinct().toList();
    assertThat(folders)
        .allSatisfy(
            folder -> {
              assertThat(folder.resolve("package-info.java")).exists();
              assertThat(Files.readString(folder.resolve("package-info.java")))
                  .contains("@NullMarked", "/**");
            });
  }
}
