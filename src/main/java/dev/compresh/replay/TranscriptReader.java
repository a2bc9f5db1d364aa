package dev.compresh.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads transcripts from files of the kinds people have: a request body (OpenAI chat, Anthropic,
 * Responses), a bare array of messages, JSON lines of such, Claude Code's and Codex's session
 * files; gzipped or not.
 */
public final class TranscriptReader {
  private static final JsonMapper JSON = new JsonMapper();

  private TranscriptReader() {}

  /** What a file holds, or why it can't be read. */
  public sealed interface Result {
    record Read(List<Transcript> transcripts) implements Result {}

    /** The message names file, line and what was expected. */
    record Failed(String message) implements Result {}
  }

  public static Result read(Path file) {
    String text;
    try (InputStream in = open(file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return new Result.Failed(file + ": can't be read (" + e.getClass().getSimpleName() + ")");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    try {
      List<JsonNode> documents = documents(text);
      List<Transcript> transcripts = of(file.getFileName().toString(), documents);
      return transcripts.isEmpty()
          ? new Result.Failed(
              file
                  + ": holds no conversation. Expected a request body with \"messages\" or"
                  + " \"input\", JSON lines of such, or a session file of Claude Code or Codex.")
          : new Result.Read(transcripts);
    } catch (BadLine e) {
      return new Result.Failed(file + ":" + e.line + ": no JSON (" + e.getMessage() + ")");
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  /** The whole text as one document, else each line as one. */
  private static List<JsonNode> documents(String text) throws BadLine {
    try {
      return List.of(JSON.readTree(text));
    } catch (JacksonException notOneDocument) {
      // Several documents: JSON lines, read below, where errors get a line number.
    }
    List<JsonNode> documents = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        try {
          documents.add(JSON.readTree(line));
        } catch (JacksonException e) {
          throw new BadLine(number, e.getOriginalMessage());
        }
      }
    }
    return documents;
  }

  private static List<Transcript> of(String name, List<JsonNode> documents) {
    if (documents.stream().anyMatch(ClaudeCodeSession::isLine)) {
      return ClaudeCodeSession.read(name, documents);
    }
    if (documents.stream().anyMatch(CodexSession::isLine)) {
      return CodexSession.read(name, documents);
    }
    List<Transcript> transcripts = new ArrayList<>();
    for (JsonNode document : documents) {
      String id = document.path("id").asString(name + "#" + (transcripts.size() + 1));
      RequestBody.read(id, document).ifPresent(transcripts::add);
    }
    return transcripts;
  }

  private static final class BadLine extends Exception {
    private static final long serialVersionUID = 1;
    private final int line;

    BadLine(int line, String message) {
      super(message);
      this.line = line;
    }
  }
}
