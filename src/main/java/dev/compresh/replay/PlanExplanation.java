package dev.compresh.replay;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import dev.compresh.compression.PromptTokens;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Explains what compression does to one request, message by message, and why. Holds the texts: it
 * is for the eyes of those who own them.
 *
 * @param original input tokens as the client sent them
 * @param forwarded input tokens as they would go to the provider
 * @param note why nothing was done, where nothing was, else empty
 * @param savedByLayer tokens that each layer took away (recall: added, so below zero)
 * @param messages all messages in order
 */
public record PlanExplanation(
    int original,
    int forwarded,
    String note,
    Map<Layer, Integer> savedByLayer,
    List<MessageView> messages) {
  /**
   * A message.
   *
   * @param index its place, from 0
   * @param tools names of the tools whose results it holds
   * @param before its tokens as sent by the client
   * @param after its tokens as forwarded, 0 where it goes
   */
  public record MessageView(
      int index, String role, List<String> tools, int before, int after, List<ExplainedCut> cuts) {}

  /**
   * One change.
   *
   * @param reason why, in a few words
   * @param original the text before, empty where something was added
   * @param forwarded the text after, empty where the message goes
   */
  public record ExplainedCut(
      Layer layer, String reason, int before, int after, String original, String forwarded) {}

  /** Returns what {@code compressor} does to {@code prompt} under {@code policy}. */
  public static PlanExplanation of(
      Prompt prompt,
      Compressor compressor,
      PromptTokens tokens,
      CompressionPolicy compressionPolicy) {
    CompressionPlan compressionPlan = compressor.plan(prompt, compressionPolicy, TimeLimit.PATIENT);
    Map<Integer, List<PlannedChange>> byMessage =
        compressionPlan.changes().stream()
            .collect(
                Collectors.groupingBy(PlannedChange::message, TreeMap::new, Collectors.toList()));
    Map<Layer, Integer> saved = new EnumMap<>(Layer.class);
    compressionPlan
        .changes()
        .forEach(c -> saved.merge(c.layer(), c.tokensBefore() - c.tokensAfter(), Integer::sum));
    Map<String, String> tools = new HashMap<>();
    List<MessageView> views = new ArrayList<>();
    for (Message message : prompt.messages()) {
      int before = tokens.count(prompt, message);
      int after = before;
      List<ExplainedCut> cuts = new ArrayList<>();
      for (PlannedChange plannedChange : byMessage.getOrDefault(message.index(), List.of())) {
        after += plannedChange.tokensAfter() - plannedChange.tokensBefore();
        cuts.add(cut(prompt, message, plannedChange));
      }
      String role = message.role().name().toLowerCase(Locale.ROOT);
      views.add(
          new MessageView(
              message.index(), role, answering(message, tools), before, Math.max(0, after), cuts));
    }
    return new PlanExplanation(
        compressionPlan.original(),
        compressionPlan.forwarded(),
        compressionPlan.note(),
        saved,
        views);
  }

  private static ExplainedCut cut(Prompt prompt, Message message, PlannedChange plannedChange) {
    String original =
        switch (plannedChange) {
          case PlannedChange.TextRewrite textRewrite -> prompt.text(textRewrite.part());
          case PlannedChange.TextPrepend ignored -> "";
          case PlannedChange.WithoutReasoning ignored -> "[thinking]";
          case PlannedChange.MessageDrop ignored -> text(prompt, message);
        };
    String forwarded =
        switch (plannedChange) {
          case PlannedChange.TextRewrite textRewrite -> textRewrite.text();
          case PlannedChange.TextPrepend textPrepend -> textPrepend.text();
          case PlannedChange.MessageDrop ignored -> "";
          case PlannedChange.WithoutReasoning ignored -> "";
        };
    return new ExplainedCut(
        plannedChange.layer(),
        plannedChange.reason(),
        plannedChange.tokensBefore(),
        plannedChange.tokensAfter(),
        original,
        forwarded);
  }

  private static String text(Prompt prompt, Message message) {
    List<String> texts = new ArrayList<>();
    for (PromptPart promptPart : message.parts()) {
      switch (promptPart) {
        case PromptPart.TextPart textPart -> texts.add(prompt.text(textPart));
        case PromptPart.ToolResult result -> result.texts().forEach(t -> texts.add(prompt.text(t)));
        case PromptPart.ToolCall call -> texts.add("[call of " + call.name() + "]");
        case PromptPart.NamePart namePart -> texts.add("[name " + namePart.name() + "]");
        case PromptPart.FixedPart fixedPart -> texts.add("[" + fixedPart.type() + "]");
      }
    }
    return String.join("\n", texts);
  }

  /** Names of the tools that {@code message} answers for; learns those that it calls. */
  private static List<String> answering(Message message, Map<String, String> names) {
    List<String> tools = new ArrayList<>();
    for (PromptPart promptPart : message.parts()) {
      if (promptPart instanceof PromptPart.ToolCall call) {
        names.put(call.id(), call.name());
      } else if (promptPart instanceof PromptPart.ToolResult result) {
        tools.add(names.getOrDefault(result.callId(), "a tool"));
      }
    }
    return tools;
  }
}
