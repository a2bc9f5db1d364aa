package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.cli.connect.ClientCatalogue;
import dev.compresh.cli.connect.ClientFile;
import dev.compresh.cli.connect.ClientHome;
import dev.compresh.cli.connect.ClientLaunch;
import dev.compresh.cli.connect.ClientProgram;
import dev.compresh.cli.connect.ConfigWriter;
import dev.compresh.cli.connect.DamagedFile;
import dev.compresh.cli.connect.GatewayAccess;
import dev.compresh.cli.connect.GatewayProbe;
import dev.compresh.cli.connect.WrittenKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compresh connect CLIENT}: makes a client use the gateway. */
@Command(
    name = "connect",
    description = "Make a client use the gateway: write its configuration, and test it.",
    mixinStandardHelpOptions = true)
final class ConnectCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "CLIENT",
      description =
          "claude-code, codex, opencode, cline, continue, qwen, gemini, droid, kilo, aider,"
              + " openai-env or anthropic-env.")
  String client = "";

  @Option(names = "--print", description = "Print what would be written. Nothing is changed.")
  boolean print;

  @Option(
      names = "--undo",
      description = "Take the settings back and revoke the key that was made for them.")
  boolean undo;

  @Mixin private final GatewayOptionGroup options = new GatewayOptionGroup();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final ClientHome home = ClientHome.current();

  @Override
  public Integer call() throws InterruptedException {
    ClientProgram program = GatewayOptionGroup.client(client);
    try (GatewayProbe probe = new GatewayProbe(options.url())) {
      if (print) {
        print(program);
      } else if (undo) {
        undo(program);
      } else {
        connect(program, probe);
      }
      return ExitCode.OK;
    } catch (DamagedFile e) {
      throw new CommandFailure(ExitCode.FAILED, String.valueOf(e.getMessage()));
    } catch (ConnectException | HttpTimeoutException e) {
      throw GatewayOptionGroup.unreachable(options.url());
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "Reading or writing failed: " + e.getMessage());
    } finally {
      output().flush();
    }
  }

  private void print(ClientProgram program) throws IOException, DamagedFile {
    String key = Objects.requireNonNullElse(options.key, WrittenKey.PLACEHOLDER);
    GatewayAccess access = options.planned(program, key);
    List<ClientFile> files = ClientCatalogue.files(program, home, access);
    List<String> texts = ConfigWriter.texts(files);
    for (int i = 0; i < files.size(); i++) {
      output().println("# " + files.get(i).path());
      output().print(texts.get(i));
    }
    exports(program, access);
  }

  private void exports(ClientProgram program, GatewayAccess access) {
    if (program == ClientProgram.OPENAI_ENV || program == ClientProgram.ANTHROPIC_ENV) {
      ClientLaunch.variables(program, access)
          .forEach((name, value) -> output().println("export " + name + "=" + value));
    }
  }

  private void connect(ClientProgram program, GatewayProbe probe)
      throws IOException, InterruptedException, DamagedFile {
    List<ClientFile> planned =
        ClientCatalogue.files(program, home, options.planned(program, WrittenKey.PLACEHOLDER));
    // What can't be written is found out before a key is made.
    ConfigWriter.texts(planned);
    probe.models(WrittenKey.PLACEHOLDER);
    Optional<GatewayKeys.ClientKey> made = Optional.empty();
    String secret = known(planned, probe);
    if (secret == null) {
      made = Optional.of(options.keys().create("connect " + program.label()));
      secret = made.get().secret();
    }
    GatewayAccess access = options.access(probe, program, secret);
    List<ClientFile> files = ClientCatalogue.files(program, home, access);
    ConfigWriter.write(files, made.map(GatewayKeys.ClientKey::id).orElse(""));
    files.forEach(file -> err().println("Wrote " + file.path() + " (a backup is next to it)."));
    exports(program, access);
    test(program, probe, access);
    if (options.key == null) {
      saved();
    }
  }

  /** A key that is given, or that is in the files already and works. */
  private @Nullable String known(List<ClientFile> planned, GatewayProbe probe)
      throws IOException, InterruptedException, DamagedFile {
    if (options.key != null) {
      return options.key;
    }
    Optional<String> written = WrittenKey.find(planned);
    return written.isPresent() && probe.models(written.get()).isPresent() ? written.get() : null;
  }

  private void test(ClientProgram program, GatewayProbe probe, GatewayAccess access)
      throws IOException, InterruptedException {
    GatewayProbe.GatewayAnswer answer = probe.ask(access, program.speaksMessages());
    String model = access.models().getFirst();
    if (answer.isSuccess()) {
      err().println("A test request to " + model + " was answered. " + next(program));
    } else {
      err()
          .println(
              "The settings are written, but a test request to "
                  + model
                  + " was answered with "
                  + answer.status()
                  + ": "
                  + answer.message());
    }
  }

  private static String next(ClientProgram program) {
    return program.binary().isEmpty()
        ? "Programs with these variables are connected."
        : program.title() + " is connected: start '" + program.binary() + "'.";
  }

  private void saved() throws IOException, InterruptedException {
    GatewayKeys.SavedTokens sums = options.keys().savings().orElse(null);
    if (sums == null || sums.original() == 0) {
      return;
    }
    err()
        .printf(
            "Saved so far: %,d of %,d tokens (%.1f %%) in %,d requests of the last 30 days.%n",
            sums.saved(), sums.original(), 100.0 * sums.saved() / sums.original(), sums.requests());
  }

  private void undo(ClientProgram program) throws IOException, InterruptedException, DamagedFile {
    List<ClientFile> files =
        ClientCatalogue.files(program, home, options.planned(program, WrittenKey.PLACEHOLDER));
    List<String> keys = ConfigWriter.undo(files.stream().map(ClientFile::path).toList());
    if (keys.isEmpty()) {
      err().println("There is nothing to undo: no settings of 'compresh connect' were found.");
      return;
    }
    files.forEach(file -> err().println("Restored " + file.path() + "."));
    for (String id : keys.stream().filter(id -> !id.isEmpty()).distinct().toList()) {
      revoke(id);
    }
  }

  private void revoke(String id) throws InterruptedException {
    boolean revoked;
    try {
      revoked = options.keys().revoke(id);
    } catch (IOException | CommandFailure e) {
      revoked = false;
    }
    err()
        .println(
            revoked
                ? "Key " + id + " was revoked."
                : "Key " + id + " could not be revoked here. Revoke it in the dashboard.");
  }

  private PrintWriter output() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
