package dev.compresh.sim;

import java.util.Base64;

/**
 * Signatures of thinking blocks. The simulated provider can tell whether thinking that it signed
 * was changed; of signatures that others made it believes anything.
 */
final class Signature {
  private static final String OWN = "c2ltdWxhdGVk";

  private Signature() {}

  static String of(String thinking) {
    return OWN + Base64.getEncoder().encodeToString(Hash.bytes(thinking));
  }

  static boolean plausible(String thinking, String signature) {
    return !signature.startsWith(OWN) || signature.equals(of(thinking));
  }
}
