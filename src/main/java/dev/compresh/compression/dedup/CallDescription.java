package dev.compresh.compression.dedup;

import dev.compresh.compression.ToolAction;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.command.CommandText;
import java.util.ArrayList;
import java.util.List;

/**
 * Describes a call by names that a reader recognises.
 *
 * @param tool empty for a shell command
 * @param text the command without what only says where and how, or what the tool is about
 * @param whole the command with it
 */
record CallDescription(String tool, String text, String whole) {
  private static final int LONGEST = 60;
  private static final int LONGEST_WHOLE = 120;
  private static final int HEAD = 20;
  private static final int SEGMENT = 32;

  /** Lines of a script that are tried as what tells it apart. */
  private static final int MOST_SEGMENTS = 12;

  /** Characters of a command that all its names begin with. */
  private static final int KEY = 6;

  /** Names longer than that are no longer read. */
  private static final int LONGEST_TEXT = 2_000;

  private static final String CUT = "…";

  boolean isCommand() {
    return tool.isEmpty();
  }

  /** Returns whether {@code name} can mean it. */
  boolean isNamed(String name) {
    if (!isCommand()) {
      return (name.equals(tool) && text.isEmpty())
          || (name.startsWith(tool + ' ') && isAbout(name.substring(tool.length() + 1)));
    }
    if (name.length() < 2 || name.charAt(0) != '`' || !name.endsWith("`")) {
      return false;
    }
    String said = name.substring(1, name.length() - 1);
    int cut = said.indexOf(CUT);
    if (cut < KEY) {
      return cut < 0 && (said.equals(text) || said.equals(whole));
    }
    String head = said.substring(0, cut);
    String rest = said.substring(cut + 1);
    String part = rest.endsWith(CUT) ? rest.substring(0, rest.length() - 1) : rest;
    boolean ends = part.isEmpty() || rest.endsWith(CUT);
    boolean begins = text.length() > head.length() && text.startsWith(head);
    return begins && (ends ? text.indexOf(part, cut) >= 0 : endsBehind(cut, part));
  }

  private boolean endsBehind(int from, String part) {
    return text.length() - part.length() >= from && text.endsWith(part);
  }

  private boolean isAbout(String said) {
    return said.endsWith(CUT)
        ? text.startsWith(said.substring(0, said.length() - 1))
        : text.equals(said) || text.endsWith('/' + said);
  }

  static CallDescription of(ToolUse use) {
    if (use.action() instanceof ToolAction.RunningAction runningAction && runningAction.later()) {
      // A later look at a command is no second run of it.
      String process = cut(runningAction.process()).strip();
      return new CallDescription(use.tool().replace(' ', '_'), process, process);
    }
    if (use.action() instanceof ToolAction.ScriptAction script && use.command().isEmpty()) {
      return ofScript(script.calls());
    }
    if (!use.command().isEmpty() && use.target().isEmpty()) {
      String whole = cut(use.command().strip());
      return new CallDescription("", cut(CommandText.shorten(whole)), whole);
    }
    String tool = use.tool().isEmpty() ? "result" : use.tool().replace(' ', '_');
    String target = use.target().replace('\\', '/');
    int feed = target.indexOf('\n');
    String about = cut(feed < 0 ? target : target.substring(0, feed)).strip();
    return new CallDescription(tool, about, about);
  }

  /** A script is called by what it calls: nobody finds it by its own text. */
  private static CallDescription ofScript(List<ToolUse> calls) {
    CallDescription first = of(calls.getFirst());
    if (calls.size() == 1) {
      return first;
    }
    List<String> texts = calls.stream().map(call -> of(call).text()).toList();
    String text = cut(String.join("\n", texts));
    return new CallDescription(first.tool(), first.isCommand() ? text : first.text(), text);
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  /** Returns what all names of {@code called} have in common, so that they are found by it. */
  static String key(CallDescription called) {
    return called.isCommand() ? key(called.text()) : toolKey(names(called).getFirst());
  }

  static String key(String command) {
    int end = 0;
    while (end < Math.min(KEY, command.length()) && "`\n…".indexOf(command.charAt(end)) < 0) {
      end++;
    }
    return command.substring(0, end);
  }

  static String toolKey(String name) {
    int space = name.indexOf(' ');
    String about = name.substring(Math.max(space + 1, name.lastIndexOf('/') + 1));
    return about.endsWith(CUT) ? '\n' + start(about, KEY) : '\n' + about;
  }

  /** Names of {@code called}, the shortest first, whatever else there is. */
  static List<String> names(CallDescription called) {
    List<String> names = new ArrayList<>();
    if (called.isCommand()) {
      for (String text : List.of(called.text(), called.whole())) {
        int most = names.isEmpty() ? LONGEST : LONGEST_WHOLE;
        if (text.indexOf('\n') < 0 && text.length() <= most) {
          names.add('`' + text + '`');
        }
      }
      if (names.isEmpty()) {
        names.add('`' + start(firstLine(called.text()), LONGEST) + CUT + '`');
        if (called.text().indexOf('\n') < 0 && called.text().length() <= LONGEST_WHOLE) {
          names.add('`' + called.text() + '`');
        }
      }
      return names;
    }
    String text = called.text();
    if (text.isEmpty()) {
      names.add(called.tool());
      return names;
    }
    for (int at = text.lastIndexOf('/'); at > 0; at = text.lastIndexOf('/', at - 1)) {
      if (text.length() - at - 1 > 0 && text.length() - at <= LONGEST_WHOLE) {
        names.add(called.tool() + ' ' + text.substring(at + 1));
      }
    }
    names.add(
        called.tool() + ' ' + (text.length() <= LONGEST_WHOLE ? text : start(text, LONGEST) + CUT));
    return names;
  }

  /** Names of a long command by what appears in it and in none of {@code rivals}. */
  static List<String> segments(CallDescription called, List<CallDescription> rivals) {
    List<String> names = new ArrayList<>();
    String text = called.text();
    if (!called.isCommand() || rivals.isEmpty() || text.length() <= HEAD) {
      return names;
    }
    String head = start(firstLine(text), HEAD);
    List<String> parts = new ArrayList<>();
    int differs = 0;
    for (CallDescription rival : rivals) {
      differs = Math.max(differs, common(text, rival.text()));
    }
    int from = Math.max(head.length(), differs - SEGMENT / 2);
    int feed = text.lastIndexOf('\n', Math.max(0, Math.min(differs, text.length()) - 1));
    parts.add(start(firstLine(text.substring(Math.max(from, feed + 1))), SEGMENT));
    text.lines().skip(1).limit(MOST_SEGMENTS).forEach(line -> parts.add(start(line, SEGMENT)));
    for (String part : parts) {
      if (!part.isBlank() && part.indexOf('`') < 0) {
        names.add('`' + head + CUT + part.strip() + CUT + '`');
      }
    }
    return names;
  }

  private static int common(String left, String right) {
    int end = Math.min(left.length(), right.length());
    for (int i = 0; i < end; i++) {
      if (left.charAt(i) != right.charAt(i)) {
        return i;
      }
    }
    return end;
  }

  private static String firstLine(String text) {
    int feed = text.indexOf('\n');
    return feed < 0 ? text : text.substring(0, feed);
  }

  private static String start(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
