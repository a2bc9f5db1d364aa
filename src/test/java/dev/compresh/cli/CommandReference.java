package dev.compresh.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Describes all commands, as picocli knows them. */
public final class CommandReference {
  private CommandReference() {}

  /** The page's text below its heading. */
  public static String describe() {
    CommandLine root = new CommandLine(new RootCommand());
    CommandTree.add(root, "");
    StringBuilder out = new StringBuilder();
    root.getSubcommands().values().stream().distinct().forEach(line -> describe(line, out));
    return out.toString();
  }

  private static void describe(CommandLine line, StringBuilder out) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.usageMessage().hidden() || spec.name().equals("help")) {
      return;
    }
    out.append("\n## ").append(spec.qualifiedName()).append("\n\n");
    out.append(String.join(" ", spec.usageMessage().description())).append('\n');
    List<OptionSpec> options = spec.options().stream().filter(o -> !isStandard(o)).toList();
    if (!options.isEmpty() || !spec.positionalParameters().isEmpty()) {
      out.append("\n| option | meaning |\n| --- | --- |\n");
    }
    for (PositionalParamSpec position : spec.positionalParameters()) {
      row(out, position.paramLabel(), position.description());
    }
    for (OptionSpec option : options) {
      String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
      row(out, String.join(", ", option.names()) + value, option.description());
    }
    spec.subcommands().values().stream().distinct().forEach(inner -> describe(inner, out));
  }

  private static boolean isStandard(OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || option.hidden();
  }

  private static void row(StringBuilder out, String name, String... description) {
    out.append("| `").append(name).append("` | ");
    out.append(String.join(" ", description).replace("|", "\\|").replace("%n", " "));
    out.append(" |\n");
  }
}
