package dev.compresh.session;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the sentences of a system text that should be the same with every turn: those without
 * numbers, paths, dates and words on time, place and versions. Errs by leaving out. Bounded.
 */
final class StableSystemText {
  /** Bytes that are read. */
  private static final int READ = 16_384;

  /** Characters that count, so that what changes may grow before them. */
  private static final int MOST = 1_024;

  private static final Set<String> CHANGING =
      Set.of(
          "branch",
          "clock",
          "commit",
          "commits",
          "committed",
          "current",
          "currently",
          "cwd",
          "date",
          "deleted",
          "directory",
          "folder",
          "git",
          "hostname",
          "location",
          "memory",
          "modified",
          "morning",
          "afternoon",
          "evening",
          "night",
          "now",
          "platform",
          "renamed",
          "staged",
          "status",
          "time",
          "timezone",
          "today",
          "tomorrow",
          "yesterday",
          "untracked",
          "uptime",
          "weather",
          "week",
          "workspace",
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday",
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december",
          "heute",
          "datum",
          "uhrzeit",
          "zeit",
          "verzeichnis",
          "ordner");

  /** Names and types of JSON around texts in blocks. */
  private static final Set<String> AROUND =
      Set.of("type", "text", "cache_control", "ephemeral", "ttl");

  private final StringBuilder out = new StringBuilder();
  private int room = READ;

  private StableSystemText() {}

  static String strip(Prompt prompt) {
    StableSystemText stable = new StableSystemText();
    byte[] body = prompt.body();
    for (ByteSpan byteSpan : prompt.envelope().fixed()) {
      if (isNamed(body, byteSpan, "\"system\"") || isNamed(body, byteSpan, "\"instructions\"")) {
        stable.read(body, byteSpan);
      }
    }
    for (Message message : prompt.messages()) {
      if (message.role() != MessageRole.SYSTEM) {
        break;
      }
      for (PromptPart promptPart : message.parts()) {
        if (promptPart instanceof PromptPart.TextPart textPart) {
          stable.read(body, textPart.literal());
        }
      }
    }
    return stable.out.substring(0, Math.min(MOST, stable.out.length()));
  }

  private void read(byte[] body, ByteSpan byteSpan) {
    int length = Math.min(byteSpan.length(), room);
    room -= length;
    // Escapes are undone in texts and in JSON around them alike, so that lines are lines.
    String text = JsonText.decode(body, new ByteSpan(byteSpan.start(), byteSpan.start() + length));
    String plain = ClientBlocks.strip(text);
    // What was cut off may end within a word.
    int end = length == byteSpan.length() ? plain.length() : plain.lastIndexOf('\n') + 1;
    int start = 0;
    while (start < end && out.length() < MOST) {
      int stop = plain.indexOf('\n', start);
      stop = stop < 0 || stop > end ? end : stop;
      String line = plain.substring(start, stop).strip();
      if (!isOfGitStatus(line)) {
        sentences(line);
      }
      start = stop + 1;
    }
  }

  private void sentences(String line) {
    int start = 0;
    for (int i = 0; i <= line.length(); i++) {
      boolean ends = i == line.length() || (isStop(line.charAt(i)) && isSpace(line, i + 1));
      if (ends) {
        sentence(line.substring(start, i));
        start = i + 1;
      }
    }
  }

  private void sentence(String sentence) {
    if (!isStable(sentence)) {
      return;
    }
    StringBuilder word = new StringBuilder();
    int mark = out.length();
    for (int i = 0; i <= sentence.length(); i++) {
      char c = i < sentence.length() ? sentence.charAt(i) : ' ';
      if (Character.isLetter(c) || c == '_') {
        word.append(c);
      } else if (!word.isEmpty()) {
        String small = word.toString().toLowerCase(Locale.ROOT);
        word.setLength(0);
        if (CHANGING.contains(small)) {
          out.setLength(mark);
          return;
        }
        if (!AROUND.contains(small)) {
          out.append(small).append(' ');
        }
      }
    }
  }

  /** Returns whether it holds no number, path or name of a file. */
  private static boolean isStable(String sentence) {
    for (int i = 0; i < sentence.length(); i++) {
      char c = sentence.charAt(i);
      boolean name = c == '.' && i + 1 < sentence.length() && !isSpace(sentence, i + 1);
      if (name || Character.isDigit(c) || c == '/' || c == '\\' || c == '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isStop(char c) {
    return c == '.' || c == '!' || c == '?';
  }

  private static boolean isSpace(String text, int at) {
    return at >= text.length() || text.charAt(at) == ' ';
  }

  /** Returns whether it is {@code M file} or {@code ?? file}. */
  private static boolean isOfGitStatus(String line) {
    int end = 0;
    while (end < line.length() && "MADRCUT?!".indexOf(line.charAt(end)) >= 0) {
      end++;
    }
    return end > 0
        && end < 3
        && end < line.length()
        && line.charAt(end) == ' '
        && line.indexOf(' ', end + 1) < 0;
  }

  /** Returns whether the value at {@code span} is under {@code key}, given with its quotes. */
  private static boolean isNamed(byte[] body, ByteSpan byteSpan, String key) {
    int at = lastNonBlank(body, byteSpan.start());
    if (at < 0 || body[at] != ':') {
      return false;
    }
    int end = lastNonBlank(body, at) + 1;
    int start = end - key.length();
    return start >= 0
        && key.equals(new String(body, start, key.length(), StandardCharsets.ISO_8859_1));
  }

  /** Offset of the last byte before {@code at} that is no white space, -1 where there is none. */
  private static int lastNonBlank(byte[] body, int at) {
    int i = at - 1;
    while (i >= 0 && body[i] <= ' ' && body[i] >= 0) {
      i--;
    }
    return i;
  }
}
