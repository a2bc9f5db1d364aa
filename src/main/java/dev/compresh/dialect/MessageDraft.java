package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.DuplicateKeyCheck;
import dev.compresh.json.JsonTokenCursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A message while it is read. */
final class MessageDraft {
  final List<PromptPart> parts = new ArrayList<>(2);

  /** Bytes that don't count for its digest, in order. */
  final List<ByteSpan> cuts = new ArrayList<>(0);

  final DuplicateKeyCheck once = new DuplicateKeyCheck();
  MessageRole role = MessageRole.USER;
  boolean odd;

  /** Reads the message's content; a lone text block counts as if it were the plain string. */
  MessageContent content(JsonTokenCursor jsonTokenCursor) {
    int before = cuts.size();
    MessageContent messageContent = MessageContent.read(jsonTokenCursor, cuts, false);
    odd |= messageContent.odd();
    ContentBlock only = messageContent.onlyText();
    if (only != null && only.text != null) {
      cuts.subList(before, cuts.size()).clear();
      cuts.add(new ByteSpan(messageContent.span().start(), only.text.start()));
      cuts.add(new ByteSpan(only.text.end(), messageContent.span().end()));
    }
    return messageContent;
  }

  /** Reads the {@code cache_control} of the message itself. */
  void cacheControl(JsonTokenCursor jsonTokenCursor) {
    cuts.add(jsonTokenCursor.member(jsonTokenCursor.skip()));
  }

  /** A member that is never touched, where it holds anything. */
  void fixed(JsonTokenCursor jsonTokenCursor, String type) {
    boolean value =
        jsonTokenCursor.atString() || jsonTokenCursor.atObject() || jsonTokenCursor.atArray();
    ByteSpan byteSpan = jsonTokenCursor.skip();
    if (value && byteSpan.length() > 2) {
      parts.add(new PromptPart.FixedPart(byteSpan, type));
    }
  }

  void role(String name) {
    switch (name) {
      case "user" -> role = MessageRole.USER;
      case "assistant" -> role = MessageRole.ASSISTANT;
      case "system", "developer" -> role = MessageRole.SYSTEM;
      case "tool", "function" -> role = MessageRole.TOOL;
      default -> {
        role = MessageRole.SYSTEM;
        odd = true;
      }
    }
  }

  /** A conversation that is one string. */
  Message text(ByteSpan literal, DigestBuilder digestBuilder, byte[] body) {
    parts.add(new PromptPart.TextPart(literal, literal, false));
    return message(0, literal, digestBuilder, body);
  }

  Message message(int index, ByteSpan byteSpan, DigestBuilder digestBuilder, byte[] body) {
    odd |= once.again();
    parts.sort(Comparator.comparingInt(promptPart -> promptPart.span().start()));
    ContentDigest contentDigest = digestBuilder.digest(body, byteSpan, cuts);
    ContentDigest spoken =
        role == MessageRole.ASSISTANT ? digestBuilder.spoken(body, parts, cuts) : contentDigest;
    return new Message(index, role, byteSpan, List.copyOf(parts), contentDigest, spoken);
  }
}
