package dev.compresh.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A message while it is read. */
final class MessageDraft {
  final List<Part> parts = new ArrayList<>(2);

  /** Bytes that don't count for its digest, in order. */
  final List<Span> cuts = new ArrayList<>(0);

  final Once once = new Once();
  Role role = Role.USER;
  boolean odd;

  /** Reads the message's content; a lone text block counts as if it were the plain string. */
  Content content(Cursor cursor) {
    int before = cuts.size();
    Content content = Content.read(cursor, cuts, false);
    odd |= content.odd();
    Block only = content.onlyText();
    if (only != null && only.text != null) {
      cuts.subList(before, cuts.size()).clear();
      cuts.add(new Span(content.span().start(), only.text.start()));
      cuts.add(new Span(only.text.end(), content.span().end()));
    }
    return content;
  }

  /** Reads the {@code cache_control} of the message itself. */
  void cacheControl(Cursor cursor) {
    cuts.add(cursor.member(cursor.skip()));
  }

  /** A member that is never touched, where it holds anything. */
  void fixed(Cursor cursor, String type) {
    boolean value = cursor.atString() || cursor.atObject() || cursor.atArray();
    Span span = cursor.skip();
    if (value && span.length() > 2) {
      parts.add(new Part.Fixed(span, type));
    }
  }

  void role(String name) {
    switch (name) {
      case "user" -> role = Role.USER;
      case "assistant" -> role = Role.ASSISTANT;
      case "system", "developer" -> role = Role.SYSTEM;
      case "tool", "function" -> role = Role.TOOL;
      default -> {
        role = Role.SYSTEM;
        odd = true;
      }
    }
  }

  /** A conversation that is one string. */
  Message text(Span literal, Digester digester, byte[] body) {
    parts.add(new Part.Text(literal, literal, false));
    return message(0, literal, digester, body);
  }

  Message message(int index, Span span, Digester digester, byte[] body) {
    odd |= once.again();
    parts.sort(Comparator.comparingInt(part -> part.span().start()));
    Digest digest = digester.of(body, span, cuts);
    Digest spoken = role == Role.ASSISTANT ? digester.spoken(body, parts, cuts) : digest;
    return new Message(index, role, span, List.copyOf(parts), digest, spoken);
  }
}
