package dev.compresh.compress.settled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Markers;
import dev.compresh.compress.ToolUse;
import dev.compresh.compress.Unsigned;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettledTest {
  private static List<String> run() {
    List<String> lines = new ArrayList<>(List.of("$ make check", "building core"));
    for (String module : List.of("alpha", "beta", "gamma", "delta", "epsilon", "zeta")) {
      lines.add("checking " + module + " with profile default");
    }
    lines.add("core/io.c:14: error: bad pointer");
    for (String module : List.of("eta", "theta", "iota", "kappa")) {
      lines.add("checking " + module + " with profile default");
    }
    lines.addAll(List.of("cleaning", "done in 4 s", "make: *** [check] 1"));
    return lines;
  }

  @Test
  void of_keepsErrorsEdgesAndWhatTheAnswerSpeaksOf() {
    Settled settled =
        Settled.of(run(), "The module gamma is fine; I look at the pointer.", Markers.DEFAULT);
    assertThat(Unsigned.of(settled.text()))
        .isEqualTo(
            """
            $ make check
            building core
            checking alpha with profile default
            checking beta with profile default
            checking gamma with profile default
            [3 lines cut]
            core/io.c:14: error: bad pointer
            [4 lines cut]
            cleaning
            done in 4 s
            make: *** [check] 1\
            """);
    assertThat(settled.standing()).hasSize(11).containsNull().contains("done in 4 s");
  }

  @Test
  void of_shortOutputStays() {
    List<String> lines = List.of("one", "two", "three", "four");
    assertThat(Settled.of(lines, "", Markers.DEFAULT).text()).isEqualTo("one\ntwo\nthree\nfour");
  }

  private static boolean consumed(String tool, String command) {
    return Consumed.by(new ToolUse(tool, command, "", List.of()));
  }

  /** Rows that were asked for are what later steps pick from. */
  @Test
  void by_queriesAreNot() {
    for (String command :
        List.of("docker ps", "kubectl get pods -A", "pip list", "npm ls", "terraform plan")) {
      assertThat(consumed("bash", command)).as(command).isFalse();
    }
    assertThat(consumed("bash", "docker build -t app .")).isTrue();
    assertThat(consumed("bash", "kubectl apply -f app.yaml")).isTrue();
    assertThat(consumed("bash", "npm install && npm test")).isTrue();
  }

  @Test
  void by_runsAndBuilds() {
    assertThat(consumed("bash", "cd /app && python -m pytest -q 2>&1 | tail -40")).isTrue();
    assertThat(consumed("Bash", "rm -rf build; cmake -B build && make -j4")).isTrue();
    assertThat(consumed("shell", "git commit -am fix && git push")).isTrue();
    assertThat(consumed("bash", "./run_checks.sh")).isTrue();
  }

  @Test
  void by_readsListingsAndSearchesAreNot() {
    assertThat(consumed("bash", "cat a.py")).isFalse();
    assertThat(consumed("bash", "pytest; cat report.txt")).isFalse();
    assertThat(consumed("bash", "ls -R")).isFalse();
    assertThat(consumed("bash", "git diff")).isFalse();
    assertThat(consumed("bash", "find . -name '*.c'")).isFalse();
    assertThat(consumed("Read", "")).isFalse();
  }
}
