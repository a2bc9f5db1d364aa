package dev.compresh.cli;

import dev.compresh.account.InvalidField;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.Principal;
import dev.compresh.admin.ProviderService;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.MasterKeys;
import dev.compresh.audit.AuditLog;
import dev.compresh.config.Secret;
import dev.compresh.provider.ProviderStore;
import dev.compresh.store.Database;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.KeyLock;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Base of the provider commands: the service, the organisation, and reading keys without echo. */
abstract class ProviderStoreCommand extends StoreCommand {
  /** For scripts; what is given on a command line is seen by all on the machine. */
  private static final String VARIABLE = "COMPRESH_PROVIDER_KEY";

  @Option(
      names = "--org",
      paramLabel = "ID",
      description = "Organisation that owns it (default: all organisations).")
  @Nullable String org;

  abstract void run(ProviderService service, ProviderStore providers, Principal who);

  @Override
  final void run(Database database) {
    InstantSource clock = InstantSource.system();
    String home =
        new KeyDirectory(database, clock)
            .owner()
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.FAILED, "There is no owner yet. Run 'compresh up' first."))
            .orgId();
    ProviderStore providers =
        new ProviderStore(database, MasterKeys.open(config(), database), clock);
    ProviderService service =
        new ProviderService(
            database,
            providers,
            new AuditLog(database, clock),
            () -> config().providers(),
            () -> {});
    try (KeyLock _ = KeyLock.shared(database.folder())) {
      run(service, providers, Principal.cli(org == null ? home : org));
    } catch (KeyFault e) {
      throw new CommandFailure(ExitCode.CONFIG, String.valueOf(e.getMessage()));
    }
  }

  /** Returns whether it is an organisation's own that is meant. */
  final boolean own() {
    return org != null;
  }

  static CommandFailure missing(String name) {
    return new CommandFailure(
        ExitCode.FAILED,
        "There is no stored provider or key named "
            + name
            + ". 'compresh provider list' shows all providers.");
  }

  /** The key from the environment, else asked for, else the first line of the input. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25 again gives piped programs none
  final Secret key() {
    String key = System.getenv(VARIABLE);
    Console console = System.console();
    if (key == null && console != null && console.isTerminal()) {
      char[] typed = console.readPassword("Key: ");
      key = typed == null ? "" : new String(typed);
    } else if (key == null) {
      key = line();
    }
    if (key.isBlank()) {
      throw new InvalidField(
          "key",
          "Enter the key, pipe it to standard input, or set "
              + VARIABLE
              + "; it is not accepted as an argument.");
    }
    return new Secret(key.strip());
  }

  private static String line() {
    try {
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      String line = in.readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      return "";
    }
  }
}
