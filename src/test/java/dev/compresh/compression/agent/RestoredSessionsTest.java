package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.compresh.bench.SharedSessions;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.agent.PromptRestorer.RestoredPart;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Recorded sessions: every result comes back from what is forwarded, and no reference is false. */
class RestoredSessionsTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Tokenizer TOKENS = new ExactTokenizers().o200k();
  private static final CompressionPolicy LOSSLESS =
      CompressionPolicy.of(CompressionMode.LOSSLESS, CompressionObjective.COST);

  @ParameterizedTest
  @ValueSource(
      strings = {"claude-code", "swe", "specstory", "openhands", "sre", "sweagent", "tau-airline"})
  void everyResult_isRestored(String name) throws IOException {
    Optional<Path> folder = SharedSessions.folder();
    assumeTrue(folder.isPresent(), "no recorded sessions here: set COMPRESH_SHARED");
    Path file = folder.get().resolve(name + ".jsonl.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        restored(JSON.readTree(line));
      }
    }
  }

  private static void restored(JsonNode session) {
    ObjectNode body = JSON.createObjectNode().put("model", "gpt-4.1");
    body.set("messages", session.get("messages"));
    Prompt prompt = (Prompt) PromptReader.read(Dialect.CHAT, JSON.writeValueAsBytes(body));
    Compressor compressor =
        new Compressor(
            TOKENS,
            new PromptTokens(TOKENS),
            compressionPolicy ->
                List.of(new AgentHistory(compressionPolicy, ElisionMarkers.DEFAULT)),
            () -> 0,
            1 << 26);
    byte[] out = compressor.plan(prompt, LOSSLESS, AgentCompression.AMPLE).apply(prompt);
    assertThat(compressor.dropped()).as("layers that failed").isZero();
    Prompt forwarded = (Prompt) PromptReader.read(Dialect.CHAT, out);
    List<RestoredPart> originals = PromptRestorer.restore(prompt, ElisionMarkers.DEFAULT);
    List<RestoredPart> results = PromptRestorer.restore(forwarded, ElisionMarkers.DEFAULT);
    assertThat(results).hasSameSizeAs(originals);
    for (int i = 0; i < results.size(); i++) {
      RestoredPart is = results.get(i);
      String text = originals.get(i).forwarded();
      String place = session.get("id") + ", message " + is.message() + ", " + is.use().tool();
      String back = Objects.requireNonNull(is.text(), place);
      if (!PromptRestorer.isSame(is.use(), back, text, ElisionMarkers.DEFAULT)) {
        assertThat(back).as(place).isEqualTo(text);
      }
    }
  }
}
