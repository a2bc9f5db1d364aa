package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.UnsignedText;
import org.junit.jupiter.api.Test;

class LogFolderTest {
  private static String fold(String text) {
    return UnsignedText.of(new LogFolder(ElisionMarkers.DEFAULT).fold(text));
  }

  private static String log(int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i <= to; i++) {
      text.append("12:00:").append(i).append(" worker-").append(i % 3).append(" took job ");
      text.append(i * 37).append(" from 'queue-").append(i).append("'\n");
    }
    return text.toString();
  }

  @Test
  void fold_firstAndLastOfAKindStay() {
    assertThat(fold("start\n" + log(10, 19) + "stopped"))
        .isEqualTo("start\n" + log(10, 11) + "[7 more like these]\n" + log(19, 19) + "stopped");
  }

  @Test
  void fold_errorsAndRareLinesStay() {
    String text = log(10, 14) + "12:00:15 worker-0 ERROR job 7 lost\n" + log(16, 20) + "one more";
    assertThat(fold(text))
        .isEqualTo(
            log(10, 11)
                + "[3 more like these]\n"
                + "12:00:15 worker-0 ERROR job 7 lost\n"
                + "[4 more like these]\n"
                + log(20, 20)
                + "one more");
  }

  @Test
  void fold_textStays() {
    String text = "a first line\nanother one\nand a third\nwith nothing\nin common\nat all\nhere\n";
    assertThat(fold(text)).isEqualTo(text);
  }

  @Test
  void foldLogs_rowsWithoutTimeOrLevel_stay() {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 9; i++) {
      rows.append("crate ").append(i).append(" weighs ").append(31 * i).append(" kg\n");
    }
    LogFolder logFolder = new LogFolder(ElisionMarkers.DEFAULT);
    assertThat(logFolder.foldLogs(rows.toString())).isEqualTo(rows.toString());
    assertThat(UnsignedText.of(logFolder.foldLogs(log(10, 19)))).contains("[7 more like these]");
    assertThat(logFolder.foldLogs("level=info job=1\n".repeat(9))).contains("more like these");
  }
}
