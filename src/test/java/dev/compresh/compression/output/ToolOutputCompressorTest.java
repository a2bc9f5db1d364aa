package dev.compresh.compression.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.UnsignedText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ToolOutputCompressorTest {
  private static final TokenCounter COUNT = text -> (text.length() + 3) / 4;

  private static ToolUse shell(String command) {
    return new ToolUse("bash", command, "", List.of());
  }

  private static ToolUse tool(String name) {
    return new ToolUse(name, "", "", List.of());
  }

  private static String shrink(ToolUse use, String text) {
    return new ToolOutputCompressor(ElisionMarkers.DEFAULT)
        .shrink(use, text, CompressionMode.LOSSLESS, COUNT);
  }

  @Test
  void textOfFilesStays() {
    String json = "{\n      \"name\":    \"app\"   \n}\n";
    assertThat(shrink(tool("Read"), json)).isEqualTo(json);
    assertThat(shrink(shell("cd app && cat package.json"), json)).isEqualTo(json);
    assertThat(shrink(shell("git --no-pager show HEAD:a.json"), json)).isEqualTo(json);
    assertThat(shrink(shell("curl -s localhost"), json)).isEqualTo(json);
    assertThat(shrink(tool("get_app"), json)).isEqualTo("{\"name\":\"app\"}\n");
  }

  /** An edit must repeat lines exactly, blanks and ends of lines too. */
  @Test
  void lineEndsOfWindowsFiles_stayWhateverPrintsThem() {
    String file = "using System;   \r\n\r\nclass A {\r\n    int  x    = 1;\t\r\n}\r\n".repeat(9);
    List<String> commands =
        List.of(
            "Get-Content a.cs",
            "gc a.cs",
            "type a.cs",
            "cmd /c type a.cs",
            "cat a.cs",
            "pwsh -Command gc a.cs",
            "git show HEAD:a.cs",
            "git diff",
            "python show.py a.cs",
            "./print-file a.cs");
    for (String command : commands) {
      assertThat(shrink(shell(command), file)).as(command).isEqualTo(file);
    }
  }

  @Test
  void sameLinesAreCounted() {
    String text = "waiting for the database\n".repeat(9) + "ready\n";
    assertThat(UnsignedText.of(shrink(shell("make up"), text)))
        .isEqualTo("waiting for the database\n[the line above 9 times]\nready\n");
  }

  @Test
  void smallGainsAreLeft() {
    String text = "a long line of output that has nothing to save but two blanks  \n";
    assertThat(shrink(shell("make"), text)).isEqualTo(text);
  }

  @Property(tries = 300, seed = "1")
  void neverLarger_andStable(@ForAll long seed) {
    for (ToolUse use : List.of(shell("make"), tool("api"), tool("Read"))) {
      for (String input : List.of(lines(seed), lines(seed).strip())) {
        String once = shrink(use, input);
        assertThat(COUNT.count(once)).isLessThanOrEqualTo(COUNT.count(input));
        assertThat(once.isEmpty()).isEqualTo(input.isEmpty());
        assertThat(shrink(use, once)).isEqualTo(once);
      }
    }
  }

  private static final List<String> PIECES =
      List.of(
          "{\"a\": 1, \"b\": 2}",
          "[{\"a\": 1, \"b\": 2}, {\"a\": 3, \"b\": 4}]",
          "ok",
          "",
          "   7\tx",
          "\u001b[31mred\u001b[0m",
          "10%\r20%\r100%",
          "[the line above 4 times]",
          "{",
          "  \"key\" ,");

  private static String lines(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(30); i > 0; i--) {
      String piece = PIECES.get(random.nextInt(PIECES.size()));
      text.append((piece + "\n").repeat(1 + random.nextInt(6) / 2));
    }
    return text.toString();
  }

  @Test
  void endlessInputTakesLinearTime() {
    List<String> inputs =
        List.of(
            " ".repeat(1_000_000),
            "x".repeat(1_000_000),
            "\n".repeat(1_000_000),
            "a\r".repeat(500_000),
            "\u001b[".repeat(400_000),
            "{\"a\":".repeat(200_000),
            "1\t\n2\t\n".repeat(150_000),
            new String(new byte[500_000], StandardCharsets.UTF_8),
            "\ud800".repeat(300_000));
    for (String input : inputs) {
      String shrunk = shrink(shell("run"), input);
      assertThat(COUNT.count(shrunk)).isLessThanOrEqualTo(COUNT.count(input));
    }
  }
}
