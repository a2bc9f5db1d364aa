package dev.compresh.token;

/** The number of a model's generation in its name: 4.7 in {@code claude-opus-4-7}. */
record GenerationNumber(int major, int minor) {
  /** Longer numbers are dates. */
  private static final int DIGITS = 2;

  /** The number behind {@code mark} in {@code name}; 0.0 where none is there. */
  static GenerationNumber parseAfter(String name, String mark) {
    int found = name.indexOf(mark);
    if (found < 0) {
      return new GenerationNumber(0, 0);
    }
    int from = found + mark.length();
    int point = end(name, from);
    int major = number(name, from, point);
    boolean more =
        point < name.length() && (name.charAt(point) == '.' || name.charAt(point) == '-');
    int minor = more ? number(name, point + 1, end(name, point + 1)) : 0;
    return new GenerationNumber(major, minor);
  }

  boolean isAtLeast(int otherMajor, int otherMinor) {
    return major > otherMajor || (major == otherMajor && minor >= otherMinor);
  }

  private static int end(String name, int from) {
    int at = from;
    while (at < name.length() && name.charAt(at) >= '0' && name.charAt(at) <= '9') {
      at++;
    }
    return at;
  }

  private static int number(String name, int from, int to) {
    return to > from && to - from <= DIGITS ? Integer.parseInt(name.substring(from, to)) : 0;
  }
}
