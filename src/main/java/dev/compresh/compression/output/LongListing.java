package dev.compresh.compression.output;

import dev.compresh.compression.command.OutputKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shortens the output of {@code ls -l}: owner, group and date stand once, before the files, where
 * all files of a folder have the same. The columns are aligned again by what they hold.
 */
final class LongListing implements OutputFilter {
  private static final int FEWEST = 4;
  private static final String HEAD = "(all: ";

  @Override
  public String name() {
    return "long_listing";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.LISTING);
  }

  @Override
  public String apply(String text) {
    return narrow(text);
  }

  @Override
  public String restore(String text) {
    return widen(text);
  }

  static String narrow(String text) {
    if (!text.contains("r--") && !text.contains("rw")) {
      return text;
    }
    List<String> lines = LineNumberGutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      List<ListedFile> files = new ArrayList<>();
      for (ListedFile file = ListedFile.read(lines, at); file != null; ) {
        files.add(file);
        file = ListedFile.read(lines, at + files.size());
      }
      List<String> block = lines.subList(at, at + Math.max(1, files.size()));
      List<String> printed = files.size() < FEWEST ? block : print(files, block);
      out.append(at == 0 ? "" : "\n").append(String.join("\n", printed));
      at += block.size();
    }
    return out.toString();
  }

  private static List<String> print(List<ListedFile> files, List<String> block) {
    ListedFile first = files.getFirst();
    boolean owner = files.stream().allMatch(file -> file.isOwnedAs(first));
    int date = 0;
    for (int length = 3; length > 1 && date == 0; length--) {
      int words = length;
      date = files.stream().allMatch(file -> file.isDatedAs(first, words)) ? words : 0;
    }
    if (!owner && date == 0) {
      return block;
    }
    List<String> lines = new ArrayList<>();
    String owned = owner ? "owner " + first.owner() + ", group " + first.group() : "";
    String dated = String.join(" ", first.date().subList(0, date));
    lines.add(HEAD + owned + (owner && date > 0 ? ", " : "") + dated + ")");
    for (ListedFile file : files) {
      lines.add(file.print(owner, date));
    }
    return lines;
  }

  /** The lines of {@code text} as they were aligned. */
  static String widen(String text) {
    if (!text.contains(HEAD)) {
      return text;
    }
    List<String> lines = LineNumberGutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      List<ListedFile> files = files(lines, at);
      List<String> printed = files.isEmpty() ? lines.subList(at, at + 1) : ListedFile.align(files);
      out.append(at == 0 ? "" : "\n").append(String.join("\n", printed));
      at += 1 + files.size();
    }
    return out.toString();
  }

  /** The files below the heading at {@code at}; none where that is no heading. */
  private static List<ListedFile> files(List<String> lines, int at) {
    String head = lines.get(at);
    if (!head.startsWith(HEAD) || !head.endsWith(")")) {
      return List.of();
    }
    String said = head.substring(HEAD.length(), head.length() - 1);
    String owner = "";
    String group = "";
    int comma = said.indexOf(", group ");
    if (said.startsWith("owner ") && comma > 0) {
      owner = said.substring("owner ".length(), comma);
      int end = said.indexOf(", ", comma + 1);
      group = said.substring(comma + ", group ".length(), end < 0 ? said.length() : end);
      said = end < 0 ? "" : said.substring(end + 2);
    }
    List<String> date = said.isEmpty() ? List.of() : List.of(said.split(" ", -1));
    List<ListedFile> files = new ArrayList<>();
    for (int i = at + 1; i < lines.size(); i++) {
      @Nullable ListedFile file = ListedFile.readShort(lines.get(i), owner, group, date);
      if (file == null) {
        break;
      }
      files.add(file);
    }
    return files.size() < FEWEST ? List.of() : files;
  }
}
