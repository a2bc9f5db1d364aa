package dev.compresh.compression;

import dev.compresh.token.Tokenizer;
import java.nio.charset.StandardCharsets;

/** A token for every four characters: enough for tests of rules, fast and exact. */
public final class QuarterCounter implements Tokenizer {
  @Override
  public int count(String text) {
    return (text.length() + 3) / 4;
  }

  @Override
  public int count(byte[] utf8, int from, int to) {
    return count(new String(utf8, from, to - from, StandardCharsets.UTF_8));
  }
}
