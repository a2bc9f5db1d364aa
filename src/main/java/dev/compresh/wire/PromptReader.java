package dev.compresh.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Reads request bodies: where the messages, their texts and the fields stand that a proxy needs.
 * One pass; strings are stepped over, not decoded.
 */
public final class PromptReader {
  private PromptReader() {}

  /**
   * What {@code body} says. Missing or odd conversations are not {@link Malformed}: that is for the
   * provider to judge; they come as a prompt that isn't plain.
   *
   * @param body UTF-8 JSON, with or without a byte-order mark; kept in the result, not copied
   */
  public static Parsed read(Dialect dialect, byte[] body) {
    return read(dialect, body, null);
  }

  static Parsed read(Dialect dialect, byte[] body, KnownPrompts.@Nullable Recollection known) {
    int from = bom(body);
    int first = Blanks.after(body, from);
    if (first == body.length) {
      return new Malformed("The body is empty; send a JSON object.", first);
    }
    // Also keeps UTF-16 and UTF-32 out, which Jackson would guess.
    if (body[first] != '{' || (first + 1 < body.length && body[first + 1] == 0)) {
      return new Malformed("The body is no JSON object in UTF-8.", first);
    }
    try (Cursor cursor = new Cursor(body, first, body.length)) {
      Prompt prompt = new BodyReader(body, dialect, known).read(cursor);
      return cursor.atEnd() ? prompt : trailing(prompt.envelope().object().end());
    } catch (TooManyParts e) {
      return new Malformed(
          "The body has more than " + BodyReader.MOST_PARTS + " messages and parts of messages.",
          first);
    } catch (StreamConstraintsException e) {
      return new Malformed(
          "The body nests deeper than " + Cursor.MAX_DEPTH + " values, or its names collide.",
          first + at(e));
    } catch (JacksonException e) {
      // Jackson's own message may quote the body.
      return new Malformed("The body is no valid JSON.", first + at(e));
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

  private static Malformed trailing(int offset) {
    return new Malformed("Something stands after the body's JSON object.", offset);
  }

  private static long at(JacksonException e) {
    return e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getByteOffset());
  }
}
