package dev.compresh.compression.agent;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.Layer;
import dev.compresh.compression.LayerHistory;
import dev.compresh.compression.PlanDraft;
import dev.compresh.compression.TokenCounter;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.dedup.LineIndex;
import dev.compresh.compression.dedup.ResultName;
import dev.compresh.compression.dedup.ResultNames;
import dev.compresh.compression.eviction.FileAccess;
import dev.compresh.compression.output.ToolOutputCompressor;
import dev.compresh.compression.plaintext.InlineResults;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tool results. Layers {@code tool_output} and {@code dedup} decide when a result is first seen, on
 * its own text and on what was forwarded before it. Nothing changes after that but by an eviction.
 */
public final class AgentHistory implements LayerHistory {
  private final CompressionPolicy compressionPolicy;
  private final ToolCalls toolCalls = new ToolCalls();
  private final StartedCommands started = new StartedCommands();
  private final ResultNames names = new ResultNames();
  private final EvictionLayer evictionLayer;
  private final boolean evicts;
  private final CompressionContext compressionContext;
  private int head;
  private int arriving;
  private boolean cold;

  /** The state of the conversation now, and before each eviction. */
  private ConversationSnapshot conversationSnapshot = ConversationSnapshot.fresh();

  private final List<ConversationSnapshot> before = new ArrayList<>();

  public AgentHistory(CompressionPolicy compressionPolicy, ElisionMarkers elisionMarkers) {
    this(compressionPolicy, elisionMarkers, true);
  }

  private AgentHistory(
      CompressionPolicy compressionPolicy, ElisionMarkers elisionMarkers, boolean evicts) {
    boolean lossy =
        compressionPolicy.mode() == CompressionMode.BALANCED
            || compressionPolicy.mode() == CompressionMode.MAX;
    this.compressionPolicy = compressionPolicy;
    this.evicts = evicts;
    CompressionMode outputs = lossy && evicts ? compressionPolicy.mode() : CompressionMode.LOSSLESS;
    this.compressionContext =
        new CompressionContext(
            elisionMarkers, new ToolOutputCompressor(elisionMarkers), outputs, names);
    this.evictionLayer = new EvictionLayer(compressionPolicy, compressionContext);
  }

  /**
   * A history that decides about a result when it is new, by what loses nothing, and never again.
   */
  public static AgentHistory appendOnly(
      CompressionPolicy compressionPolicy, ElisionMarkers elisionMarkers) {
    return new AgentHistory(compressionPolicy, elisionMarkers, false);
  }

  @Override
  public void arriving(int tokens, boolean coldCache) {
    arriving = tokens;
    cold = coldCache;
  }

  @Override
  public void begin(int tokens) {
    head = tokens;
  }

  @Override
  public void append(Message message, List<String> texts, TokenCounter tokens) {
    append(message, texts, List.of(), tokens);
  }

  @Override
  public void append(
      Message message, List<String> texts, List<String> arguments, TokenCounter tokens) {
    take(message, texts, arguments, null, tokens, false);
  }

  @Override
  public void pass(
      Message message, List<String> texts, List<String> arguments, TokenCounter tokens) {
    take(message, texts, arguments, null, tokens, true);
  }

  @Override
  public void replay(
      Message message,
      List<String> texts,
      List<String> arguments,
      List<String> sent,
      TokenCounter tokens) {
    take(message, texts, arguments, sent, tokens, false);
  }

