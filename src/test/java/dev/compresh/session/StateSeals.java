package dev.compresh.session;

import dev.compresh.store.Database;
import dev.compresh.store.seal.Keyring;
import java.nio.file.Path;
import java.util.Base64;

/** Seals of states under a key that is the same in every test. */
public final class StateSeals {
  private static final String KEY =
      Base64.getEncoder()
          .encodeToString(
              new byte[] {
                1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32
              });

  private StateSeals() {}

  public static StateSeal of(Database database) {
    return new StateSeal(new Keyring(database, KEY, Path.of("none")));
  }
}
