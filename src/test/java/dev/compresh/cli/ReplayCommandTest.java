package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compresh replay} on files as people have them. */
class ReplayCommandTest {
  @TempDir Path folder;

  @Test
  void brokenLines_areRemarkedOn_andTheRestIsReplayed() throws Exception {
    String session =
        """
        {"kind":"MessageEvent","source":"user","llm_message":{"role":"user","content":[{"type":"text","text":"fix it"}]}}
        {"kind":"ActionEvent","tool_name":"terminal","tool_call_id":"c1","llm_response_id":"r1","action":{"command":"ls"}}
        {"kind":"ObservationEvent","tool_call_id":"c1","observation":{"content":[{"type":"te
        {"kind":"ObservationEvent","tool_call_id":"c1","observation":{"content":[{"type":"text","text":"a.py"}]}}
        """;
    Path file = Files.writeString(folder.resolve("events.jsonl"), session);
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] arguments = {"replay", file.toString()};
    int exit =
        Main.line(arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    assertThat(exit).isZero();
    assertThat(out.toString()).contains("events.jsonl", "28");
    assertThat(err.toString()).contains("events.jsonl: skipped 1 line", "line 3");
  }

  @Test
  void aFileOfAnotherKind_isRefusedWithWhatCanBeRead() throws Exception {
    Path file = Files.writeString(folder.resolve("notes.md"), "# Notes\n\nNothing here.\n");
    StringWriter err = new StringWriter();
    String[] arguments = {"replay", file.toString()};
    int exit = Main.line(arguments).setErr(new PrintWriter(err, true)).execute(arguments);
    assertThat(exit).isNotZero();
    assertThat(err.toString()).contains("notes.md", "contains no conversation");
  }
}
