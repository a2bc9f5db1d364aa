package dev.compresh.compress.birth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
  private static List<String> names(String command) {
    return Shell.programs(command).stream().map(List::getFirst).toList();
  }

  private static Kind kind(String command) {
    return Kind.of(new ToolUse("bash", command, "", List.of()));
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
    assertThat(names("echo \"a && b\" > f")).containsExactly("echo");
  }

  @Test
  void kind_byWhatStandsFirstInAPipe() {
    assertThat(kind("pytest -q | tail -5")).isEqualTo(Kind.SHELL);
    assertThat(kind("cat a.json | head -5")).isEqualTo(Kind.FILE);
    assertThat(kind("git -C /x diff --stat")).isEqualTo(Kind.FILE);
    assertThat(kind("git status")).isEqualTo(Kind.SHELL);
    assertThat(kind("find . -name x | xargs grep main")).isEqualTo(Kind.SEARCH);
  }

  @Test
  void programs_emptyAndOdd() {
    assertThat(names("")).isEmpty();
    assertThat(names(";;;|||&&&")).isEmpty();
    assertThat(names("'never closed")).hasSize(1);
  }
}
