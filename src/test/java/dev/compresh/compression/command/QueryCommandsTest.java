package dev.compresh.compression.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.ToolOutputCompressor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that were asked for: however alike they look, a later step names one of them. */
class QueryCommandsTest {
  private static final ToolOutputCompressor COMPRESSOR =
      new ToolOutputCompressor(ElisionMarkers.DEFAULT);

  private static String balanced(String command, String text) {
    ToolUse use = new ToolUse("bash", command, "", List.of());
    return COMPRESSOR.shrink(use, text, CompressionMode.BALANCED, t -> (t.length() + 3) / 4);
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
        "python3 report.py",
        "ruff check .",
        "mypy src",
        "npx eslint .",
        "docker logs api",
        "journalctl -u api",
        "php artisan route:list",
        "npx prisma migrate status",
        "pytest -v",
        "bash check_hosts.sh",
        "env",
        "cd /srv && timeout 9 gh issue list",
        "./inventory --all"
      })
  void rows_stayWhole(String command) {
    for (String row :
        List.of(
            "| %d | crate-%d | upper deck |",
            "src/app/module.py:%d:5: F401 `os%d` imported but unused",
            "src/api/client.ts(%d,%d): error TS2304: Cannot find name 'x'",
            "2026-11-03 08:11:%d INFO request %d served",
            "web-%d.acme.example (10.0.0.%d) ok",
            "db/migrations/2026%d_add_column_%d.sql applied",
            "{\"t\":%d,\"level\":\"info\",\"msg\":\"order %d\"}",
            "GET|HEAD  api/v1/items%d/{id} .... items%d.show",
            "customer %d plan=free balance=%d seats=0")) {
      StringBuilder rows = new StringBuilder();
      for (int i = 10; i < 50; i++) {
        rows.append(row.formatted(i, i * 7)).append('\n');
      }
      String shrunk = balanced(command, rows.toString());
      if (!row.startsWith("{")) {
        assertThat(shrunk).isEqualTo(rows.toString());
      }
      assertThat(shrunk).contains("343");
    }
  }

  @Test
  void logs_foldInMaxAlone() {
    StringBuilder log = new StringBuilder();
    for (int i = 10; i < 50; i++) {
      log.append("2026-11-03 08:11:").append(i).append(" INFO request ").append(i * 31);
      log.append(" served\n");
    }
    ToolUse use = new ToolUse("bash", "./serve --once", "", List.of());
    assertThat(
            COMPRESSOR.shrink(use, log.toString(), CompressionMode.MAX, t -> (t.length() + 3) / 4))
        .contains("37 more like these");
    assertThat(balanced("./serve --once", log.toString())).isEqualTo(log.toString());
  }
}
