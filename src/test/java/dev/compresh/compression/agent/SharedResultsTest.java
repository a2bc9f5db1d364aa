package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compresh.bench.SharedSessions;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.OutputKind;
import dev.compresh.compression.output.ToolOutputCompressor;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The decoder gives back every result of recorded sessions, from what is forwarded alone. */
class SharedResultsTest {
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final ToolOutputCompressor COMPRESSOR =
      new ToolOutputCompressor(ElisionMarkers.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"claude-code", "swe", "sre", "openhands", "specstory", "tau-airline"})
  void lossless_comesBack(String name) throws IOException {
    Path file =
        SharedSessions.folder().map(f -> f.resolve(name + ".jsonl.gz")).orElse(Path.of(name));
    assumeTrue(Files.exists(file), "no shared data: " + file);
    int results = 0;
    List<String> lost = new ArrayList<>();
    Map<OutputKind, long[]> sums = new TreeMap<>();
    for (JsonNode session : read(file)) {
      Map<String, ToolUse> calls = new HashMap<>();
      StartedCommands started = new StartedCommands();
      int at = 0;
      for (JsonNode message : session.path("messages")) {
        at++;
        for (JsonNode call : message.path("tool_calls")) {
          JsonNode function = call.path("function");
          calls.put(
              call.path("id").asString(),
              ToolUse.read(
                  function.path("name").asString(), function.path("arguments").asString()));
        }
        if (message.path("role").asString().equals("tool")) {
          String text = message.path("content").asString();
          String id = message.path("tool_call_id").asString();
          ToolUse use = started.resolve(calls.getOrDefault(id, ToolUse.UNKNOWN));
          started.add(at, use, text);
          results++;
          if (System.getProperty("one.kind", "").equals(OutputKind.of(use).name())) {
            System.out.println("#### " + use.tool() + " " + use.command() + "\n" + text);
          }
          String fault = fault(use, text, sums);
          if (!fault.isEmpty()) {
            lost.add(fault);
          }
        }
      }
    }
    sums.forEach(
        (outputKind, sum) ->
            System.out.println(
                name
                    + " "
                    + outputKind
                    + " "
                    + sum[0]
                    + " results, tokens "
                    + sum[1]
                    + " -> "
                    + sum[2]));
    assertThat(results).isPositive();
    assertThat(lost).isEmpty();
  }

  /** What is wrong with what goes out for {@code text}; empty where nothing is. */
  private static String fault(ToolUse use, String text, Map<OutputKind, long[]> sums) {
    OutputEnclosure around = OutputEnclosure.of(text);
    String body = around.body();
    String shrunk = COMPRESSOR.shrink(use, body, CompressionMode.LOSSLESS, TOKENS::count);
    String forwarded = shrunk.equals(body) ? text : around.wrap(shrunk);
    long[] sum = sums.computeIfAbsent(OutputKind.of(use), k -> new long[3]);
    sum[0]++;
    sum[1] += TOKENS.count(text);
    sum[2] += Math.min(TOKENS.count(text), TOKENS.count(forwarded));
    OutputEnclosure sent = OutputEnclosure.ofForwarded(forwarded);
    String restored = sent.original(COMPRESSOR.restore(use, sent.body()));
    boolean changed = !forwarded.equals(text);
    String shown = changed ? around.original(COMPRESSOR.shown(use, body)) : text;
    String wanted = COMPRESSOR.normalize(use, shown);
    boolean same = COMPRESSOR.normalize(use, restored).equals(wanted);
    return same ? "" : use + "\n" + text + "\n---\n" + forwarded + "\n---\n" + restored;
  }

  private static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> sessions = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      JsonMapper mapper = new JsonMapper();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sessions.add(mapper.readTree(line));
      }
    }
    return sessions;
  }
}
