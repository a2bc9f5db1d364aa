package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.UnsignedText;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of passed tests under a printed summary, and progress: lines that are only counted. */
class CountedTest {
  private static String passes(String text) {
    return UnsignedText.of(new PassedTestFolder(ElisionMarkers.DEFAULT).apply(text));
  }

  private static String progress(String text) {
    return UnsignedText.of(new ProgressLineFolder(ElisionMarkers.DEFAULT).apply(text));
  }

  @Test
  void pytest_passesAreCounted_failuresStay() {
    StringBuilder run = new StringBuilder("collected 8 items\n\n");
    for (int i = 0; i < 6; i++) {
      run.append("tests/test_io.py::test_error_").append(i).append(" PASSED      [ 1").append(i);
      run.append("%]\n");
    }
    run.append("tests/test_io.py::test_write FAILED      [ 90%]\n");
    run.append(
        "tests/test_io.py::test_skip SKIPPED (no disk) [100%]\n1 failed, 6 passed in 0.2s\n");
    assertThat(passes(run.toString()))
        .isEqualTo(
            """
            collected 8 items

            tests/test_io.py::test_error_0 PASSED      [ 10%]
            [5 more lines of passed tests]
            tests/test_io.py::test_write FAILED      [ 90%]
            tests/test_io.py::test_skip SKIPPED (no disk) [100%]
            1 failed, 6 passed in 0.2s
            """);
  }

  @Test
  void withoutASummary_namesStay() {
    String run = "tests/a.py::test_x PASSED\n".repeat(9) + "Killed\n";
    assertThat(passes(run)).isEqualTo(run);
  }

  @Test
  void gradle_passesAreCountedOverTheBlankLinesBetweenThem() {
    String run =
        """
        > Task :test

        OrderTest > adds() PASSED

        OrderTest > removes() PASSED

        OrderTest > clears() PASSED

        OrderTest > totals() FAILED
            org.opentest4j.AssertionFailedError: expected: <3> but was: <4>

        OrderTest > rounds() PASSED

        5 tests completed, 1 failed
        """;
    assertThat(passes(run))
        .contains(
            "OrderTest > adds() PASSED\n[4 more lines of passed tests]\n\nOrderTest > totals()")
        .endsWith("OrderTest > rounds() PASSED\n\n5 tests completed, 1 failed\n");
  }

  /** A script prints rows with ticks, then a runner its summary: the rows are no tests. */
  @Test
  void ticksOfAScriptBeforeARun_stay() {
    String rows =
        IntStream.range(0, 9)
            .mapToObj(i -> "✓ web-" + i + " 10.0.7." + i + "\n")
            .collect(Collectors.joining());
    String run = "  ✓ adds an item\n".repeat(9) + "\nTests:       9 passed, 9 total\n";
    assertThat(passes(rows + run)).isEqualTo(rows + run);
    assertThat(passes(run)).contains("[8 more lines of passed tests]");
  }

  @Test
  void rowsInTheFormOfTap_stayWhereTheSummaryCountsFewer() {
    String rows =
        IntStream.range(1, 9)
            .mapToObj(i -> "ok " + i + " - moved shard " + i + "\n")
            .collect(Collectors.joining());
    assertThat(passes(rows + "# pass 3\n")).isEqualTo(rows + "# pass 3\n");
    assertThat(passes(rows + "# tests 8\n# suites 2\n# pass 6\n")).contains("[7 more lines");
  }

  /** Each line that sums up made all lines be read once more: ten minutes for a megabyte. */
  @Test
  void manySummariesWithoutTests_takeLinearTime() {
    String run = "PASS\nTests: 3 passed, 3 total\n# pass 1\n".repeat(60_000);
    assertThat(passes(run)).isEqualTo(run);
  }

