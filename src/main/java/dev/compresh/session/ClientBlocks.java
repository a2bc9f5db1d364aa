package dev.compresh.session;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Takes out of a text the blocks in which clients write what they know of the surroundings: {@code
 * <system-reminder>…</system-reminder>}, {@code <environment_context>…} and their like. They hold
 * dates, folders and open files, and are written again with every turn. Linear.
 */
final class ClientBlocks {
  private static final int LONGEST_NAME = 40;

  /** Names, with lines for hyphens, in small letters. */
  private static final Set<String> NAMES =
      Set.of(
          "additional_data",
          "attached_files",
          "context",
          "current_date",
          "current_datetime",
          "current_time",
          "cwd",
          "date",
          "datetime",
          "directory_structure",
          "env",
          "git_diff",
          "git_status",
          "instructions",
          "memory",
          "open_and_recently_viewed_files",
          "open_files",
          "permissions_instructions",
          "project_context",
          "project_layout",
          "recent_files",
          "rules",
          "skills_instructions",
          "system_info",
          "system_information",
          "system_reminder",
          "time",
          "timestamp",
          "user_info",
          "user_instructions",
          "working_directory");

  /** Whatever begins so is of the surroundings, too. */
  private static final Set<String> BEGINNINGS =
      Set.of("environment", "workspace", "editor", "reminder");

  /** Codex writes this line above the instructions of a folder. */
  private static final String AGENTS = "# AGENTS.md instructions";

  private ClientBlocks() {}

  /** The text without them; one that does not end goes up to the end of the text. */
  static String strip(String text) {
    if (text.indexOf('<') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    Set<String> endless = new HashSet<>();
    int kept = 0;
    int at = text.indexOf('<');
    while (at >= 0) {
      String name = name(text, at);
      int end = -1;
      if (isOfClient(name) && endless.add(name)) {
        end = text.indexOf("</" + name, at);
        if (end >= 0) {
          endless.remove(name);
        }
      }
      if (end >= 0) {
        out.append(text, kept, at).append(' ');
        int close = text.indexOf('>', end);
        kept = close < 0 ? text.length() : close + 1;
        at = text.indexOf('<', kept);
      } else {
        at = text.indexOf('<', at + 1);
      }
    }
    String rest = out.append(text, kept, text.length()).toString();
    return rest.stripLeading().startsWith(AGENTS) ? afterFirstLine(rest.stripLeading()) : rest;
  }

  private static String afterFirstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(end + 1);
  }

  private static boolean isOfClient(String name) {
    if (name.isEmpty()) {
      return false;
    }
    String plain = name.toLowerCase(Locale.ROOT).replace('-', '_');
    return NAMES.contains(plain) || BEGINNINGS.stream().anyMatch(plain::startsWith);
  }

  /** The name of the tag that opens at {@code at}; empty where none does. */
  private static String name(String text, int at) {
    int end = at + 1;
    while (end < text.length() && end - at <= LONGEST_NAME && isOfName(text.charAt(end))) {
      end++;
    }
    boolean opens =
        end < text.length()
            && (text.charAt(end) == '>' || Character.isWhitespace(text.charAt(end)));
    return opens ? text.substring(at + 1, end) : "";
  }

  private static boolean isOfName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
  }
}
