package dev.compresh.compression.output;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Pages of the web as text: what is read stays, and where links, images and fields lead; scripts,
 * styles and drawings go. Only whole pages, which name their type.
 */
final class HtmlToText {
  /** A page says within so many signs that it is one. */
  private static final int HEAD = 300;

  /** Elements that nobody reads. */
  private static final List<String> UNREAD =
      List.of("script", "style", "svg", "noscript", "template", "iframe");

  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "br",
          "li",
          "tr",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "table",
          "section",
          "article",
          "header",
          "footer",
          "nav",
          "main",
          "aside",
          "pre",
          "form",
          "hr",
          "title",
          "option",
          "blockquote",
          "dt",
          "dd",
          "figure",
          "body",
          "head",
          "html",
          "thead",
          "tbody",
          "label",
          "button",
          "summary",
          "details");

  /** Attributes that tell where something leads or what is put in, in this order. */
  private static final List<String> TOLD =
      List.of("href", "src", "alt", "name", "value", "placeholder", "content", "action", "id");

  private static final Set<String> TELLING =
      Set.of("a", "img", "input", "form", "select", "textarea", "meta", "button", "option", "link");

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private boolean pre;

  private HtmlToText(String text) {
    this.text = text;
  }

  static String text(String text) {
    String head = text.substring(0, Math.min(text.length(), HEAD)).toLowerCase(Locale.ROOT);
    boolean page = head.contains("<!doctype html") || head.contains("<html");
    return page && text.indexOf("</") > 0 ? new HtmlToText(text).read() : text;
  }

  private String read() {
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('<', at);
      words(text.substring(at, open < 0 ? text.length() : open));
      if (open < 0) {
        break;
      }
      at = tag(open);
    }
    return out.toString().strip() + (text.endsWith("\n") ? "\n" : "");
  }

  /** Takes in the tag at {@code open}; the offset after it, and after what is not read. */
  private int tag(int open) {
    if (text.startsWith("<!--", open)) {
      int end = text.indexOf("-->", open);
      return end < 0 ? text.length() : end + 3;
    }
    boolean closes = text.startsWith("</", open);
    int from = open + (closes ? 2 : 1);
    int to = from;
    while (to < text.length() && Character.isLetterOrDigit(text.charAt(to))) {
      to++;
    }
    if (to == from && !text.startsWith("<!", open)) {
      // Before its end is looked for: what is no tag may have none, as often as it comes.
      out.append('<');
      return open + 1;
    }
    int end = end(open);
    String name = text.substring(from, to).toLowerCase(Locale.ROOT);
    if (BLOCKS.contains(name)) {
      line();
      if (!closes && name.equals("li")) {
        out.append("- ");
      } else if (!closes && name.length() == 2 && name.charAt(0) == 'h' && name.charAt(1) <= '6') {
        out.append("#".repeat(name.charAt(1) - '0')).append(' ');
      }
    } else if (!closes && (name.equals("td") || name.equals("th"))) {
      out.append(" | ");
    }
    pre = name.equals("pre") ? !closes : pre;
    if (!closes && TELLING.contains(name)) {
      readAttributes(name, text.substring(to, Math.max(to, end - 1)));
    }
    return !closes && UNREAD.contains(name) ? skipElement(name, end) : end;
  }

  /** The offset after the tag at {@code open}; signs in quotes do not end it. */
  private int end(int open) {
    char quote = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '>') {
        return i + 1;
      } else if ((c == '"' || c == '\'') && text.charAt(i - 1) == '=') {
        quote = c;
      }
    }
    return text.length();
  }

  private int skipElement(String name, int from) {
    int at = from;
    while (at < text.length()) {
      int close = text.indexOf("</", at);
      if (close < 0) {
        return text.length();
      }
      if (text.regionMatches(true, close + 2, name, 0, name.length())) {
        return close;
      }
      at = close + 2;
    }
    return at;
  }

  private void readAttributes(String name, String attributes) {
    StringBuilder told = new StringBuilder();
    for (String key : TOLD) {
      String value = value(attributes, key);
      if (!value.isEmpty() && value.length() < HEAD && !value.startsWith("data:")) {
        told.append(told.isEmpty() ? "" : " ")
            .append(key.equals("href") ? "" : key + "=")
            .append(value);
      }
    }
    if (!told.isEmpty()) {
      out.append(name.equals("a") ? "(" : "[" + name + " ").append(told);
      out.append(name.equals("a") ? ") " : "] ");
    }
  }

  private static String value(String attributes, String key) {
    for (int at = attributes.indexOf(key); at >= 0; at = attributes.indexOf(key, at + 1)) {
      int quote = at + key.length() + 1;
      boolean whole = at > 0 && attributes.charAt(at - 1) <= ' ';
      if (whole && quote < attributes.length() && attributes.charAt(quote - 1) == '=') {
        char c = attributes.charAt(quote);
        int end = c == '"' || c == '\'' ? attributes.indexOf(c, quote + 1) : -1;
        return end < 0 ? "" : attributes.substring(quote + 1, end);
      }
    }
    return "";
  }

  private void words(String words) {
    String plain = HtmlEntities.decode(words);
    if (pre) {
      out.append(plain);
      return;
    }
    boolean blank = true;
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if (c > ' ') {
        out.append(c);
        blank = false;
      } else if (!blank || (!out.isEmpty() && out.charAt(out.length() - 1) > ' ')) {
        out.append(' ');
        blank = false;
        while (i + 1 < plain.length() && plain.charAt(i + 1) <= ' ') {
          i++;
        }
      }
    }
  }

  private void line() {
    while (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.setLength(out.length() - 1);
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) != '\n') {
      out.append('\n');
    }
  }
}
