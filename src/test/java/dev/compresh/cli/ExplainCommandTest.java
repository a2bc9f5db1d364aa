package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.app.ExitCode;
import dev.compresh.compression.ElisionMarkers;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code compresh explain} on files as people have them. */
class ExplainCommandTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int run(Path file, String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "explain";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Main.line(arguments)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(out, true))
        .execute(arguments);
  }

  /** An agent that asks for the same records, printed wide, again and again. */
  private Path agent(int turns) throws Exception {
    StringBuilder body =
        new StringBuilder("{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",")
            .append("\"content\":\"List the orders.\"}");
    for (int i = 0; i < turns; i++) {
      body.append(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c")
          .append(i)
          .append("\",\"type\":\"function\",\"function\":{\"name\":\"find_orders\",")
          .append("\"arguments\":\"{}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c")
          .append(i)
          .append("\",\"content\":\"[");
      for (int k = 0; k < 40; k++) {
        body.append(k == 0 ? "" : ",")
            .append("\\n    {\\n        \\\"order\\\": ")
            .append(1_000 * i + k)
            .append(",\\n        \\\"state\\\": \\\"shipped\\\"\\n    }");
      }
      body.append("\\n]\"}");
    }
    return Files.writeString(folder.resolve("body.json"), body.append("]}").toString());
  }

  /** Markers of an installation carry its own secret: what is shown is what it would forward. */
  @Test
  void markers_areThoseOfTheConfiguredSecret() throws Exception {
    Path body = repeated();
    run(body, "--json");
    String plain = out.toString();
    out.getBuffer().setLength(0);
    String secret = "security.marker-secret=a-secret-of-this-installation";
    assertThat(run(body, "--json", "--set", secret)).isEqualTo(ExitCode.OK);
    assertThat(plain).contains(ElisionMarkers.DEFAULT.mark(SAME));
    assertThat(out.toString())
        .contains(ElisionMarkers.of("a-secret-of-this-installation").mark(SAME))
        .doesNotContain(ElisionMarkers.DEFAULT.mark(SAME));
  }

  @Test
  void resultsOfToolsOnTheSkipList_stayAsTheyAre() throws Exception {
    run(repeated(), "--json", "--set", "compress.skip-tools=read_file");
    assertThat(out.toString()).doesNotContain("same as");
  }

  private static final String SAME = "same as 1st read_file plan.md above";

  /** An agent that reads the same file six times. */
  private Path repeated() throws Exception {
    String file = "";
    for (int i = 1; i <= 60; i++) {
      file += "Step " + i + " moves crate " + (17 * i) + " to the upper deck.\\n";
    }
    StringBuilder body = new StringBuilder("{\"model\":\"gpt-4o\",\"messages\":[");
    body.append("{\"role\":\"user\",\"content\":\"Read the plan until it is done.\"}");
    for (int i = 0; i < 6; i++) {
      body.append(",{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c" + i)
          .append("\",\"type\":\"function\",\"function\":{\"name\":\"read_file\",")
          .append("\"arguments\":\"{\\\"path\\\":\\\"plan.md\\\"}\"}}]},")
          .append("{\"role\":\"tool\",\"tool_call_id\":\"c" + i + "\",\"content\":\"")
          .append(file)
          .append("\"}");
    }
    return Files.writeString(folder.resolve("reads.json"), body.append("]}").toString());
  }

  @Test
  void restore_rebuildsEachResult_andSaysWhetherItIsTheOriginal() throws Exception {
    assertThat(run(repeated(), "--restore", "--mode", "lossless")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("#11 result of read_file: equals the original")
        .contains("  Step 60 moves crate 1020 to the upper deck.")
        .containsPattern("([1-9]) of \\1 changed results restored");
  }

  @Test
  void aBody_isShownMessageByMessage() throws Exception {
    assertThat(run(agent(8), "--width", "100")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("request 9 of 9, mode balanced, objective tokens")
        .contains("tool_output", "removed, ", "#9 tool, result of find_orders: ")
        .contains("\"order\": 3000,", "more lines");
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void json_holdsTheTextsAndAddsUp() throws Exception {
    assertThat(run(agent(8), "--json", "--mode", "lossless")).isEqualTo(ExitCode.OK);
    JsonNode report = new JsonMapper().readTree(out.toString());
    assertThat(report.get("dialect").asString()).isEqualTo("chat");
    assertThat(report.get("messages")).hasSize(17);
    long saved = 0;
    for (JsonNode message : report.get("messages")) {
      saved += message.get("original_tokens").asLong() - message.get("optimized_tokens").asLong();
    }
    assertThat(saved).isPositive().isEqualTo(report.get("saved_tokens").asLong());
    JsonNode change = report.get("messages").get(8).get("changes").get(0);
    assertThat(change.get("original").asString()).contains("shipped");
    assertThat(change.get("reason").asString()).isNotEmpty();
    assertThat(change.get("optimized").asString().length())
        .isLessThan(change.get("original").asString().length());
  }

  @Test
  void anEarlierTurn_canBeAskedFor() throws Exception {
    assertThat(run(agent(8), "--turn", "1")).isEqualTo(ExitCode.OK);
    assertThat(out.toString())
        .contains("request 1 of 9", "Forwarded unchanged: too short", "#1 user: unchanged");
  }

  @Test
  void wrongWords_areNamed() throws Exception {
    Path body = agent(2);
    assertThat(run(body, "--mode", "fast")).isEqualTo(ExitCode.USAGE);
    assertThat(run(body, "--turn", "9")).isEqualTo(ExitCode.USAGE);
    assertThat(run(body, "--dialect", "latin")).isEqualTo(ExitCode.USAGE);
    assertThat(run(folder.resolve("missing.json"))).isEqualTo(ExitCode.FAILED);
    assertThat(out.toString())
        .contains("off, lossless, balanced or max", "1 to 3", "chat, messages, responses or gemini")
        .contains("missing.json: can't be read");
  }
}
