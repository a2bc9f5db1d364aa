package dev.compresh.cli;

import dev.compresh.account.AccountState;
import dev.compresh.account.Organization;
import dev.compresh.account.admin.OrgAdmin;
import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.store.Database;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh org}: organisations. */
@Command(
    name = "org",
    description =
        "Create, list and change organisations. A running server applies changes within a second.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|edit",
    subcommands = {
      OrgCommand.OrgCreateCommand.class,
      OrgCommand.OrgListCommand.class,
      OrgCommand.OrgEditCommand.class
    })
final class OrgCommand extends CommandGroup {
  private static final int ALL = 100_000;

  /** {@code compresh org create}. */
  @Command(
      name = "create",
      description =
          "Create an organisation and its owner, and print the owner's one-time password.",
      mixinStandardHelpOptions = true)
  static final class OrgCreateCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Name of the organisation.")
    String name = "";

    @Option(
        names = "--owner",
        required = true,
        paramLabel = "NAME",
        description = "User name of its owner.")
    String owner = "";

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        split = ",",
        description = "Model that its keys may use; can be repeated (default: all models).")
    List<String> models = List.of();

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      OrgAdmin.NewOrg made = accounts.orgs.create(accounts.operatorIn(null), name, models, owner);
      output().println(made.owner().password());
      err().println("Organisation " + made.org().id() + " was created.");
      err()
          .println(
              "This one-time password is for the first sign-in of '"
                  + made.owner().user().name()
                  + "'.");
    }
  }

  /** {@code compresh org list}. */
  @Command(name = "list", description = "List organisations.", mixinStandardHelpOptions = true)
  static final class OrgListCommand extends StoreCommand {
    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      TextTable table =
          new TextTable(List.of("ID", "NAME", "STATE", "CREATED", "MODELS"), List.of());
      for (Organization organization : accounts.orgs.list(accounts.operatorIn(null), null, ALL)) {
        table.row(
            organization.id(),
            organization.name(),
            organization.state().name().toLowerCase(Locale.ROOT),
            organization.created().toString().substring(0, 10),
            organization.models().isEmpty() ? "all" : String.join(", ", organization.models()));
      }
      table.print(output());
    }
  }

  /** {@code compresh org edit}. */
  @Command(
      name = "edit",
      description = "Change an organisation; options that are not given stay as they are.",
      mixinStandardHelpOptions = true)
  static final class OrgEditCommand extends StoreCommand {
    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "Id of the organisation, as shown by 'org list'.")
    String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the organisation.")
    @Nullable String name;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "State: active, or deactivated (refuses its keys and sign-ins).")
    @Nullable AccountState state;

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        split = ",",
        description = "Model that its keys may use; can be repeated; 'all' for all models.")
    @Nullable List<String> models;

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      List<String> chosen = models != null && models.equals(List.of("all")) ? List.of() : models;
      Organization organization =
          accounts
              .orgs
              .edit(accounts.operatorIn(null), id, name, state, chosen, null)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          ExitCode.FAILED,
                          "No such organisation. 'compresh org list' shows the ids."));
      output()
          .println(
              "Organisation " + organization.id() + " (" + organization.name() + ") was changed.");
    }
  }
}
