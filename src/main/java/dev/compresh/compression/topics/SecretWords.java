package dev.compresh.compression.topics;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Recognises words behind which a secret may stand, and keys that show what they are. */
final class SecretWords {
  /** What follows is mostly one word, or a few. */
  private static final int FEW = 4;

  /** These are said of other things, too. */
  private static final int FEWEST = 2;

  /** Phrases of words. */
  private static final int MANY = 24;

  private static final Map<String, Integer> BEFORE =
      Map.ofEntries(
          Map.entry("apikey", FEW),
          Map.entry("auth", FEWEST),
          Map.entry("authorization", FEW),
          Map.entry("bearer", FEW),
          Map.entry("clave", FEW),
          Map.entry("contraseña", FEW),
          Map.entry("credential", FEW),
          Map.entry("credentials", FEW),
          Map.entry("geheimnis", FEW),
          Map.entry("kennwort", FEW),
          Map.entry("key", FEWEST),
          Map.entry("keys", FEWEST),
          Map.entry("mnemonic", MANY),
          Map.entry("otp", FEW),
          Map.entry("pass", FEWEST),
          Map.entry("passcode", FEW),
          Map.entry("passphrase", MANY),
          Map.entry("passwd", FEW),
          Map.entry("password", FEW),
          Map.entry("passwords", FEW),
          Map.entry("passwort", FEW),
          Map.entry("passwörter", FEW),
          Map.entry("pin", FEW),
          Map.entry("pwd", FEW),
          Map.entry("schlüssel", FEWEST),
          Map.entry("secret", FEW),
          Map.entry("secrets", FEW),
          Map.entry("token", FEWEST),
          Map.entry("tokens", FEWEST),
          Map.entry("пароль", FEW),
          Map.entry("비밀번호", FEW));

  /** The same in scripts without spaces. */
  private static final List<String> UNSPACED =
      List.of("密码", "密碼", "口令", "密钥", "密鑰", "令牌", "パスワード", "暗証番号", "รหัสผ่าน");

  /** How keys of well-known services begin, in small letters. */
  private static final List<String> PREFIXES =
      List.of(
          "akia",
          "aiza",
          "asia",
          "comp_",
          "dop_v1_",
          "eyj",
          "fw_",
          "gho_",
          "ghp_",
          "ghr_",
          "ghs_",
          "ghu_",
          "github_pat_",
          "glpat-",
          "gsk_",
          "hf_",
          "lin_api_",
          "npm_",
          "nvapi-",
          "pk_",
          "pplx-",
          "pypi-",
          "r8_",
          "rk_",
          "sg.",
          "shpat_",
          "sk-",
          "sk_",
          "tvly-",
          "whsec_",
          "xapp-",
          "xoxa-",
          "xoxb-",
          "xoxp-",
          "xoxs-",
          "ya29.");

  /** Prefixes that words begin with, too: what follows them is long in a key. */
  private static final int LONG_KEY = 12;

  private static final int SHORT_KEY = 7;

  private SecretWords() {}

  /** Returns how many words behind {@code run} may be a secret's, 0 for none. */
  static int followsSecret(String run) {
    String small = run.toLowerCase(Locale.ROOT);
    Integer whole = BEFORE.get(small);
    return whole != null ? whole : BEFORE.getOrDefault(lastPart(run), 0);
  }

  /** Returns whether so many words are those of a phrase. */
  static boolean isOfMany(int words) {
    return words > FEW;
  }

  /**
   * Returns where in {@code text}, from a place to another, such a word begins; -1 where none does.
   */
  static int unspaced(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      for (String word : UNSPACED) {
        if (text.startsWith(word, i)) {
          return i;
        }
      }
    }
    return -1;
  }

  /** The last word of an identifier: {@code OPENAI_API_KEY}, {@code accessToken}. */
  private static String lastPart(String run) {
    int start = run.length();
    while (start > 0) {
      char c = run.charAt(start - 1);
      boolean hump =
          start < run.length()
              && Character.isUpperCase(run.charAt(start))
              && Character.isLowerCase(c);
      if (c == '_' || c == '-' || c == '.' || hump) {
        break;
      }
      start--;
    }
    return start == 0 ? "" : run.substring(start).toLowerCase(Locale.ROOT);
  }

  /** Returns whether {@code run} is a key of a well-known service. */
  static boolean isKey(String run) {
    String small = run.toLowerCase(Locale.ROOT);
    for (String prefix : PREFIXES) {
      if (small.startsWith(prefix)) {
        char last = prefix.charAt(prefix.length() - 1);
        return run.length() >= (Character.isLetter(last) ? LONG_KEY : SHORT_KEY);
      }
    }
    return false;
  }
}
