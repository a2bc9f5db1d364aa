package dev.compresh.compression.chat.language;

/**
 * One word of a text.
 *
 * @param text in lower case, without a possessive ending
 * @param start offset of its first character
 * @param end offset after its last character
 * @param capital whether it starts with an upper-case letter
 * @param first whether it is the first word of a sentence or of a line
 */
public record TextWord(String text, int start, int end, boolean capital, boolean first) {

  /** Returns whether it holds a digit. */
  public boolean number() {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether it looks like a name: a capital that no sentence start explains. */
  public boolean name() {
    return capital && !first && text.length() > 1;
  }
}
