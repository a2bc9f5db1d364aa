package dev.compresh.cli;

import dev.compresh.account.DeniedException;
import dev.compresh.account.InvalidField;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.StoreOpening;
import dev.compresh.config.Config;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.EnvironmentSetting;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.PostgresSettings;
import dev.compresh.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command on the data of an installation, whether its server runs or not. Results go to the
 * output, all else to the error output.
 */
abstract class StoreCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Data folder (default: COMPRESH_DATA or ./data).")
  private @Nullable String data;

  @Option(names = "--config", paramLabel = "FILE", description = "Configuration file.")
  private @Nullable Path config;

  private @Nullable Config loaded;

  /**
   * Does what the command is for.
   *
   * @throws CommandFailure where it can't be done
   */
  abstract void run(Database database);

  @Override
  public final Integer call() {
    try (Database database = open()) {
      run(database);
      return ExitCode.OK;
    } catch (OpenException | StoreException e) {
      throw new CommandFailure(ExitCode.STORE, String.valueOf(e.getMessage()));
    } catch (DeniedException e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    } catch (InvalidField e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    } finally {
      output().flush();
    }
  }

  private Database open() throws OpenException {
    Map<String, String> flags =
        data == null ? Map.of() : Map.of(EnvironmentSetting.DATA.path(), data);
    Config read = new ConfigLoader(System.getenv(), Path.of("")).load(flags, config);
    loaded = read;
    Path folder = read.data().folder();
    PostgresSettings settings = StoreOpening.settings(read.database());
    if (settings != null) {
      return Database.open(folder.toAbsolutePath().normalize(), settings);
    }
    // Looked for before it is opened: a mistyped name should not make a folder.
    if (!isMade() && !Database.exists(folder)) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "There is no data in "
              + folder.toAbsolutePath().normalize()
              + ". Run 'compresh up' first, or choose the folder with --data.");
    }
    return Database.open(folder);
  }

  /** Returns whether the store is made where it is missing. */
  boolean isMade() {
    return false;
  }

  /** The configuration, once {@link #run} runs. */
  final Config config() {
    return Objects.requireNonNull(loaded);
  }

  final PrintWriter output() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
