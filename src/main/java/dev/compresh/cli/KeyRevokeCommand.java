package dev.compresh.cli;

import dev.compresh.account.KeyFormat;
import dev.compresh.account.Keys;
import dev.compresh.store.Database;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh key revoke}: ends a key for good. */
@Command(
    name = "revoke",
    description = "End a key for good. A running server refuses it within a second.",
    mixinStandardHelpOptions = true)
final class KeyRevokeCommand extends StoreCommand {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "The key's id, as 'key list' shows it, or the whole key.")
  String id = "";

  @Override
  void run(Database database) {
    String given = id.strip();
    String own =
        KeyFormat.matches(given)
            ? KeyFormat.id(given)
            : given.startsWith(KeyFormat.PREFIX)
                ? given.substring(KeyFormat.PREFIX.length())
                : given;
    new Keys(database, InstantSource.system())
        .revoke(own)
        .ifPresentOrElse(
            key -> out().println("Key " + key.id() + " (" + key.description() + ") is revoked."),
            () -> {
              throw new Stop(
                  Exit.FAILED, "There is no such key. 'compresh key list' shows the ids.");
            });
  }
}
