package dev.compresh.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

/**
 * The commands by name. To read one's annotations takes some 10 ms, so only the one that is asked
 * for is made, and all of them where help or a suggestion is due.
 */
final class CommandTree {
  private CommandTree() {}

  /** Adds {@code name}'s command to {@code line}; all of them where there is none of that name. */
  static void add(CommandLine line, String name) {
    Map<String, Supplier<Object>> all = all();
    Supplier<Object> one = all.get(name);
    if (one != null) {
      line.addSubcommand(name, one.get());
    } else {
      all.forEach((each, command) -> line.addSubcommand(each, command.get()));
      line.addSubcommand(new HelpCommand());
    }
  }

  private static Map<String, Supplier<Object>> all() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("up", UpCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("connect", ConnectCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("mcp", McpCommand::new);
    commands.put("org", OrgCommand::new);
    commands.put("user", UserCommand::new);
    commands.put("token", TokenCommand::new);
    commands.put("key", KeyCommand::new);
    commands.put("model", ModelCommand::new);
    commands.put("provider", ProviderCommand::new);
    commands.put("master-key", MasterKeyCommand::new);
    commands.put("topup", TopupCommand::new);
    commands.put("usage", UsageCommand::new);
    commands.put("session", SessionCommand::new);
    commands.put("alert", AlertCommand::new);
    commands.put("migrate", MigrateCommand::new);
    commands.put("store", StoreGroup::new);
    commands.put("backup", BackupCommand::new);
    commands.put("restore", RestoreCommand::new);
    commands.put("config", ConfigCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("replay", ReplayCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("sim", SimCommand::new);
    commands.put("train", TrainCommand::new);
    return commands;
  }
}
