package dev.compresh.compress;

import dev.compresh.wire.Dialect;
import dev.compresh.wire.Digest;
import dev.compresh.wire.Envelope;
import dev.compresh.wire.JsonText;
import dev.compresh.wire.Message;
import dev.compresh.wire.ObjectReferences;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Role;
import dev.compresh.wire.Span;
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
  public record ScriptedMessage(Role role, String text, String id, String name, String arguments) {}

  public ScriptedConversation system(String text) {
    return add(new ScriptedMessage(Role.SYSTEM, text, "", "", ""));
  }

  public ScriptedConversation user(String text) {
    return add(new ScriptedMessage(Role.USER, text, "", "", ""));
  }

  public ScriptedConversation assistant(String text) {
    return add(new ScriptedMessage(Role.ASSISTANT, text, "", "", ""));
  }

  /** A call of {@code name} with JSON {@code arguments}, and its result. */
  public ScriptedConversation tool(String name, String arguments, String result) {
    String id = "call_" + calls++;
    add(new ScriptedMessage(Role.ASSISTANT, "", id, name, arguments));
    return add(new ScriptedMessage(Role.TOOL, result, id, "", ""));
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
    Span array = new Span(from, out.size());
    put(out, "}");
    Span object = new Span(0, out.size());
    Envelope envelope =
        new Envelope(
            object,
            "gpt-4o",
            null,
            false,
            null,
            false,
            -1,
            1,
            List.of(),
            false,
            null,
            ObjectReferences.NONE);
    return new Prompt(out.toByteArray(), Dialect.CHAT, envelope, messages, array, true);
  }

  private static Message message(ByteArrayOutputStream out, int index, ScriptedMessage scriptedMessage) {
    int start = out.size();
    List<Part> parts = new ArrayList<>();
    put(out, "{\"role\":\"" + scriptedMessage.role().name().toLowerCase(Locale.ROOT) + "\",\"content\":");
    Span literal = put(out, json(scriptedMessage.text()));
    Part.Text text = new Part.Text(literal, literal, false);
    if (scriptedMessage.role() == Role.TOOL) {
      put(out, ",\"tool_call_id\":\"" + scriptedMessage.id() + "\"");
      parts.add(new Part.ToolResult(literal, scriptedMessage.id(), false, List.of(text), true, false));
    } else {
      parts.add(text);
    }
    if (!scriptedMessage.name().isEmpty()) {
      put(out, ",\"tool_calls\":[{\"id\":\"" + scriptedMessage.id() + "\",\"type\":\"function\",");
      put(out, "\"function\":{\"name\":\"" + scriptedMessage.name() + "\",\"arguments\":");
      Span arguments = put(out, json(scriptedMessage.arguments()));
      put(out, "}}]");
      parts.add(new Part.ToolCall(arguments, scriptedMessage.id(), scriptedMessage.name(), arguments));
    }
    put(out, "}");
    Span span = new Span(start, out.size());
    return new Message(index, scriptedMessage.role(), span, parts, digest(out.toByteArray(), start));
  }

  private static Span put(ByteArrayOutputStream out, String json) {
    int start = out.size();
    out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
    return new Span(start, out.size());
  }

  private static String json(String text) {
    return new String(JsonText.encode(text), StandardCharsets.UTF_8);
  }

  private static Digest digest(byte[] bytes, int from) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(bytes, from, bytes.length - from);
      ByteBuffer sum = ByteBuffer.wrap(sha.digest());
      return new Digest(sum.getLong(), sum.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
