package dev.compresh.cli;

import dev.compresh.account.DeniedException;
import dev.compresh.account.IssuedKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.User;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreException;
import dev.compresh.usage.UsageReports;
import dev.compresh.usage.UsageTotals;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Keys of an installation on this machine, made in its store. */
final class StoreGatewayKeys implements GatewayKeys {
  private final Path folder;

  StoreGatewayKeys(Path folder) {
    this.folder = folder;
  }

  @Override
  public ClientKey create(String description) {
    return useDatabase(
        database -> {
          StoreAccounts accounts = new StoreAccounts(database);
          User owner = accounts.owner();
          IssuedKey issued =
              accounts.keyAdmin.create(
                  accounts.operatorIn(owner.orgId()),
                  owner.id(),
                  KeyOptions.named(description),
                  KeyAdmin.KeyChangeExtension.NOTHING);
          return new ClientKey(issued.key().id(), issued.secret());
        });
  }

  @Override
  public boolean revoke(String id) {
    return useDatabase(
        database -> {
          StoreAccounts accounts = new StoreAccounts(database);
          return accounts.keyAdmin.revoke(accounts.operatorIn(null), id).isPresent();
        });
  }

  @Override
  public Optional<SavedTokens> savings() {
    Instant now = Instant.now();
    return useDatabase(
        database -> {
          UsageTotals sums =
              new UsageReports(database).total(now.minus(Duration.ofDays(30)), now.plusSeconds(1));
          return Optional.of(new SavedTokens(sums.requests(), sums.original(), sums.saved()));
        });
  }

  private <T> T useDatabase(Function<Database, T> work) {
    // Looked for before it is opened: a mistyped name should not make a folder.
    if (!Database.exists(folder)) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "There is no data in "
              + folder.toAbsolutePath().normalize()
              + ". Choose the folder with --data, a key with --key, or a server elsewhere with"
              + " --admin-url.");
    }
    try (Database database = Database.open(folder)) {
      return work.apply(database);
    } catch (OpenException | StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()));
    } catch (DeniedException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    }
  }
}
