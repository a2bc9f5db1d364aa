package dev.compresh.cli;

import dev.compresh.app.ExitCode;
import dev.compresh.app.ProgramVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program's name; {@link CommandTree} adds what it can do. */
@Command(
    name = "compresh",
    description = "LLM gateway that compresses conversations to make them cheaper.",
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class)
final class RootCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Without a command: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return ExitCode.USAGE;
  }
}