  /** A time that appears nowhere else is not only a number of lines. */
  @Test
  void timesThatStandNowhereElse_stay() {
    String run =
        """
        FAIL src/cart.test.ts
            ✓ adds an item (1 ms)
            ✓ removes an item (1 ms)
            ✓ clears (1 ms)
            ✓ merges (1 ms)
            ✓ loads a large cart (4210 ms)
            ✕ rounds (7 ms)
        Tests:       1 failed, 5 passed, 6 total
        """;
    assertThat(passes(run))
        .isEqualTo(
            """
            FAIL src/cart.test.ts
                ✓ adds an item (1 ms)
            [3 more lines of passed tests]
                ✓ loads a large cart (4210 ms)
                ✕ rounds (7 ms)
            Tests:       1 failed, 5 passed, 6 total
            """);
  }

  @Test
  void go_runsAndPassesAreCounted_outputKeepsItsTest() {
    String run =
        """
        === RUN   TestParse
        --- PASS: TestParse (0.00s)
        === RUN   TestPrint
        --- PASS: TestPrint (0.00s)
        === RUN   TestFail
            print_test.go:12: got 1, want 2
        --- FAIL: TestFail (0.00s)
        FAIL
        """;
    assertThat(passes(run))
        .isEqualTo(
            """
            === RUN   TestParse
            --- PASS: TestParse (0.00s)
            === RUN   TestPrint
            --- PASS: TestPrint (0.00s)
            === RUN   TestFail
                print_test.go:12: got 1, want 2
            --- FAIL: TestFail (0.00s)
            FAIL
            """);
    StringBuilder many = new StringBuilder();
    IntStream.range(0, 5)
        .forEach(i -> many.append("=== RUN   TestX" + i + "\n--- PASS: TestX" + i + " (0.00s)\n"));
    assertThat(passes(many + "PASS\nok  \tacme/x\t0.012s\n"))
        .isEqualTo(
            """
            === RUN   TestX0
            --- PASS: TestX0 (0.00s)
            [8 more lines of passed tests]
            PASS
            ok  \tacme/x\t0.012s
            """);
  }

  /** What hangs or dies has no result; its name appears in its RUN line alone. */
  @Test
  void go_aTestWithoutAResult_keepsItsName() {
    String run =
        "=== RUN   TestA\n=== RUN   TestHangs\n=== RUN   TestB\n--- PASS: TestA (0.00s)\n"
            + "--- PASS: TestB (0.00s)\n".repeat(1)
            + "panic: test timed out after 1s\nFAIL\tacme/x\t1.0s\n";
    assertThat(passes(run)).contains("=== RUN   TestHangs");
  }

