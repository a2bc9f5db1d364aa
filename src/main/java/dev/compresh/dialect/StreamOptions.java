package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.json.BodyEdit;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonBlanks;
import dev.compresh.json.JsonTokenCursor;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks a provider for the usage of a stream where the client did not. */
public final class StreamOptions {
  private StreamOptions() {}

  /**
   * The edit that turns {@code stream_options.include_usage} on; empty where the body asks for no
   * stream, where it is on already, and where {@code stream_options} is no object (that is for the
   * provider to refuse).
   */
  public static Optional<BodyEdit> addIncludeUsage(Prompt prompt) {
    RequestEnvelope requestEnvelope = prompt.envelope();
    if (!requestEnvelope.stream() || requestEnvelope.includeUsage()) {
      return Optional.empty();
    }
    byte[] body = prompt.body();
    ByteSpan options = requestEnvelope.streamOptions();
    if (options == null) {
      int at = JsonBlanks.skipBackward(body, requestEnvelope.object().end() - 1);
      return edit(at, ",\"stream_options\":{\"include_usage\":true}");
    }
    if (body[options.start()] == 'n') {
      return Optional.of(
          new BodyEdit.ReplaceEdit(options, "{\"include_usage\":true}".getBytes(UTF_8)));
    }
    if (body[options.start()] != '{') {
      return Optional.empty();
    }
    ByteSpan value = includeUsage(body, options);
    if (value != null) {
      return Optional.of(new BodyEdit.ReplaceEdit(value, "true".getBytes(UTF_8)));
    }
    boolean alone = body[JsonBlanks.skipForward(body, options.start() + 1)] == '}';
    return edit(options.start() + 1, "\"include_usage\":true" + (alone ? "" : ","));
  }

  private static Optional<BodyEdit> edit(int at, String json) {
    return Optional.of(new BodyEdit.InsertEdit(at, json.getBytes(UTF_8)));
  }

  /** The value of the last {@code include_usage}, null where there is none. */
  private static @Nullable ByteSpan includeUsage(byte[] body, ByteSpan options) {
    ByteSpan found = null;
    try (JsonTokenCursor jsonTokenCursor =
        new JsonTokenCursor(body, options.start(), options.end())) {
      jsonTokenCursor.enter();
      for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
        ByteSpan value = jsonTokenCursor.skip();
        found = key.equals("include_usage") ? value : found;
      }
    }
    return found;
  }
}
