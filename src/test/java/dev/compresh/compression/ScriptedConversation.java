package dev.compresh.compression;

import dev.compresh.dialect.ContentDigest;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.FixedSpans;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.ObjectReferences;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.RequestEnvelope;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A conversation for tests, as the chat API sends it, growing message by message. */
public final class ScriptedConversation {
  private final List<ScriptedMessage> lines = new ArrayList<>();
  private int calls;

  /** One message: a text, and the call that an assistant makes with it. */
  public record ScriptedMessage(
      MessageRole role, String text, String id, String name, String arguments) {}

  public ScriptedConversation system(String text) {
    return add(new ScriptedMessage(MessageRole.SYSTEM, text, "", "", ""));
  }

  public ScriptedConversation user(String text) {
    return add(new ScriptedMessage(MessageRole.USER, text, "", "", ""));
  }

  public ScriptedConversation assistant(String text) {
    return add(new ScriptedMessage(MessageRole.ASSISTANT, text, "", "", ""));
  }

  /** A call of {@code name} with JSON {@code arguments}, and its result. */
  public ScriptedConversation tool(String name, String arguments, String result) {
    String id = "call_" + calls++;
    add(new ScriptedMessage(MessageRole.ASSISTANT, "", id, name, arguments));
    return add(new ScriptedMessage(MessageRole.TOOL, result, id, "", ""));
  }

  /** A shell command and what it printed. */
  public ScriptedConversation bash(String command, String output) {
    return tool("bash", "{\"command\":" + json(command) + "}", output);
  }

  public ScriptedConversation add(ScriptedMessage scriptedMessage) {
    lines.add(scriptedMessage);
    return this;
  }

  public List<ScriptedMessage> lines() {
    return lines;
  }

  /** The first {@code size} messages as a conversation of their own. */
  public ScriptedConversation upTo(int size) {
    ScriptedConversation scriptedConversation = new ScriptedConversation();
    scriptedConversation.lines.addAll(lines.subList(0, size));
    scriptedConversation.calls = calls;
    return scriptedConversation;
  }

  public int size() {
    return lines.size();
  }

  public Prompt prompt() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    put(out, "{\"model\":\"gpt-4o\",\"messages\":");
    int from = out.size();
    List<Message> messages = new ArrayList<>();
    String before = "[";
    for (ScriptedMessage scriptedMessage : lines) {
      put(out, before);
      messages.add(message(out, messages.size(), scriptedMessage));
      before = ",";
    }
    put(out, "]");
    ByteSpan array = new ByteSpan(from, out.size());
    put(out, "}");
    ByteSpan object = new ByteSpan(0, out.size());
    RequestEnvelope requestEnvelope =
        new RequestEnvelope(
            object,
            "gpt-4o",
            null,
            false,
            null,
            false,
            -1,
            1,
            FixedSpans.NONE,
            false,
            null,
            ObjectReferences.NONE);
    return new Prompt(out.toByteArray(), Dialect.CHAT, requestEnvelope, messages, array, true);
  }

  private static Message message(
      ByteArrayOutputStream out, int index, ScriptedMessage scriptedMessage) {
    int start = out.size();
    List<PromptPart> parts = new ArrayList<>();
    put(
        out,
        "{\"role\":\""
            + scriptedMessage.role().name().toLowerCase(Locale.ROOT)
            + "\",\"content\":");
    ByteSpan literal = put(out, json(scriptedMessage.text()));
    PromptPart.TextPart textPart = new PromptPart.TextPart(literal, literal, false);
    if (scriptedMessage.role() == MessageRole.TOOL) {
      put(out, ",\"tool_call_id\":\"" + scriptedMessage.id() + "\"");
      parts.add(
          new PromptPart.ToolResult(
              literal, scriptedMessage.id(), false, List.of(textPart), true, false));
    } else {
      parts.add(textPart);
    }
    if (!scriptedMessage.name().isEmpty()) {
      put(out, ",\"tool_calls\":[{\"id\":\"" + scriptedMessage.id() + "\",\"type\":\"function\",");
      put(out, "\"function\":{\"name\":\"" + scriptedMessage.name() + "\",\"arguments\":");
      ByteSpan arguments = put(out, json(scriptedMessage.arguments()));
      put(out, "}}]");
      parts.add(
          new PromptPart.ToolCall(
              arguments, scriptedMessage.id(), scriptedMessage.name(), arguments));
    }
    put(out, "}");
    ByteSpan byteSpan = new ByteSpan(start, out.size());
    return new Message(
        index, scriptedMessage.role(), byteSpan, parts, digest(out.toByteArray(), start));
  }

  private static ByteSpan put(ByteArrayOutputStream out, String json) {
    int start = out.size();
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return new ByteSpan(start, out.size());
  }

  private static String json(String text) {
    return new String(JsonText.encode(text), StandardCharsets.UTF_8);
  }

  private static ContentDigest digest(byte[] bytes, int from) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes, from, bytes.length - from);
      ByteBuffer sum = ByteBuffer.wrap(sha.digest());
      return new ContentDigest(sum.getLong(), sum.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