  private void take(
      Message message,
      List<String> texts,
      List<String> arguments,
      @Nullable List<String> sent,
      TokenCounter tokens,
      boolean keep) {
    long size = head;
    List<AgentTurn> turns = conversationSnapshot.turns();
    long forwarded = arriving + (turns.isEmpty() ? 0 : turns.getLast().forwarded());
    if (!turns.isEmpty()) {
      size = turns.getLast().tokens();
    }
    for (String text : texts) {
      size += tokens.count(text);
    }
    for (String json : arguments) {
      size += tokens.count(json);
    }
    List<FileAccess> accesses = new ArrayList<>();
    // What was folded does not stand in the prompt any more.
    called(message, sent == null ? texts : sent, arguments, accesses);
    List<DecidedResult> results = results(message, texts, sent, tokens, keep);
    boolean answers = message.role() == MessageRole.ASSISTANT;
    SavingsBudget savingsBudget =
        turns.isEmpty() ? SavingsBudget.empty(compressionPolicy) : turns.getLast().bank();
    if (answers) {
      savingsBudget = savingsBudget.request(answered());
    }
    for (DecidedResult decidedResult : results) {
      forwarded -= decidedResult.crush().saved();
    }
    int requests = requests() + (answers ? 1 : 0);
    int known = results.size() + (turns.isEmpty() ? 0 : turns.getLast().sums().results());
    AgentTurn.TurnSums turnSums = new AgentTurn.TurnSums(requests, known);
    turns.add(new AgentTurn(answers, size, forwarded, turnSums, accesses, results, savingsBudget));
    putBack(results, tokens);
    ConversationSnapshot next =
        evicts ? evictionLayer.evict(conversationSnapshot, cold, keep, tokens) : null;
    if (next != null) {
      before.add(conversationSnapshot);
      conversationSnapshot = next;
    }
  }

  /** Puts back what was cut and what a new result says is still there. */
  private void putBack(List<DecidedResult> fresh, TokenCounter tokens) {
    List<DecidedResult> missing = StubTargets.cut(conversationSnapshot, fresh);
    if (missing.isEmpty()) {
      return;
    }
    Map<ResultPosition, CompressedResult> whole = new HashMap<>();
    long more = 0;
    for (DecidedResult result : missing) {
      int size = result.crush().before();
      CompressedResult untouched =
          CompressedResult.untouched(
              result.use(), result.original(), size, compressionContext.markers());
      whole.put(result.spot(), untouched);
      more += size - result.crush().after();
    }
    before.add(conversationSnapshot);
    conversationSnapshot =
        conversationSnapshot
            .withoutResults(whole, compressionContext, tokens)
            .paid(-more, more * compressionPolicy.prices().write());
  }

  /** Tokens by which the results since the last answer are smaller than they came. */
  private long answered() {
    long saved = 0;
    List<AgentTurn> turns = conversationSnapshot.turns();
    for (int i = turns.size() - 1; i >= 0 && !turns.get(i).answers(); i--) {
      saved += turns.get(i).results().stream().mapToLong(r -> r.crush().saved()).sum();
    }
    return saved;
  }

  private int requests() {
    return conversationSnapshot.requests();
  }

