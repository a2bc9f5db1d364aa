package dev.compresh.provider;

/** A model's name with {@code *} for any run of characters; time is bounded by the product. */
record ModelPattern(String text) {

  boolean fits(String name) {
    int at = 0;
    int star = -1;
    int mark = 0;
    int p = 0;
    // The usual greedy walk: on a mismatch the last star takes one character more.
    while (at < name.length()) {
      if (p < text.length() && text.charAt(p) == '*') {
        star = p++;
        mark = at;
      } else if (p < text.length() && text.charAt(p) == name.charAt(at)) {
        p++;
        at++;
      } else if (star >= 0) {
        p = star + 1;
        at = ++mark;
      } else {
        return false;
      }
    }
    while (p < text.length() && text.charAt(p) == '*') {
      p++;
    }
    return p == text.length();
  }
}
