package dev.compresh.cli;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.KeyFormat;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import java.time.InstantSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code compresh key revoke}: ends a key for good. */
@Command(
    name = "revoke",
    description = "Revoke a key permanently. A running server refuses it within a second.",
    mixinStandardHelpOptions = true)
final class KeyRevokeCommand extends StoreCommand {
  @Parameters(
      index = "0",
      paramLabel = "ID",
      description = "Id of the key, as shown by 'key list', or the whole key.")
  String id = "";

  @Override
  void run(Database database) {
    StoreAccounts accounts = new StoreAccounts(database);
    ApiKey key = find(database, id(id));
    accounts.keyAdmin.revoke(accounts.operatorIn(key.orgId()), key.id());
    output().println("Key " + key.id() + " (" + key.description() + ") was revoked.");
  }

  /** The id in what was typed: the id itself, with its prefix, or the whole key. */
  static String id(String typed) {
    String given = typed.strip();
    if (KeyFormat.matches(given)) {
      return KeyFormat.id(given);
    }
    return given.startsWith(KeyFormat.PREFIX) ? given.substring(KeyFormat.PREFIX.length()) : given;
  }

  static ApiKey find(Database database, String id) {
    return new KeyDirectory(database, InstantSource.system())
        .get(id)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.FAILED, "No such key. 'compresh key list' shows the ids."));
  }
}
