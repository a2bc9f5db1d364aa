package dev.compresh.compression.dedup;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.GutterStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines back in the place of references, and numbers before lines that a thinned gutter left
 * without, from what is forwarded alone.
 *
 * @param names the results of the conversation
 * @param repeats what was forwarded of them
 */
public record PointerReader(ElisionMarkers markers, ResultNames names, LineIndex repeats) {

  /** Returns whether {@code line} is a reference. */
  public boolean isPointer(String line) {
    return markers.is(line) && !PointerText.read(ElisionMarkers.words(line)).isEmpty();
  }

  /**
   * Returns what {@code use} printed, of which {@code forwarded} is sent; null where a reference
   * leads nowhere, or to several places.
   *
   * @param reader number of the result
   */
  public @Nullable String restore(ToolUse use, String forwarded, int reader) {
    ForwardedText text = ForwardedText.read(use, forwarded, markers);
    List<String> out = new ArrayList<>(text.size());
    int last = -1;
    for (int i = 0; i < text.size(); i++) {
      String line = text.lines().get(i);
      if (text.bodies().get(i) == null && isPointer(line)) {
        String words = ElisionMarkers.words(line);
        ReferencedLines found =
            words.endsWith(CallEcho.WORDS)
                ? written(use, words, text)
                : lines(words, text, i, reader, last);
        if (found == null) {
          return null;
        }
        last = found.result() < 0 ? last : found.result();
        out.addAll(found.lines());
      } else {
        out.add(text.printed(i));
      }
    }
    return String.join("\n", out) + (forwarded.endsWith("\n") ? "\n" : "");
  }

  /**
   * The lines that a reference points to.
   *
   * @param result number of the result that holds it, -1 for the same one
   */
  private record ReferencedLines(int result, List<String> lines) {}

  /** The lines that {@code use} wrote, as {@code text} would print them. */
  private static @Nullable ReferencedLines written(ToolUse use, String words, ForwardedText text) {
    List<String> lines = CallEcho.lines(use);
    PointerText pointer = PointerText.read(words).getFirst();
    if (lines == null || lines.size() != pointer.count()) {
      return null;
    }
    List<@Nullable String> bodies = new ArrayList<>(lines);
    ForwardedText there = ForwardedText.plain(bodies);
    List<String> printed = printed(pointer, text, there, 0);
    return printed == null ? null : new ReferencedLines(-1, printed);
  }

  /** The lines that {@code words} at line {@code at} of {@code text} stand for. */
  private @Nullable ReferencedLines lines(
      String words, ForwardedText text, int at, int reader, int last) {
    ReferencedLines found = null;
    for (PointerText pointer : PointerText.read(words)) {
      int result =
          pointer.name().isEmpty()
              ? -1
              : pointer.isThere() ? last : names.find(pointer.name(), reader);
      ForwardedText there = pointer.name().isEmpty() ? text : repeats.text(result);
      List<String> lines = there == null ? null : lines(pointer, text, there, at);
      if (lines != null && found != null && !found.lines().equals(lines)) {
        return null;
      }
      found = lines == null ? found : new ReferencedLines(result, lines);
    }
    return found;
  }

  private static @Nullable List<String> lines(
      PointerText pointer, ForwardedText text, ForwardedText there, int at) {
    if (pointer.count() == 0) {
      return whole(there);
    }
    int line = pointer.name().isEmpty() ? own(pointer, text, at) : place(pointer, there);
    return line < 0 || line + pointer.count() > there.size()
        ? null
        : printed(pointer, text, there, line);
  }

  private static int own(PointerText pointer, ForwardedText text, int at) {
    return pointer.from().isEmpty() || pointer.to().isEmpty()
        ? -1
        : LineQuote.place(text.bodies(), at, pointer.from(), pointer.to(), pointer.count());
  }

  private static int place(PointerText pointer, ForwardedText there) {
    PointerText.LocalLines numbers = pointer.there();
    int count = pointer.count();
    if (numbers != null) {
      int line = there.place(numbers.first());
      boolean goesOn =
          numbers.size() == count && line >= 0 && there.place(numbers.last()) == line + count - 1;
      return goesOn ? line : -1;
    }
    String from = pointer.from();
    String to = pointer.to();
    if (!from.isEmpty() && !to.isEmpty()) {
      return LineQuote.place(there.bodies(), there.to(), from, to, count);
    }
    boolean begins = from.isEmpty();
    int line = begins ? there.from() : there.to() - count;
    if ((!begins && there.isOpen()) || line < there.from() || line + count > there.to()) {
      return -1;
    }
    boolean all = begins && to.isEmpty();
    boolean quoted =
        begins
            ? all || LineQuote.isOf(to, there.bodies().get(line + count - 1))
            : LineQuote.isOf(from, there.bodies().get(line));
    return quoted && (!all || there.isAll(line, count)) ? line : -1;
  }

  private static @Nullable List<String> whole(ForwardedText there) {
    if (there.isOpen()) {
      return null;
    }
    List<String> lines = new ArrayList<>(there.size());
    for (int i = there.from(); i < there.to(); i++) {
      if (there.bodies().get(i) == null) {
        return null;
      }
      lines.add(there.printed(i));
    }
    return lines;
  }

  private static @Nullable List<String> printed(
      PointerText pointer, ForwardedText text, ForwardedText there, int line) {
    PointerText.LocalLines localLines = pointer.here();
    GutterStyle style = text.style() == null ? there.style() : text.style();
    List<String> lines = new ArrayList<>(pointer.count());
    for (int i = 0; i < pointer.count(); i++) {
      String body = there.bodies().get(line + i);
      if (body == null) {
        return null;
      }
      lines.add(
          localLines == null || style == null ? body : style.print(localLines.first() + i) + body);
    }
    return lines;
  }
}
