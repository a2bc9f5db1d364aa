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
    description = "Change the key under which credentials and stored turns are encrypted.",
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
        "Encrypt all anew under a new master key. The server must be stopped.",
        "Broken off, it goes on where it was when it is run again."
      },
      mixinStandardHelpOptions = true)
  static final class MasterKeyRotateCommand extends StoreCommand {
    @Override
    void run(Database database) {
      try {
        KeyRotation.RotationReport rotationReport =
            MasterKeys.rotation(MasterKeys.open(config(), database)).run(System.getenv(NEXT));
        output().println(rotationReport.resealed() + " values are under the new master key.");
        if (rotationReport.unreadable() > 0) {
          err()
              .println(
                  rotationReport.unreadable() + " values are of neither key and were left alone.");
        }
        err()
            .println(
                rotationReport.kept() == null
                    ? "Give the new key in COMPRESH_MASTER_KEY from now on."
                    : "The old key is kept in "
                        + rotationReport.kept()
                        + " for backups made before; delete it when you need them no more.");
      } catch (KeyFault e) {
        throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "forget",
      description = "The master key is lost: delete all that was encrypted under it.",
      mixinStandardHelpOptions = true)
  static final class MasterKeyForgetCommand extends StoreCommand {
    @Option(
        names = "--yes",
        description = "Yes: keys of providers, stored turns and what was sent are deleted.")
    boolean yes;

    @Override
    void run(Database database) {
      if (!yes) {
        throw new CommandFailure(
            ExitCode.USAGE,
            "This deletes all stored keys of providers, their headers, stored turns, and the"
                + " ledger of what was sent. Say --yes if the master key is lost for good.");
      }
      try {
        MasterKeys.rotation(MasterKeys.open(config(), database)).forget();
        output().println("All that was encrypted is deleted. Set the keys of providers again.");
      } catch (KeyFault e) {
        throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
      }
    }
  }
}
