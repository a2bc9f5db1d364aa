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
    description = "Make, list and change organisations. A running server sees it within a second.",
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
      description = "Make an organisation and its owner, and print the owner's one-time password.",
      mixinStandardHelpOptions = true)
  static final class OrgCreateCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
    String name = "";

    @Option(
        names = "--owner",
        required = true,
        paramLabel = "NAME",
        description = "What its owner signs in with.")
    String owner = "";

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        split = ",",
        description = "A model that its keys may use; may be given again. Without it, all.")
    List<String> models = List.of();

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      OrgAdmin.NewOrg made = accounts.orgs.create(accounts.operatorIn(null), name, models, owner);
      output().println(made.owner().password());
      err().println("Organisation " + made.org().id() + " is made.");
      err().println("The password is for one sign-in of '" + made.owner().user().name() + "'.");
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
      description = "Change an organisation: what is not given stays.",
      mixinStandardHelpOptions = true)
  static final class OrgEditCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "ID", description = "The id, as 'org list' shows it.")
    String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "Its name.")
    @Nullable String name;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "active, or deactivated: neither keys nor sign-ins are served.")
    @Nullable AccountState state;

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        split = ",",
        description = "A model that its keys may use; may be given again. 'all' for all.")
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
                          "There is no such organisation. 'compresh org list' shows the ids."));
      output()
          .println(
              "Organisation " + organization.id() + " (" + organization.name() + ") is changed.");
    }
  }
}
