package dev.compresh.account.signin.oidc;

import org.jspecify.annotations.Nullable;

/** The page of the dashboard that somebody comes back to; never another site's. */
final class ReturnPath {
  private static final String HOME = "/";
  private static final int MOST = 400;
  private static final String PUNCTUATION = "/-._~%?&=+:@,;!'()*$";

  private ReturnPath() {}

  /** {@code given} where it is a path of this site's dashboard, else the first page. */
  static String checked(@Nullable String given) {
    boolean isLocal =
        given != null
            && given.length() <= MOST
            && given.startsWith("/")
            && !given.contains("//")
            && !given.contains("/.")
            && !given.startsWith("/admin/")
            && given.chars().allMatch(ReturnPath::isPlain);
    return isLocal && given != null ? given : HOME;
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PUNCTUATION.indexOf(c) >= 0;
  }
}
