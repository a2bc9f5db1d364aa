package dev.compresh.account;

import java.security.SecureRandom;

/** Letters and digits that nobody can guess: about 5.95 bits each. */
public final class RandomText {
  static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SecureRandom random = new SecureRandom();

  public String generate(int length) {
    char[] text = new char[length];
    for (int i = 0; i < length; i++) {
      // nextInt(bound) rejects what would make some letters likelier than others.
      text[i] = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
    }
    return new String(text);
  }
}
