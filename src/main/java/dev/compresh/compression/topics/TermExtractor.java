package dev.compresh.compression.topics;

import dev.compresh.compression.chat.language.Stemmer;
import dev.compresh.compression.chat.language.StopWords;
import dev.compresh.compression.chat.language.TextWord;
import dev.compresh.compression.chat.language.WordSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the terms of a text: words by their stems, names, identifiers as written, and pairs of
 * characters where a script has no spaces. Addresses, values behind an equals sign, numbers and
 * what looks like a key or a hash are passed over: a cloud is shown and kept, and must hold no
 * secret.
 */
final class TermExtractor {
  /** Characters at either end of a text that are read; what is longer was pasted. */
  private static final int READ = 8_192;

  private static final int LONGEST = 30;
  private static final int LONGEST_CAPITALS = 12;
  private static final int MOST_DIGITS = 4;
  private static final int MOST_TURNS = 3;

  private final String text;
  private final List<TermMention> out = new ArrayList<>();
  private boolean first = true;

  /** Words from here that may be a secret's. */
  private int guarded;

  private TermExtractor(String text) {
    this.text = text;
  }

  static List<TermMention> extract(String text) {
    if (text.length() <= 2 * READ) {
      return new TermExtractor(text).read();
    }
    List<TermMention> all = new TermExtractor(text.substring(0, READ)).read();
    all.addAll(new TermExtractor(text.substring(text.length() - READ)).read());
    return all;
  }

  private List<TermMention> read() {
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (WordSplitter.unspaced(c)) {
        i = pairs(i);
      } else if (letter(c)) {
        i = run(i);
      } else {
        if (c == '.' || c == '!' || c == '?' || c == '\n') {
          guarded = 0;
        }
        first |= c == '.' || c == '!' || c == '?' || c == '\n' || c == ':' || c == '[';
        i += Character.charCount(c);
      }
    }
    return out;
  }

  private int pairs(int from) {
    int end = from;
    while (end < text.length() && WordSplitter.unspaced(text.codePointAt(end))) {
      end += Character.charCount(text.codePointAt(end));
    }
    int secret = SecretWords.unspaced(text, from, end);
    if (secret >= 0) {
      guarded = SecretWords.followsSecret("password");
    }
    for (TextWord textWord : WordSplitter.split(text.substring(from, secret < 0 ? end : secret))) {
      if (textWord.text().codePointCount(0, textWord.text().length()) == 2
          && !FunctionWords.pair(textWord.text())) {
        out.add(new TermMention(textWord.text(), textWord.text(), false, true));
      }
    }
    first = false;
    return end;
  }

  private int run(int from) {
    int end = from;
    while (end < text.length() && isInside(from, end)) {
      end += Character.charCount(text.codePointAt(end));
    }
    boolean address = end < text.length() && text.charAt(end) == '@';
    boolean key = SecretWords.isKey(text.substring(from, end));
    guarded = key ? 0 : guarded;
    if (key || address || text.startsWith("://", end)) {
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
    } else if (from == 0 || text.charAt(from - 1) != '=') {
      add(text.substring(from, end));
    } else {
      // This was the value, unless it is the first word of several.
      guarded = SecretWords.isOfMany(guarded) ? guarded - 1 : 0;
    }
    first = false;
    return end;
  }

  private boolean isInside(int from, int at) {
    int c = text.codePointAt(at);
    if (letter(c) || (at > from && WordSplitter.marks(c))) {
      return !WordSplitter.unspaced(c);
    }
    boolean joins = c == '.' || c == '-' || c == '\'' || c == '’';
    return joins && at > from && at + 1 < text.length() && letter(text.codePointAt(at + 1));
  }

  private static boolean letter(int c) {
    return c == '_' || Character.isLetterOrDigit(c);
  }

  private void add(String run) {
    RunShape runShape = RunShape.of(run);
    String small = run.toLowerCase(Locale.ROOT);
    int after = SecretWords.followsSecret(run);
    boolean passed = guarded > 0 && !StopWords.has(small) && !FunctionWords.has(small);
    guarded = Math.max(after, passed ? guarded - 1 : guarded);
    if (passed) {
      return;
    }
    if (runShape.letters < 2 || run.length() > LONGEST || runShape.secret(run)) {
      return;
    }
    String lower = run.toLowerCase(Locale.ROOT).replace('’', '\'');
    if (runShape.identifier) {
      out.add(new TermMention(lower, run, true, true));
      return;
    }
    String word = lower.endsWith("'s") ? lower.substring(0, lower.length() - 2) : lower;
    boolean capitals = runShape.capitals == runShape.letters;
    boolean brief = runShape.letters < 3 && !capitals;
    if (brief || StopWords.has(word) || FunctionWords.has(word)) {
      return;
    }
    boolean name = Character.isUpperCase(run.codePointAt(0)) && (!first || capitals);
    String form = name ? run.substring(0, word.length()) : word;
    boolean plain = first && !name && Character.isUpperCase(run.codePointAt(0));
    String key = word.indexOf('-') < 0 ? Stemmer.stem(word) : word;
    out.add(new TermMention(key, form, name, !plain));
  }

  /** The composition of a run of characters. */
  private record RunShape(int letters, int capitals, int digits, int changes, boolean identifier) {

    static RunShape of(String run) {
      int letters = 0;
      int capitals = 0;
      int digits = 0;
      int changes = 0;
      boolean joined = false;
      char last = ' ';
      for (int i = 0; i < run.length(); i++) {
        char c = run.charAt(i);
        boolean digit = Character.isDigit(c);
        digits += digit ? 1 : 0;
        letters += Character.isLetter(c) ? 1 : 0;
        capitals += Character.isUpperCase(c) ? 1 : 0;
        changes += i > 0 && digit != Character.isDigit(last) ? 1 : 0;
        joined |= c == '_' || c == '.' || (Character.isUpperCase(c) && Character.isLowerCase(last));
        last = c;
      }
      return new RunShape(letters, capitals, digits, changes, joined || digits > 0);
    }

    /** Returns whether it looks drawn by lot: keys, hashes, codes, serial numbers. */
    boolean secret(String run) {
      boolean shouted = capitals + digits == run.length() && run.length() > LONGEST_CAPITALS;
      return digits > MOST_DIGITS || changes > MOST_TURNS || shouted;
    }
  }
}
