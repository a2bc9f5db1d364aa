package dev.compresh.compression.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No word of a secret becomes a term of a session's cloud, in whatever words it is given away. */
class SecretWordsTest {

  private static String terms(String text) {
    StringBuilder terms = new StringBuilder();
    TagCloud.EMPTY.said(true, text).tags().forEach(t -> terms.append(t.form()).append(' '));
    return terms.toString().toLowerCase(java.util.Locale.ROOT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my password is zebra",
        "password: zebra",
        "Passwd zebra",
        "the token is zebra",
        "token=zebra",
        "the key: zebra",
        "api key zebra",
        "api_key=zebra",
        "API-Key zebra",
        "OPENAI_API_KEY zebra",
        "OPENAI_API_KEY: 'zebra'",
        "{\"accessToken\": \"zebra\"}",
        "dbPassword \"zebra\"",
        "client_secret = \"zebra\"",
        "Authorization: Bearer zebra",
        "bearer zebra",
        "secret zebra",
        "the secrets are Zebra",
        "password\t\tzebra",
        "our password is purple zebra mountain river",
        "passphrase: one of the words zebra",
        "mnemonic abandon ability able about above absent zebra",
        "mnemonic=abandon ability able about above absent zebra",
        "--password zebra --host here",
        "пароль zebra",
        "я сказал ему пароля zebra",
        "le mot de passe : zebra",
        "la clé est zebra",
        "la password è zebra, la parola è purple",
        "a senha é zebra",
        "het wachtwoord is zebra",
        "lösenordet? nej, lösenord: zebra",
        "hasło to zebra",
        "heslo zebra",
        "şifre zebra",
        "salasana zebra",
        "passord: zebra",
        "mật khẩu zebra",
        "mein Zugangsschlüssel lautet zebra",
        "das Datenbankpasswort ist zebra",
        "dbpassword zebra",
        "psw zebra, pw purple",
        "密码是zebra",
        "パスワードは zebra です",
        "비밀번호 zebra"
      })
  void whatFollowsAWordForSecrets_isNoTerm(String text) {
    assertThat(terms(text)).doesNotContain("zebra", "purple", "mountain", "river", "abandon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sk-zebra",
        "sk-proj-zebra",
        "sk-ant-zebra",
        "ghp_zebraZebra",
        "gho_zebra",
        "github_pat_zebra",
        "AKIAZEBRAZEB",
        "AKIAzebrazebra",
        "xoxb-zebra",
        "xoxp-zebra-zebra",
        "comp_zebra",
        "comp_zebraZebraZebra",
        "glpat-zebra",
        "hf_zebraZebra",
        "AIzaZebraZebra",
        "eyJzebraZebra.zebra.zebra",
        "ghp_zebra/zebra+zebra",
        "whsec_zebra",
        "SG.zebra.zebra",
        "npm_zebra"
      })
  void keysOfServices_areNoTerms(String key) {
    assertThat(terms("take " + key + " for it")).doesNotContain("zebra");
    assertThat(terms(key)).doesNotContain("zebra");
    assertThat(terms("(" + key + ")")).doesNotContain("zebra");
  }

  @Test
  void whatComesAfterTheSentence_isATermAgain() {
    assertThat(terms("The password is swordfish. The zebra eats grass."))
        .contains("zebra", "grass");
    assertThat(terms("The token is swordfish\nzebra")).contains("zebra");
    assertThat(terms("a key point of the whole matter is the zebra")).contains("zebra");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "monkey zebra",
        "keyboard zebra",
        "spinning zebra",
        "tokenizer zebra",
        "compass zebra",
        "skeleton zebra",
        "ask-zebra",
        "asian zebra"
      })
  void wordsThatOnlyLookAlike_guardNothing(String text) {
    assertThat(terms(text)).contains("zebra");
  }
}
