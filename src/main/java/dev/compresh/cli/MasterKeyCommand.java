package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.MasterKeys;
import dev.compresh.store.Database;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.KeyRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code compresh master-key}: changes the key under which credentials and turns are sealed. */
@Command(
    name = "master-key",
    description = "Rotate the master key, which encrypts credentials and stored turns.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "rotate|forget",
    subcommands = {
      MasterKeyCommand.MasterKeyRotateCommand.class,
      MasterKeyCommand.MasterKeyForgetCommand.class
    })
final class MasterKeyCommand extends CommandGroup {
  private static final String NEXT = "COMPRESH_NEW_MASTER_KEY";

  @Command(
      name = "rotate",
      description = {
        "Encrypt all values again with a new master key. Stop the server first.",
        "If interrupted, run it again: it continues where it stopped."
      },
      mixinStandardHelpOptions = true)
  static final class MasterKeyRotateCommand extends StoreCommand {
    @Override
    void run(Database database) {
      try {
        KeyRotation.RotationReport rotationReport =
            MasterKeys.rotation(MasterKeys.open(config(), database)).run(System.getenv(NEXT));
        output()
            .println(rotationReport.resealed() + " values were encrypted with the new master key.");
        if (rotationReport.unreadable() > 0) {
          err()
              .println(
                  rotationReport.unreadable() + " values match neither key and were not changed.");
        }
        err()
            .println(
                rotationReport.kept() == null
                    ? "Set COMPRESH_MASTER_KEY to the new key from now on."
                    : "The old key is kept in "
                        + rotationReport.kept()
                        + " for older backups; delete it when you no longer need them.");
      } catch (KeyFault e) {
        throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "forget",
      description = "Delete all values encrypted with a master key that is lost.",
      mixinStandardHelpOptions = true)
  static final class MasterKeyForgetCommand extends StoreCommand {
    @Option(
        names = "--yes",
        description =
            "Confirm that provider keys, stored turns and the sent-messages ledger are deleted.")
    boolean yes;

    @Override
    void run(Database database) {
      if (!yes) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "This deletes all stored provider keys and headers, stored turns and the sent-messages"
                + " ledger. Add --yes if the master key is lost permanently.");
      }
      try {
        MasterKeys.rotation(MasterKeys.open(config(), database)).forget();
        output().println("All encrypted values were deleted. Set the provider keys again.");
      } catch (KeyFault e) {
        throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
      }
    }
  }
}
