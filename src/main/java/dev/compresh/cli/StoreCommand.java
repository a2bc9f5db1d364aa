package dev.compresh.cli;

import dev.compresh.account.InvalidField;
import dev.compresh.config.ConfigException;
import dev.compresh.config.ConfigLoader;
import dev.compresh.config.Setting;
import dev.compresh.store.Database;
import dev.compresh.store.OpenException;
import dev.compresh.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command on the data of an installation, whether its server runs or not. Results go to the
 * output, all else to the error output; the exit code is 0, or 1 with a message.
 */
abstract class StoreCommand implements Callable<Integer> {
  @Spec @Nullable CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The folder of data (COMPRESH_DATA, ./data).")
  @Nullable String data;

  @Option(names = "--config", paramLabel = "FILE", description = "The configuration file.")
  @Nullable Path config;

  /** Does what the command is for. */
  abstract void run(Database database);

  @Override
  public final Integer call() {
    try (Database database = open()) {
      run(database);
      return 0;
    } catch (OpenException
        | StoreException
        | InvalidField
        | ConfigException
        | IllegalStateException e) {
      err().println("compresh: " + e.getMessage());
      err().flush();
      return 1;
    } finally {
      out().flush();
    }
  }

  private Database open() throws OpenException {
    Map<String, String> flags = data == null ? Map.of() : Map.of(Setting.DATA.path(), data);
    Path folder =
        new ConfigLoader(System.getenv(), Path.of("")).load(flags, config).data().folder();
    if (!Files.exists(folder.resolve("compresh.db"))) {
      throw new IllegalStateException(
          "There is no data in "
              + folder.toAbsolutePath().normalize()
              + ". Run 'compresh up' first, or name its folder by --data.");
    }
    return Database.open(folder);
  }

  final PrintWriter out() {
    return line().getOut();
  }

  final PrintWriter err() {
    return line().getErr();
  }

  private picocli.CommandLine line() {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException("not run by picocli");
    }
    return own.commandLine();
  }
}
