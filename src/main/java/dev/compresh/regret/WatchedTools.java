package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.agent.TextCalls;
import dev.compresh.compression.eviction.FileAccess;
import dev.compresh.compression.eviction.PatchedFiles;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tool calls of a watched session: what was read, run and edited, and what of it was cut. */
final class WatchedTools {
  /** What comes again later than so many messages after the cut has other reasons. */
  private static final int SOON = 40;

  private static final int MOST_RESULTS = 4_000;
  private static final int MOST_CALLS = 1_000;

  private record WatchedCall(ToolUse use, long target) {}

  private final Map<String, WatchedCall> calls = new HashMap<>();
  private final Deque<WatchedResult> results = new ArrayDeque<>();
  private final Map<Long, List<WatchedResult>> byTarget = new HashMap<>();
  private final Map<Long, List<WatchedResult>> byFile = new HashMap<>();
  private final Map<Long, WatchedResult> byPlace = new HashMap<>();
  private int edits;

  int size() {
    return 160 * results.size() + 400 * calls.size();
  }

  void truncate(int length) {
    while (!results.isEmpty() && results.getLast().message >= length) {
      forget(results.removeLast());
    }
  }

  private void forget(WatchedResult result) {
    byPlace.remove(place(result.message, result.ordinal));
    forget(byTarget, result.target, result);
    forget(byFile, result.file, result);
  }

  private static void forget(Map<Long, List<WatchedResult>> index, long key, WatchedResult result) {
    List<WatchedResult> same = index.get(key);
    if (same != null) {
      same.remove(result);
      if (same.isEmpty()) {
        index.remove(key);
      }
    }
  }

  void add(Prompt prompt, Message message, @Nullable List<RegretSign> regrets) {
    int ordinal = 0;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolCall call) {
        String arguments = json(prompt.body(), call.arguments());
        called(call.id(), ToolUse.read(call.name(), arguments), arguments);
      } else if (promptPart instanceof PromptPart.ToolResult result) {
        add(prompt, message.index(), ordinal++, result, regrets);
      } else if (promptPart instanceof PromptPart.TextPart textPart
          && message.role() == MessageRole.ASSISTANT) {
        String said = prompt.text(textPart);
        ToolUse use = TextCalls.last(said);
        if (use != null) {
          called(InlineResults.CALL, use, use.command() + use.target());
        }
      }
    }
  }

  private void called(String id, ToolUse use, String arguments) {
    if (calls.size() < MOST_CALLS || calls.containsKey(id)) {
      calls.put(id, new WatchedCall(use, hash(use.tool() + '\n' + arguments)));
    }
  }

  private void add(
      Prompt prompt,
      int message,
      int ordinal,
      PromptPart.ToolResult result,
      @Nullable List<RegretSign> regrets) {
    WatchedCall watchedCall = calls.remove(result.callId());
    if (watchedCall == null) {
      return;
    }
    StringBuilder joined = new StringBuilder();
    result.texts().forEach(textPart -> joined.append(prompt.text(textPart)));
    String text = joined.toString();
    FileAccess fileAccess = FileAccess.of(watchedCall.use, text);
    List<String> written = PatchedFiles.of(watchedCall.use);
    if (fileAccess.known() && fileAccess.changes()) {
      written = List.of(fileAccess.path());
    }
    if (!written.isEmpty()) {
      if (EditRecognizer.isRefusal(text)) {
        refused(written, text, regrets);
      } else if (!EditRecognizer.isFailure(result.error(), text)) {
        edited(written);
      }
      return;
    }
    if (EditRecognizer.isUnnamedEdit(watchedCall.use)) {
      edits++;
      results.forEach(WatchedResult::outdate);
    }
    if (EditRecognizer.isFailure(result.error(), text)) {
      return;
    }
    long target = fileAccess.known() ? path(fileAccess.path()) : watchedCall.target;
    if (regrets != null) {
      again(watchedCall.use, fileAccess, target, message, text, regrets);
    }
    keep(
        fileAccess.known()
            ? WatchedResult.ofRead(
                message, ordinal, target, file(fileAccess.path()), fileAccess, edits)
            : WatchedResult.of(message, ordinal, target, edits));
  }

  private void again(
      ToolUse use,
      FileAccess fileAccess,
      long target,
      int now,
      String text,
      List<RegretSign> regrets) {
    boolean read = fileAccess.known() || use.command().isEmpty();
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    for (WatchedResult earlier : byTarget.getOrDefault(target, List.of())) {
      boolean same = fileAccess.known() ? earlier.covers(fileAccess) : earlier.edits == edits;
      if (same && !earlier.isOutdated() && earlier.isCutSince(now, SOON)) {
        layers.addAll(earlier.layers());
      }
    }
    RegretKind kind = read ? RegretKind.READ_AGAIN : RegretKind.RUN_AGAIN;
    layers.forEach(layer -> regrets.add(new RegretSign(kind, layer, text.length() / 4)));
  }

  private void refused(List<String> files, String text, @Nullable List<RegretSign> regrets) {
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    for (String file : files) {
      for (WatchedResult earlier : byFile.getOrDefault(file(file), List.of())) {
        if (earlier.isCut() && !earlier.isOutdated()) {
          layers.addAll(earlier.layers());
        }
      }
    }
    if (regrets != null) {
      layers.forEach(
          layer -> regrets.add(new RegretSign(RegretKind.EDIT_REFUSED, layer, text.length() / 4)));
    }
  }

  private void edited(Collection<String> files) {
    edits++;
    for (String file : files) {
      byFile.getOrDefault(file(file), List.of()).forEach(WatchedResult::outdate);
    }
  }

  private void keep(WatchedResult result) {
    if (results.size() >= MOST_RESULTS) {
      forget(results.removeFirst());
    }
    results.addLast(result);
    byPlace.put(place(result.message, result.ordinal), result);
    byTarget.computeIfAbsent(result.target, t -> new ArrayList<>(2)).add(result);
    if (result.file != 0) {
      byFile.computeIfAbsent(result.file, f -> new ArrayList<>(2)).add(result);
    }
  }

  /** Notes that {@code rewrite} cuts a result of {@code message}; whether that is new. */
  boolean cut(Message message, PlannedChange.TextRewrite textRewrite, int messages) {
    int ordinal = 0;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolResult result) {
        if (result.texts().contains(textRewrite.part())) {
          WatchedResult watched = byPlace.get(place(message.index(), ordinal));
          return watched != null && watched.cut(textRewrite.layer(), messages);
        }
        ordinal++;
      }
    }
    return false;
  }

  private static long place(int message, int ordinal) {
    return ((long) message << 20) + ordinal;
  }

  /** Edits name files in other ways than reads: by the name alone none is missed. */
  private static long file(String path) {
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return hash("name\n" + path.substring(slash + 1));
  }

  private static long path(String path) {
    return hash("file\n" + (path.startsWith("./") ? path.substring(2) : path));
  }

  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static String json(byte[] body, ByteSpan byteSpan) {
    return byteSpan.length() > 0 && body[byteSpan.start()] == '"'
        ? JsonText.decode(body, byteSpan)
        : new String(body, byteSpan.start(), byteSpan.length(), StandardCharsets.UTF_8);
  }
}
