package dev.compresh.compression.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineParserTest {
  private static List<String> names(String command) {
    return CommandLineParser.programs(command).stream().map(List::getFirst).toList();
  }

  private static OutputKind kind(String command) {
    return OutputKind.of(new ToolUse("bash", command, "", List.of()));
  }

  @Test
  void programs_whatIsSeen() {
    assertThat(names("cd /app && npm test 2>&1 | tail -20")).containsExactly("npm");
    assertThat(names("FOO=1 timeout 60 /usr/bin/python3 a.py; ls"))
        .containsExactly("python3", "ls");
    assertThat(names("make || cat log.txt")).containsExactly("make", "cat");
    assertThat(names("python - <<'EOF'\ncat x\nEOF")).containsExactly("python");
  }

  @Test
  void programs_signsInQuotes() {
    assertThat(names("rg 'a|b; cat c' src")).containsExactly("rg");
    assertThat(names("echo \"a && b\"")).containsExactly("echo");
  }

  @Test
  void kind_byWhatStandsFirstInAPipe() {
    assertThat(kind("pytest -q | tail -5")).isEqualTo(OutputKind.SHELL);
    assertThat(kind("cat a.json | head -5")).isEqualTo(OutputKind.FILE);
    assertThat(kind("git -C /x diff --stat")).isEqualTo(OutputKind.DIFF);
    assertThat(kind("git show HEAD~1:src/a.c")).isEqualTo(OutputKind.FILE);
    assertThat(kind("git status")).isEqualTo(OutputKind.SHELL);
    assertThat(kind("find . -name x | xargs grep main")).isEqualTo(OutputKind.SEARCH);
  }

  @Test
  void programs_emptyAndOdd() {
    assertThat(names("")).isEmpty();
    assertThat(names(";;;|||&&&")).isEmpty();
    assertThat(names("'never closed")).hasSize(1);
  }

  @Test
  void programs_inOtherPrograms() {
    assertThat(names("bash -lc 'cd /app && pytest -q'")).containsExactly("pytest");
    assertThat(names("timeout 60s env A=1 bash -c \"cat x.py | head\"")).containsExactly("cat");
    assertThat(names("docker exec -it -w /app web bash -c 'cat a.py'")).containsExactly("cat");
    assertThat(names("docker compose exec web pytest")).containsExactly("pytest");
    assertThat(names("kubectl exec -n prod web-1 -- ls /data")).containsExactly("ls");
    assertThat(names("ssh -p 22 host 'tail -50 log'")).containsExactly("tail");
    assertThat(names("find . -name '*.py' -exec grep -n main {} \\;")).containsExactly("grep");
    assertThat(names("powershell -Command Get-Content a.cs")).containsExactly("get-content");
    assertThat(names("C:\\\\tools\\\\rg.exe main")).containsExactly("rg");
    assertThat(names("sudo -n time nice -n 5 make")).containsExactly("make");
  }

  @Test
  void programs_afterTextThatIsPutIn() {
    assertThat(names("cat > t.py <<'EOF'\nimport os; x | y\nEOF\npython t.py"))
        .containsExactly("python");
    assertThat(names("python3 - <<EOF | tail -3\nprint(1)\nEOF\nls"))
        .containsExactly("python3", "ls");
    assertThat(names("cat <<-X\n\ta\n\tX\nmake")).containsExactly("cat", "make");
    assertThat(names("cat <<EOF")).containsExactly("cat");
  }

  @Test
  void programs_whosePrintGoesToAFile_areNotSeen() {
    assertThat(names("pytest > out.txt 2>&1; tail -5 out.txt")).containsExactly("tail");
    assertThat(names("make 2>/dev/null")).containsExactly("make");
    assertThat(names("make 2>&1 | tee log")).containsExactly("make");
    assertThat(names("make &> log && echo ok")).containsExactly("echo");
  }

  @Test
  void programs_endlessCommandsTakeLinearTime() {
    for (String odd : List.of("<<", ">", "|", "'", "\\", "bash -c ", "<<a\n", "(")) {
      assertThat(names(odd.repeat(30_000))).isNotNull();
    }
  }
}
