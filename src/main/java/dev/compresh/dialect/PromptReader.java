package dev.compresh.dialect;

import dev.compresh.json.JsonBlanks;
import dev.compresh.json.JsonTokenCursor;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads request bodies: where the messages, their texts and the fields stand that a proxy needs.
 * One pass; strings are stepped over, not decoded.
 */
public final class PromptReader {
  private PromptReader() {}

  /**
   * Returns what {@code body} says. Missing or odd conversations are not {@link MalformedBody}:
   * that is for the provider to judge; they come as a prompt that isn't plain.
   *
   * @param body UTF-8 JSON, with or without a byte-order mark; kept in the result, not copied
   */
  public static ParseResult read(Dialect dialect, byte[] body) {
    return read(dialect, body, null);
  }

  static ParseResult read(Dialect dialect, byte[] body, KnownPrompts.@Nullable KnownBody known) {
    int from = bom(body);
    int first = JsonBlanks.skipForward(body, from);
    if (first == body.length) {
      return new MalformedBody("Request body is empty. Send a JSON object.", first);
    }
    // Also keeps UTF-16 and UTF-32 out, which Jackson would guess.
    if (body[first] != '{' || (first + 1 < body.length && body[first + 1] == 0)) {
      return new MalformedBody(
          "Request body is not a JSON object in UTF-8 (byte " + first + ").", first);
    }
    try (JsonTokenCursor jsonTokenCursor = new JsonTokenCursor(body, first, body.length)) {
      Prompt prompt = new BodyReader(body, dialect, known).read(jsonTokenCursor);
      return jsonTokenCursor.atEnd() ? prompt : trailing(prompt.envelope().object().end());
    } catch (TooManyParts e) {
      return new MalformedBody(
          "Request body has more than "
              + BodyReader.MOST_PARTS
              + " messages and message parts. Send a shorter conversation.",
          first);
    } catch (StreamConstraintsException e) {
      return new MalformedBody(
          "Request body is nested deeper than "
              + JsonTokenCursor.MAX_DEPTH
              + " levels, or its field names collide (byte "
              + (first + errorOffset(e))
              + ").",
          first + errorOffset(e));
    } catch (JacksonException e) {
      // Jackson's own message may quote the body.
      String reason =
          e instanceof UnexpectedEndOfInputException ? "unexpected end of input" : "syntax error";
      return invalid(reason, first + errorOffset(e));
    }
  }

  private static int bom(byte[] body) {
    boolean bom =
        body.length >= 3
            && body[0] == (byte) 0xef
            && body[1] == (byte) 0xbb
            && body[2] == (byte) 0xbf;
    return bom ? 3 : 0;
  }

  private static MalformedBody trailing(int offset) {
    return invalid("text after the JSON object", offset);
  }

  private static MalformedBody invalid(String reason, long offset) {
    return new MalformedBody(
        "Request body is not valid JSON (" + reason + " at byte " + offset + ").", offset);
  }

  private static long errorOffset(JacksonException e) {
    return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
  }
}
