package dev.compresh.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
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
     * @param format what the file is, for people
     * @param skipped lines or records that were left out
     */
    record ReadTranscripts(
        List<Transcript> transcripts, List<String> remarks, String format, int skipped)
        implements TranscriptResult {}

    /** The message names file, line and what was expected. */
    record TranscriptFailure(String message) implements TranscriptResult {}
  }

  public static TranscriptResult read(Path file) {
    try (InputStream in = open(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return read(file.toString(), file.getFileName().toString(), file, text);
    } catch (IOException e) {
      return new TranscriptResult.TranscriptFailure(
          file + ": can't be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** As above, of a file that is in memory: no file next to it is looked at. */
  public static TranscriptResult read(String name, byte[] content) {
    return read(name, name, null, new String(content, StandardCharsets.UTF_8));
  }

  private static TranscriptResult read(
      String file, String name, @Nullable Path place, String content) {
    String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
    SkippedRecords skipped = new SkippedRecords();
    List<Transcript> transcripts = new ArrayList<>();
    String format = read(name, place, text, transcripts, skipped);
    if (!transcripts.isEmpty()) {
      return new TranscriptResult.ReadTranscripts(
          transcripts,
          skipped.remarks().stream().map(r -> file + ": " + r + ".").toList(),
          format,
          skipped.count());
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

  /** Returns what the file is. */
  private static String read(
      String name,
      @Nullable Path place,
      String text,
      List<Transcript> transcripts,
      SkippedRecords skipped) {
    if (AiderHistory.isText(text)) {
      AiderHistory.read(name, text, transcripts);
      return "Aider";
    } else if (SpecStoryMarkdown.isText(text)) {
      SpecStoryMarkdown.read(name, text, transcripts);
      return "SpecStory";
    } else {
      List<SessionRecord> records = records(text, skipped);
      if (records.size() == 1 && OpencodeStorage.isSession(records.getFirst().json())) {
        if (place != null) {
          JsonNode messages = OpencodeStorage.messages(place, records.getFirst().json(), skipped);
          OpencodeSession.read(name, messages, transcripts, skipped);
        }
        return "opencode";
      } else {
        return SessionFormats.read(name, records, transcripts, skipped);
      }
    }
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
