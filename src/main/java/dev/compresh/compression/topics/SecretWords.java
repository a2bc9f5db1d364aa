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
          Map.entry("adgangskode", FEW),
          Map.entry("apikey", FEW),
          Map.entry("auth", FEWEST),
          Map.entry("authorization", FEW),
          Map.entry("bearer", FEW),
          Map.entry("chave", FEWEST),
          Map.entry("chiave", FEWEST),
          Map.entry("clave", FEW),
          Map.entry("clé", FEWEST),
          Map.entry("contraseña", FEW),
          Map.entry("credential", FEW),
          Map.entry("credentials", FEW),
          Map.entry("cvc", FEW),
          Map.entry("cvv", FEW),
          Map.entry("geheimnis", FEW),
          Map.entry("hasło", FEW),
          Map.entry("heslo", FEW),
          Map.entry("jelszó", FEW),
          Map.entry("jeton", FEWEST),
          Map.entry("jwt", FEWEST),
          Map.entry("kennwort", FEW),
          Map.entry("key", FEWEST),
          Map.entry("keys", FEWEST),
          Map.entry("khẩu", FEW),
          Map.entry("klucz", FEWEST),
          Map.entry("kodeord", FEW),
          Map.entry("lösenord", FEW),
          Map.entry("mnemonic", MANY),
          Map.entry("nyckel", FEWEST),
          Map.entry("otp", FEW),
          Map.entry("parola", FEWEST),
          Map.entry("parolă", FEW),
          Map.entry("pass", FEWEST),
          Map.entry("passcode", FEW),
          Map.entry("passe", FEWEST),
          Map.entry("passord", FEW),
          Map.entry("passphrase", MANY),
          Map.entry("passw", FEW),
          Map.entry("passwd", FEW),
          Map.entry("password", FEW),
          Map.entry("passwords", FEW),
          Map.entry("passwort", FEW),
          Map.entry("passwörter", FEW),
          Map.entry("pin", FEW),
          Map.entry("psw", FEW),
          Map.entry("puk", FEW),
          Map.entry("pw", FEWEST),
          Map.entry("pwd", FEW),
          Map.entry("salasana", FEW),
          Map.entry("sandi", FEW),
          Map.entry("schlüssel", FEWEST),
          Map.entry("secret", FEW),
          Map.entry("secrets", FEW),
          Map.entry("senha", FEW),
          Map.entry("sleutel", FEWEST),
          Map.entry("ssn", FEW),
          Map.entry("token", FEWEST),
          Map.entry("tokens", FEWEST),
          Map.entry("wachtwoord", FEW),
          Map.entry("şifre", FEW),
          Map.entry("κωδικός", FEW),
          Map.entry("ключ", FEWEST),
          Map.entry("паролем", FEW),
          Map.entry("пароль", FEW),
          Map.entry("паролю", FEW),
          Map.entry("пароля", FEW),
          Map.entry("секрет", FEWEST),
          Map.entry("токен", FEWEST),
          Map.entry("סיסמה", FEW),
          Map.entry("السر", FEWEST),
          Map.entry("المرور", FEW),
          Map.entry("पासवर्ड", FEW),
          Map.entry("비밀번호", FEW));

  /** How compounds of them end: {@code Zugangsschlüssel}, {@code dbpassword}. */
  private static final List<String> ENDS =
      List.of(
          "geheimnis",
          "kennwort",
          "lösenord",
          "passwd",
          "password",
          "passwort",
          "schlüssel",
          "secret",
          "sleutel",
          "token",
          "wachtwoord");

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
    if (whole != null) {
      return whole;
    }
    Integer last = BEFORE.get(lastPart(run));
    if (last != null) {
      return last;
    }
    for (String end : ENDS) {
      if (small.endsWith(end)) {
        return BEFORE.getOrDefault(end, FEW);
      }
    }
    return 0;
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
