package dev.compresh.cli;

import dev.compresh.account.IssuedKey;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.User;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.cli.litellm.ImportedKey;
import dev.compresh.cli.litellm.LiteLlmTranslator;
import dev.compresh.cli.litellm.TranslatedConfig;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compresh import litellm}: writes a configuration, and makes keys. */
@Command(
    name = "litellm",
    description = {
      "Translate LiteLLM's config.yaml into compresh.yaml, and report what has no counterpart.",
      "Secrets stay references to environment variables."
    },
    mixinStandardHelpOptions = true)
final class LiteLlmImportCommand implements Callable<Integer> {
  /** Far more than any configuration has. */
  private static final long LARGEST = 16L << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "FILE", description = "LiteLLM's config.yaml.")
  private Path file = Path.of("config.yaml");

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "compresh.yaml",
      description = "File to write, which must not exist (default: ${DEFAULT-VALUE}).")
  private Path target = Path.of("compresh.yaml");

  @Option(names = "--dry-run", description = "Print everything, write nothing.")
  private boolean isDryRun;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description =
          "Answer of LiteLLM's /key/list?return_full_object=true: for each key, make one with its"
              + " name, budget, limit and models.")
  private @Nullable Path keys;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      defaultValue = "data",
      description = "Data folder for the keys (default: ${DEFAULT-VALUE}).")
  private Path data = Path.of("data");

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try {
      TranslatedConfig translated = LiteLlmTranslator.translate(read(file));
      Path listed = keys;
      List<ImportedKey> found = listed == null ? List.of() : ImportedKey.readAll(read(listed));
      if (isDryRun) {
        out.print(translated.yaml());
        found.forEach(key -> out.println("# key '" + key.description() + "' " + key.figures()));
      } else {
        if (!found.isEmpty() && !Database.exists(data)) {
          throw new CommandFailure(
              ExitCode.FAILED,
              "There is no data in " + data + ". Run 'compresh up' first, or use --data.");
        }
        write(translated.yaml());
        err.println("Wrote " + target + ". Check it with 'compresh config check'.");
        make(found, out);
      }
      translated.notes().forEach(note -> err.println("note  " + note));
      found.forEach(
          key ->
              key.notes().forEach(n -> err.println("note  key '" + key.description() + "': " + n)));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    } catch (OpenException | StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()));
    } finally {
      out.flush();
      err.flush();
    }
  }

  private static String read(Path path) {
    try {
      if (Files.size(path) > LARGEST) {
        throw new CommandFailure(ExitCode.FAILED, path + " is too large.");
      }
      return Files.readString(path);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Can't read " + path + ".");
    }
  }

  private void write(String yaml) {
    try {
      Files.writeString(target, yaml, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "Can't write " + target + ". If it exists, choose another file with --output.");
    }
  }

  private void make(List<ImportedKey> found, PrintWriter out) throws OpenException {
    if (found.isEmpty()) {
      return;
    }
    try (Database database = Database.open(data)) {
      StoreAccounts accounts = new StoreAccounts(database);
      User owner = accounts.owner();
      for (ImportedKey key : found) {
        KeyOptions options =
            new KeyOptions(
                key.description(),
                null,
                key.requestsPerMinute(),
                null,
                null,
                null,
                key.models(),
                List.of());
        IssuedKey issued =
            accounts.keyAdmin.create(
                accounts.operatorIn(owner.orgId()),
                owner.id(),
                options,
                CapOptions.extension(key.budget(), key.period()));
        out.println(key.description() + "\t" + issued.secret());
      }
    }
  }
}