  private void called(
      Message message, List<String> texts, List<String> arguments, List<FileAccess> accesses) {
    Iterator<String> json = arguments.iterator();
    boolean any = false;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolCall call && json.hasNext()) {
        ToolUse use = ToolUse.read(call.name(), json.next());
        called(message.index(), call.id(), use, accesses);
        any = true;
      }
    }
    if (!any && message.role() == MessageRole.ASSISTANT) {
      String said = String.join("\n", texts);
      ToolUse use = TextCalls.last(said);
      if (use != null) {
        called(message.index(), InlineResults.CALL, use, accesses);
      } else {
        for (CodeFences.FencedBlock fencedBlock : CodeFences.findBlocks(said)) {
          wrote(fencedBlock, accesses);
        }
      }
    }
  }

  private void called(int message, String id, ToolUse use, List<FileAccess> accesses) {
    toolCalls.add(message, id, use);
    wrote(use, accesses);
  }

  private static void wrote(CodeFences.FencedBlock fencedBlock, List<FileAccess> accesses) {
    String what = fencedBlock.edit() ? "edit" : "code block";
    wrote(new ToolUse(what, "", fencedBlock.path(), List.of(fencedBlock.text())), accesses);
  }

  private static void wrote(ToolUse use, List<FileAccess> accesses) {
    accesses.addAll(FileAccess.changes(use));
  }

  private List<DecidedResult> results(
      Message message,
      List<String> texts,
      @Nullable List<String> sent,
      TokenCounter tokens,
      boolean keep) {
    List<DecidedResult> results = new ArrayList<>();
    int at = 0;
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.TextPart) {
        at++;
      } else if (promptPart instanceof PromptPart.ToolResult result) {
        ToolUse use = started.resolve(toolCalls.find(result.callId()));
        if (result.callId().equals(InlineResults.CALL) && at < texts.size()) {
          use = InlineHeading.use(texts.get(at), use);
        }
        boolean suspended =
            !compressionPolicy.suspensions().allow(Layer.TOOL_OUTPUT, message.index())
                || !compressionPolicy.suspensions().allow(Layer.DEDUP, message.index());
        boolean spared = result.error() || compressionPolicy.skipTools().contains(use.tool());
        ResultParts parts = ResultParts.of(texts.subList(at, at + result.texts().size()));
        for (int i = 0; i < result.texts().size(); i++) {
          String settled = sent == null ? null : sent.get(at);
          String text = texts.get(at++);
          started.add(message.index(), use, text);
          ResultName name = parts.name(names, message.index(), use, i);
          HistoryPlace historyPlace =
              new HistoryPlace(message.index(), results.size(), use, name, spared);
          boolean fixed = keep || spared || suspended || text.equals(settled);
          results.add(result(historyPlace, text, settled, fixed, tokens));
        }
      }
    }
    return results;
  }

  private record HistoryPlace(
      int message, int text, ToolUse use, ResultName name, boolean spared) {}

  private DecidedResult result(
      HistoryPlace historyPlace,
      String text,
      @Nullable String settled,
      boolean fixed,
      TokenCounter tokens) {
    ToolUse use = historyPlace.use();
    int message = historyPlace.message();
    LineIndex lineIndex = conversationSnapshot.repeats();
    ResultName name = historyPlace.name();
    CompressedResult compressedResult =
        fixed
            ? CompressedResult.untouched(
                use, text, tokens.count(text), compressionContext.markers())
            : CompressedResult.of(use, name, text, compressionContext, lineIndex, tokens);
    if (settled != null && !settled.equals(compressedResult.forwarded())) {
      compressedResult =
          CompressedResult.settled(use, text, settled, compressionContext.markers(), tokens);
    }
    lineIndex.add(message, name, compressedResult.lines());
    ResultPosition resultPosition = new ResultPosition(message, historyPlace.text());
    return DecidedResult.of(
        resultPosition, use, text, compressedResult, name, historyPlace.spared());
  }

  @Override
  public void truncate(int messages) {
    while (conversationSnapshot.from() > messages) {
      conversationSnapshot = before.removeLast();
    }
    while (conversationSnapshot.turns().size() > messages) {
      conversationSnapshot.turns().removeLast();
    }
    toolCalls.truncate(messages);
    started.truncate(messages);
    conversationSnapshot.repeats().truncate(messages);
    names.truncate(messages);
  }

  @Override
  public int size() {
    return conversationSnapshot.turns().size();
  }

  @Override
  public void contribute(PlanDraft planDraft) {
    if (conversationSnapshot.bare()) {
      return;
    }
    for (AgentTurn agentTurn : conversationSnapshot.turns()) {
      for (DecidedResult decidedResult : agentTurn.results()) {
        ResultRewrite resultRewrite = decidedResult.rewrite();
        if (resultRewrite != null) {
          write(resultRewrite, planDraft);
        }
      }
    }
  }

  private static void write(ResultRewrite resultRewrite, PlanDraft planDraft) {
    Message message = planDraft.prompt().messages().get(resultRewrite.message());
    planDraft.rewrite(
        message,
        results(message).get(resultRewrite.text()),
        resultRewrite.put(),
        resultRewrite.before(),
        resultRewrite.after(),
        resultRewrite.layer(),
        resultRewrite.reason());
  }

  private static List<PromptPart.TextPart> results(Message message) {
    List<PromptPart.TextPart> texts = new ArrayList<>();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolResult result) {
        texts.addAll(result.texts());
      }
    }
    return texts;
  }
}
