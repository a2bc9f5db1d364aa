package dev.compresh.compression.dedup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A name fits one result above, and a reader finds it. */
class ResultNamesTest {
  private final ResultNames names = new ResultNames();
  private final List<ResultName> added = new ArrayList<>();

  private void bash(String... commands) {
    for (String command : commands) {
      add(new ToolUse("Bash", command, "", List.of()));
    }
  }

  private void tool(String name, String... targets) {
    for (String target : targets) {
      add(new ToolUse(name, "", target, List.of()));
    }
  }

  private void add(ToolUse use) {
    added.add(names.add(added.size(), use));
  }

  /** What all results are called at the end; each name leads back to its result. */
  private List<String> all() {
    List<String> all = new ArrayList<>();
    for (ResultName name : added) {
      String said = names.describe(name, added.size());
      assertThat(said).isNotNull();
      assertThat(names.find(String.valueOf(said), added.size())).isEqualTo(name.number());
      all.add(said);
    }
    return all;
  }

  @Test
  void wrappers_areSeenThrough() {
    bash("cd /srv/app && timeout 60 make check", "ssh -p 22 ops@web1 \"cat /etc/hosts\"");
    bash("bash -lc 'ls -la src'", "sudo LANG=C df -h", "cd a; cd b; env X=1 python3 t.py");
    assertThat(all())
        .containsExactly(
            "`make check`", "`cat /etc/hosts`", "`ls -la src`", "`df -h`", "`python3 t.py`");
  }

  /** Who looks for a second {@code npm run dev} finds none. */
  @Test
  void aLookAtARunningCommand_isNoSecondRunOfIt() {
    bash("npm run dev");
    ToolUse dev = new ToolUse("exec_command", "npm run dev", "", List.of());
    add(ToolUse.read("write_stdin", "{\"session_id\":77,\"chars\":\"\"}").showing(dev));
    add(ToolUse.read("BashOutput", "{\"bash_id\":\"bash_1\"}").showing(dev));
    add(ToolUse.read("write_stdin", "{\"session_id\":77,\"chars\":\"\"}").showing(dev));
    assertThat(all())
        .containsExactly(
            "`npm run dev`", "1st write_stdin 77", "BashOutput bash_1", "2nd write_stdin 77");
  }

  @Test
  void longCommands_thatBeginAlike() {
    String to = "kubectl --context prod-eu-west-1 --namespace payments-and-billing get configmaps ";
    bash(to + "ledger -o yaml", to + "invoices -o yaml", to + "refunds -o yaml");
    assertThat(all()).doesNotHaveDuplicates().allMatch(name -> name.length() < 90);
  }

  @Test
  void scripts_thatBeginAlike() {
    bash(
        "python3 - <<'EOF'\nimport a\nprint(a.one())\nEOF",
        "python3 - <<'EOF'\nimport a\nprint(a.two())\nEOF");
    assertThat(all())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.indexOf('\n') < 0 && !name.matches("\\d.*"));
  }

  @Test
  void hostsTellApart_whatRunsOnThem() {
    bash("ssh web1 'tail -50 app.log'", "ssh web2 'tail -50 app.log'");
    assertThat(all())
        .containsExactly("`ssh web1 'tail -50 app.log'`", "`ssh web2 'tail -50 app.log'`");
  }

  @Test
  void files_byAsMuchOfTheirPathAsTellsThem() {
    tool("Read", "/w/app/main.go", "/w/lib/main.go", "/w/lib/util.go");
    assertThat(all()).containsExactly("Read app/main.go", "Read lib/main.go", "Read util.go");
  }

  @Test
  void theSameCall_isCounted() {
    bash("npm test", "npm test");
    tool("Read", "/w/a.go", "/w/a.go");
    tool("list_pods", "", "");
    bash("cd web && npm test -- -u");
    assertThat(all())
        .containsExactly(
            "1st `npm test`",
            "2nd `npm test`",
            "1st Read a.go",
            "2nd Read a.go",
            "1st list_pods",
            "2nd list_pods",
            "`npm test -- -u`");
  }

  @Test
  void onlyWhatStandsAbove_isToldApart() {
    bash("npm test", "npm test");
    assertThat(names.describe(added.getFirst(), 1)).isEqualTo("`npm test`");
    names.truncate(1);
    assertThat(names.describe(added.getFirst(), 9)).isEqualTo("`npm test`");
  }
}
