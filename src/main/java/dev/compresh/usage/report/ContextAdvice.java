package dev.compresh.usage.report;

import dev.compresh.usage.report.ContextReports.Composition;
import dev.compresh.usage.report.ContextReports.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Says what would make prompts smaller.
 *
 * @param code what it is about, for programs
 * @param sharePercent of all tokens of prompts
 */
public record ContextAdvice(
    String code, String part, String name, long tokens, long sharePercent, String text) {
  private static final int TOOLS = 20;
  private static final int SYSTEM = 20;
  private static final int ONE_TOOL = 15;
  private static final int REASONING = 15;

  /** Returns advice on one composition, what pays most first. */
  public static List<ContextAdvice> on(Composition composition) {
    List<ContextAdvice> advice = new ArrayList<>();
    for (Part part : composition.parts()) {
      long share = composition.tokens() == 0 ? 0 : 100 * part.tokens() / composition.tokens();
      long each = part.requests() == 0 ? 0 : part.tokens() / part.requests();
      switch (part.part()) {
        case "tools" -> {
          if (share >= TOOLS) {
            advice.add(
                of(
                    "tool_schemas",
                    part,
                    share,
                    "Tool definitions take "
                        + number(each)
                        + " tokens of every request. Send only the tools that a task needs."));
          }
        }
        case "system" -> {
          if (share >= SYSTEM) {
            advice.add(
                of(
                    "system_text",
                    part,
                    share,
                    "System text takes "
                        + number(each)
                        + " tokens of every request. Shorten it, or load parts when needed."));
          }
        }
        case "tool_result" -> {
          if (share >= ONE_TOOL && !part.name().isEmpty()) {
            advice.add(
                of(
                    "tool_results",
                    part,
                    share,
                    "Results of '"
                        + part.name()
                        + "' take "
                        + number(each)
                        + " tokens of a request that has any. Ask it for less, or compress in mode"
                        + " balanced."));
          }
        }
        case "reasoning" -> {
          if (share >= REASONING) {
            advice.add(
                of(
                    "reasoning",
                    part,
                    share,
                    "Earlier reasoning takes "
                        + number(each)
                        + " tokens of a request that has any. Lower the reasoning effort where"
                        + " tasks are simple."));
          }
        }
        default -> {}
      }
    }
    advice.sort(Comparator.comparingLong(found -> -found.tokens));
    return advice;
  }

  private static ContextAdvice of(String code, Part part, long share, String text) {
    return new ContextAdvice(code, part.part(), part.name(), part.tokens(), share, text);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