  @Test
  void otherRunners_passesAreCounted() {
    String more = "[4 more lines of passed tests]\n";
    assertThat(passes("test a::x ... ok\n".repeat(5) + "test result: ok. 5 passed; 0 failed\n"))
        .isEqualTo("test a::x ... ok\n" + more + "test result: ok. 5 passed; 0 failed\n");
    assertThat(passes("test_x (app.tests.T) ... ok\n".repeat(5) + "\nRan 5 tests in 0.1s\n\nOK\n"))
        .startsWith("test_x (app.tests.T) ... ok\n" + more);
    assertThat(passes("ok 1 - adds\nok 2 - b\nok 3 - x\nok 4 - y\nok 5 - z\n1..5\n# pass 5\n"))
        .isEqualTo("ok 1 - adds\n" + more + "1..5\n# pass 5\n");
    String gtest = "[ RUN      ] A.b\n[       OK ] A.b (0 ms)\n";
    assertThat(passes(gtest.repeat(4) + "[  PASSED  ] 4 tests.\n"))
        .contains("[6 more lines of passed tests]\n[  PASSED  ] 4 tests.");
    assertThat(passes("  ✔ adds\n".repeat(5) + "\n  5 passing (12ms)\n")).contains(more);
    assertThat(passes(" ✔ Adds\n".repeat(5) + "OK (5 tests, 9 assertions)\n")).contains(more);
    assertThat(passes("  Passed A.B.c [1 ms]\n".repeat(5) + "Total tests: 6\n")).contains(more);
    assertThat(passes("t/a.t .. ok\n".repeat(5) + "Files=5, Tests=9, 1 wallclock secs\n"))
        .contains(more);
    assertThat(passes("adds ... ok (1ms)\n".repeat(5) + "ok | 6 passed | 0 failed (30ms)\n"))
        .contains(more);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "web-%d.acme.example (10.0.0.%d) ok",
        "host-%d                   : ok",
        "  Applying shop.00%d_auto... OK",
        "check-%d passed",
        "✓ built in %d chunks",
        "GET /api/v1/items/%d ............ ok",
        "service-%d [  OK  ]",
        "PASS rule-%d",
        "ok %d disk /dev/sd%d",
        "Test device %d: PASSED"
      })
  void tablesThatEndInOk_areNoTests(String row) {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      rows.append(row.replace("%d", Integer.toString(i))).append('\n');
    }
    assertThat(passes(rows.toString())).isEqualTo(rows.toString());
    assertThat(progress(rows.toString())).isEqualTo(rows.toString());
  }

  @Test
  void packageManagers_progressIsCounted_endsStay() {
    String pip =
        """
        Collecting requests
          Downloading requests-2.32.3-py3-none-any.whl (64 kB)
          Downloading urllib3-2.2.2-py3-none-any.whl (121 kB)
          Using cached idna-3.7-py3-none-any.whl (66 kB)
          Downloading certifi-2024.7.4-py3-none-any.whl (162 kB)
        Successfully installed certifi-2024.7.4 requests-2.32.3
        """;
    assertThat(progress(pip))
        .isEqualTo(
            """
            Collecting requests
              Downloading requests-2.32.3-py3-none-any.whl (64 kB)
            [3 more lines of progress]
            Successfully installed certifi-2024.7.4 requests-2.32.3
            """);
    assertThat(progress("   Compiling serde v1.0\n".repeat(5) + "error[E0382]: moved\n"))
        .isEqualTo("   Compiling serde v1.0\n[4 more lines of progress]\nerror[E0382]: moved\n");
    assertThat(progress("[INFO] Downloaded from central: https://x/a.jar (1 kB)\n".repeat(4)))
        .endsWith("\n[3 more lines of progress]\n");
    assertThat(progress("Get:1 http://deb x\nGet:2 http://deb y\nGet:3 z\nGet:4 z\nE: Unable\n"))
        .isEqualTo("Get:1 http://deb x\n[3 more lines of progress]\nE: Unable\n");
  }

  @Test
  void docker_layersAreCounted() {
    String pull =
        """
        latest: Pulling from library/redis
        a2abf6c4d29d: Pulling fs layer
        c7a4e4382001: Pulling fs layer
        a2abf6c4d29d: Download complete
        a2abf6c4d29d: Pull complete
        c7a4e4382001: Pull complete
        Digest: sha256:db485f2e245b5b3329fdc7eff4eb00f913e09d8feb9ca720788059fdc2ed8339
        """;
    assertThat(progress(pull))
        .contains(
            "a2abf6c4d29d: Pulling fs layer\n[4 more lines of progress]\nDigest: sha256:db48");
    String build =
        """
        #5 sha256:aaaa 1.0MB / 9.8MB 0.2s
        #5 sha256:aaaa 3.1MB / 9.8MB 0.4s
        #5 sha256:aaaa 9.8MB / 9.8MB 0.9s
        #5 extracting sha256:aaaa 0.1s done
        #6 [2/3] RUN make
        #6 0.412 cc -c a.c
        """;
    assertThat(progress(build))
        .endsWith("[3 more lines of progress]\n#6 [2/3] RUN make\n#6 0.412 cc -c a.c\n");
  }

  /** The words of package managers, in scripts that report about something else. */
  @Test
  void wordsAloneAreNoProgress() {
    for (String row :
        List.of(
            "Checking web-%d: 12 ms",
            "Compiling report for customer %d",
            "Downloading invoice %d: 19.00",
            "Fresh eggs: %d",
            "Get: value %d",
            "Downloaded %d records")) {
      StringBuilder rows = new StringBuilder();
      IntStream.range(0, 9).forEach(i -> rows.append(row.formatted(i)).append('\n'));
      assertThat(progress(rows.toString())).isEqualTo(rows.toString());
    }
  }
}
