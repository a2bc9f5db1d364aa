package dev.compresh.usage.report;

import dev.compresh.usage.report.ContextReports.ContextComposition;
import dev.compresh.usage.report.ContextReports.ReportedPart;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Advises how to make prompts smaller.
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
  public static List<ContextAdvice> advise(ContextComposition contextComposition) {
    List<ContextAdvice> advice = new ArrayList<>();
    for (ReportedPart reportedPart : contextComposition.parts()) {
      long share =
          contextComposition.tokens() == 0
              ? 0
              : 100 * reportedPart.tokens() / contextComposition.tokens();
      long each =
          reportedPart.requests() == 0 ? 0 : reportedPart.tokens() / reportedPart.requests();
      switch (reportedPart.part()) {
        case "tools" -> {
          if (share >= TOOLS) {
            advice.add(
                of(
                    "tool_schemas",
                    reportedPart,
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
                    reportedPart,
                    share,
                    "System text takes "
                        + number(each)
                        + " tokens of every request. Shorten it, or load parts when needed."));
          }
        }
        case "tool_result" -> {
          if (share >= ONE_TOOL && !reportedPart.name().isEmpty()) {
            advice.add(
                of(
                    "tool_results",
                    reportedPart,
                    share,
                    "Results of '"
                        + reportedPart.name()
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
                    reportedPart,
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

  private static ContextAdvice of(String code, ReportedPart reportedPart, long share, String text) {
    return new ContextAdvice(
        code, reportedPart.part(), reportedPart.name(), reportedPart.tokens(), share, text);
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
