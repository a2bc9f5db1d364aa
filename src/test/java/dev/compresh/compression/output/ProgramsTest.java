package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.UnsignedText;
import org.junit.jupiter.api.Test;

/** Stack traces. */
class ProgramsTest {
  private static String frames(String text) {
    return UnsignedText.of(new StackTraceFolder(ElisionMarkers.DEFAULT).apply(text));
  }

  /** Since 3.11 a line of signs is under the code of a frame. */
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
    String text = "at noon\nFile \"a\" is open\n";
    assertThat(frames(text)).isEqualTo(text);
  }
}
