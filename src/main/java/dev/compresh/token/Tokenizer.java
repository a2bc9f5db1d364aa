package dev.compresh.token;

/** Counts the tokens of a text under one vocabulary. Pure and thread-safe. */
public interface Tokenizer {

  /** Tokens of {@code text}; special-token strings count as ordinary text. Never negative. */
  int count(String text);

  /** Tokens of UTF-8 bytes in {@code [from, to)}; broken UTF-8 counts as its replacement text. */
  int count(byte[] utf8, int from, int to);
}
