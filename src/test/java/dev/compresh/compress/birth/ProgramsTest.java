package dev.compresh.compress.birth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Markers;
import dev.compresh.compress.Unsigned;
import org.junit.jupiter.api.Test;

/** Test runners, package managers, builds and traces. */
class ProgramsTest {
  private static String passes(String text) {
    return Unsigned.of(new Passes(Markers.DEFAULT).fold(text));
  }

  private static String progress(String text) {
    return Unsigned.of(new Progress(Markers.DEFAULT).fold(text));
  }

  private static String frames(String text) {
    return Unsigned.of(new Frames(Markers.DEFAULT).fold(text));
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
        .isEqualTo(
            """
            > Task :test

            OrderTest > adds() PASSED
            [4 more lines of passed tests]

            OrderTest > totals() FAILED
                org.opentest4j.AssertionFailedError: expected: <3> but was: <4>

            OrderTest > rounds() PASSED

            5 tests completed, 1 failed
            """);
  }

  /** Since 3.11 a line of signs stands under the code of a frame. */
  @Test
  void pythonFramesWithSignsUnderTheirCode_areFrames() {
    String trace =
        """
        Traceback (most recent call last):
          File "/srv/app/main.py", line 12, in run
            return self.group(ctx, *args)
                   ^^^^^^^^^^^^^^^^^^^^^^
          File "/srv/app/.venv/lib/python3.12/site-packages/click/core.py", line 1157, in __call__
            return self.main(*args, **kwargs)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/srv/app/.venv/lib/python3.12/site-packages/click/core.py", line 783, in invoke
            return callback(*args, **kwargs)
                   ^^^^^^^^^^^^^^^^^^^^^^^^^
          File "/srv/app/orders/load.py", line 44, in load
            return json.loads(text)
                   ^^^^^^^^^^^^^^^^
        ValueError: no orders
        """;
    assertThat(frames(trace))
        .isEqualTo(
            """
            Traceback (most recent call last):
              File "/srv/app/main.py", line 12, in run
                return self.group(ctx, *args)
                       ^^^^^^^^^^^^^^^^^^^^^^
              File "/srv/app/.venv/lib/python3.12/site-packages/click/core.py", line 1157, in __call__
            [5 lines of library frames]
              File "/srv/app/orders/load.py", line 44, in load
                return json.loads(text)
                       ^^^^^^^^^^^^^^^^
            ValueError: no orders
            """);
  }

  @Test
  void rustFrames_ofTheStandardLibrary_areCounted() {
    String trace =
        """
        thread 'heap::pops' panicked at src/heap.rs:88:9:
        stack backtrace:
           0: rust_begin_unwind
                     at /rustc/9fc6b431/library/std/src/panicking.rs:665:5
           1: core::panicking::panic_fmt
                     at /rustc/9fc6b431/library/core/src/panicking.rs:76:14
           2: core::panicking::assert_failed
                     at /rustc/9fc6b431/library/core/src/panicking.rs:393:5
           3: queue::heap::pops
                     at ./src/heap.rs:88:9
        """;
    assertThat(frames(trace))
        .isEqualTo(
            """
            thread 'heap::pops' panicked at src/heap.rs:88:9:
            stack backtrace:
               0: rust_begin_unwind
            [5 lines of library frames]
               3: queue::heap::pops
                         at ./src/heap.rs:88:9
            """);
  }

  @Test
  void jest_passesAreCounted() {
    String run =
        """
        FAIL src/cart.test.ts
          cart
            ✓ adds an item (4 ms)
            ✓ removes an item (1 ms)
            ✓ clears (1 ms)
            ✓ totals (2 ms)
            ✕ rounds (7 ms)

          ● cart › rounds

            expect(received).toBe(expected)
        """;
    assertThat(passes(run))
        .contains("✓ adds an item (4 ms)\n[3 more lines of passed tests]\n    ✕ rounds (7 ms)")
        .endsWith("expect(received).toBe(expected)\n");
  }

  @Test
  void go_runsAndPassesAreCounted() {
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
            [4 more lines of passed tests]
                print_test.go:12: got 1, want 2
            --- FAIL: TestFail (0.00s)
            FAIL
            """);
  }

  @Test
  void otherRunners_passesAreCounted() {
    assertThat(passes("test a::x ... ok\n".repeat(5) + "test a::y ... FAILED\n"))
        .isEqualTo("test a::x ... ok\n[4 more lines of passed tests]\ntest a::y ... FAILED\n");
    assertThat(passes("test_x (app.tests.T) ... ok\n".repeat(5)))
        .isEqualTo("test_x (app.tests.T) ... ok\n[4 more lines of passed tests]\n");
    assertThat(passes("ok 1 - adds\nok 2 - subtracts\nok 3 - x\nok 4 - y\nnot ok 5 - z\n"))
        .isEqualTo("ok 1 - adds\n[3 more lines of passed tests]\nnot ok 5 - z\n");
    String maven =
        """
        [INFO] Running com.acme.ATest
        [INFO] Tests run: 3, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in com.acme.ATest
        [INFO] Running com.acme.BTest
        [INFO] Tests run: 2, Failures: 0, Errors: 0, Skipped: 0, Time elapsed: 0.1 s -- in com.acme.BTest
        [INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0
        """;
    assertThat(passes(maven))
        .isEqualTo(
            """
            [INFO] Running com.acme.ATest
            [3 more lines of passed tests]
            [INFO] Tests run: 5, Failures: 0, Errors: 0, Skipped: 0
            """);
    assertThat(passes("CalcTest > adds() PASSED\n".repeat(4) + "\nCalcTest > divides() FAILED\n"))
        .endsWith("[3 more lines of passed tests]\n\nCalcTest > divides() FAILED\n");
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

  @Test
  void traces_framesOfLibrariesAreCounted_ownStay() {
    String java =
        """
        java.lang.IllegalStateException: closed
        \tat com.acme.Store.put(Store.java:41)
        \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
        \tat org.junit.jupiter.api.A.b(A.java:1)
        \tat org.junit.platform.B.c(B.java:2)
        \tat jdk.internal.reflect.C.d(C.java:3)
        \tat com.acme.Main.main(Main.java:9)
        Caused by: java.io.IOException: disk
        """;
    assertThat(frames(java))
        .isEqualTo(
            """
            java.lang.IllegalStateException: closed
            \tat com.acme.Store.put(Store.java:41)
            \tat java.base/java.util.ArrayList.forEach(ArrayList.java:1596)
            [3 lines of library frames]
            \tat com.acme.Main.main(Main.java:9)
            Caused by: java.io.IOException: disk
            """);
    String python =
        """
        Traceback (most recent call last):
          File "/app/run.py", line 3, in <module>
            main()
          File "/usr/lib/python3/site-packages/flask/app.py", line 10, in wsgi
            return self.handle(e)
          File "/usr/lib/python3/site-packages/flask/app.py", line 20, in handle
            raise e
          File "/app/views.py", line 7, in index
            return d["x"]
        KeyError: 'x'
        """;
    assertThat(frames(python))
        .contains("line 10, in wsgi\n[3 lines of library frames]\n  File \"/app/views.py\"")
        .contains("    main()\n")
        .endsWith("    return d[\"x\"]\nKeyError: 'x'\n");
  }

  @Test
  void textWithoutAnyOfIt_stays() {
    String text = "Compiling is hard\nok\nPASS the salt\nat noon\nFile \"a\" is open\n";
    assertThat(passes(text)).isEqualTo(text);
    assertThat(progress(text)).isEqualTo(text);
    assertThat(frames(text)).isEqualTo(text);
  }
}
