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
 * Reads transcripts from files of the kinds people have; gzipped or not. What a file is shows in
 * its content, not in its name. Lines that are broken and records that are not known are left out,
 * with a remark.
 */
public final class TranscriptReader {
  /** What can be read, for people. */
  public static final String FORMATS =
      "request bodies (OpenAI, Anthropic, Responses), lists of messages, JSON lines of them, and"
          + " sessions of Claude Code, Codex, Cline, opencode, OpenHands, SWE-agent (.traj), Aider"
          + " (chat history) and SpecStory (Markdown)";

  private static final JsonMapper JSON = new JsonMapper();

  private TranscriptReader() {}

  /** The content of a file, or why it can't be read. */
  public sealed interface TranscriptResult {
    /**
     * Transcripts.
     *
     * @param remarks what was left out, a sentence each
     */
    record ReadTranscripts(List<Transcript> transcripts, List<String> remarks)
        implements TranscriptResult {}

    /** The message names file, line and what was expected. */
    record TranscriptFailure(String message) implements TranscriptResult {}
  }

  public static TranscriptResult read(Path file) {
    String text;
    try (InputStream in = open(file)) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return new TranscriptResult.TranscriptFailure(
          file + ": can't be read (" + e.getClass().getSimpleName() + ")");
    }
    if (text.startsWith("\uFEFF")) {
      text = text.substring(1);
    }
    SkippedRecords skipped = new SkippedRecords();
    List<Transcript> transcripts = read(file, text, skipped);
    if (!transcripts.isEmpty()) {
      return new TranscriptResult.ReadTranscripts(
          transcripts, skipped.remarks().stream().map(r -> file + ": " + r + ".").toList());
    }
    return new TranscriptResult.TranscriptFailure(
        skipped.hasBroken()
            ? file + ": contains no conversation; " + skipped.firstError() + "."
            : file + ": contains no conversation. Expected " + FORMATS + ".");
  }

  private static InputStream open(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
  }

  private static List<Transcript> read(Path file, String text, SkippedRecords skipped) {
    String name = file.getFileName().toString();
    List<Transcript> transcripts = new ArrayList<>();
    if (AiderHistory.isText(text)) {
      AiderHistory.read(name, text, transcripts);
    } else if (SpecStoryMarkdown.isText(text)) {
      SpecStoryMarkdown.read(name, text, transcripts);
    } else {
      List<SessionRecord> records = records(text, skipped);
      if (records.size() == 1 && OpencodeStorage.isSession(records.getFirst().json())) {
        JsonNode messages = OpencodeStorage.messages(file, records.getFirst().json(), skipped);
        OpencodeSession.read(name, messages, transcripts, skipped);
      } else {
        SessionFormats.read(name, records, transcripts, skipped);
      }
    }
    return transcripts;
  }

  /** The whole text as one document, else each line as one. */
  private static List<SessionRecord> records(String text, SkippedRecords skipped) {
    try {
      return List.of(new SessionRecord(1, JSON.readTree(text)));
    } catch (JacksonException notOneDocument) {
      // Several documents: JSON lines, read below, where errors get a line number.
    }
    List<SessionRecord> records = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (!line.isBlank()) {
        try {
          records.add(new SessionRecord(number, JSON.readTree(line)));
        } catch (JacksonException e) {
          skipped.addBroken(number, e.getOriginalMessage());
        }
      }
    }
    return records;
  }
}
