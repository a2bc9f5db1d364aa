package dev.compresh.compress.birth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Markers;
import dev.compresh.compress.Mode;
import dev.compresh.compress.ToolUse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were asked for: however alike they look, a later step names one of them. */
class QueriesTest {
  private static final Birth BIRTH = new Birth(Markers.DEFAULT);

  private static String balanced(String command, String text) {
    ToolUse use = new ToolUse("bash", command, "", List.of());
    return BIRTH.shrink(use, text, Mode.BALANCED, t -> (t.length() + 3) / 4);
  }

  /** {@code kubectl get pods -o wide}: every pod is there, and what all have in common once. */
  @Test
  void pods_allStay_andAColumnThatNeverVariesStandsOnce() {
    StringBuilder pods =
        new StringBuilder(
            "NAME             READY   STATUS             RESTARTS      IP           GATES\n");
    for (int i = 0; i < 12; i++) {
      pods.append("orders-7d9f-x").append(i).append(i < 10 ? " " : "").append("  1/1     ");
      pods.append(
          i == 7 ? "CrashLoopBackOff   9 (3m ago)    " : "Running            0             ");
      pods.append("10.42.0.").append(i + 100).append("  <none>\n");
    }
    String shrunk = balanced("kubectl get pods -n shop -o wide", pods.toString());
    assertThat(shrunk)
        .startsWith(
            "(in every row: 2 READY=1/1,6 GATES=<none>)\n"
                + "columns at 17,25,44,58,71\nNAME  STATUS  RESTARTS  IP\n")
        .contains("orders-7d9f-x7  CrashLoopBackOff  9 (3m ago)  10.42.0.107\n");
    IntStream.range(0, 12).forEach(i -> assertThat(shrunk).contains("orders-7d9f-x" + i + "  "));
    assertThat(Aligned.hoist(shrunk)).isEqualTo(shrunk);
  }

  @Test
  void aTableWithAGapInAColumn_staysAsItIs() {
    String text = "NAME  NODE  GATES\n" + "a     n1    none\n".repeat(6) + "b           none\n";
    assertThat(Aligned.hoist(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker ps -a",
        "docker network ls",
        "kubectl -n shop get pods",
        "psql -c 'select * from orders'",
        "mysql -e 'show tables'",
        "pip list",
        "npm ls --all",
        "cargo tree",
        "go list ./...",
        "terraform plan",
        "git status",
        "env",
        "cd /srv && timeout 9 gh issue list",
        "./inventory --all"
      })
  void rows_stayWhole(String command) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append("| ").append(i * 7).append(" | crate-").append(i).append(" | upper deck |\n");
    }
    assertThat(balanced(command, rows.toString())).isEqualTo(rows.toString());
  }

  @Test
  void logs_foldInMaxAlone() {
    StringBuilder log = new StringBuilder();
    for (int i = 10; i < 50; i++) {
      log.append("2026-11-03 08:11:").append(i).append(" INFO request ").append(i * 31);
      log.append(" served\n");
    }
    ToolUse use = new ToolUse("bash", "./serve --once", "", List.of());
    assertThat(BIRTH.shrink(use, log.toString(), Mode.MAX, t -> (t.length() + 3) / 4))
        .contains("37 more like these");
    assertThat(balanced("./serve --once", log.toString())).isEqualTo(log.toString());
  }
}
