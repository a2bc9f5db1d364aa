package dev.compresh.cli;

import dev.compresh.account.AccountState;
import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.admin.NewUser;
import dev.compresh.store.Database;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compresh user}: those who can sign in. */
@Command(
    name = "user",
    description = "Make, list and change users. A running server sees it within a second.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "create|list|edit|reset-password",
    subcommands = {
      UserCommand.UserCreateCommand.class,
      UserCommand.UserListCommand.class,
      UserCommand.UserEditCommand.class,
      UserCommand.ResetCommand.class
    })
final class UserCommand extends CommandGroup {
  private static final int ALL = 100_000;

  /** {@code compresh user create}. */
  @Command(
      name = "create",
      description = "Make a user, and print their one-time password.",
      mixinStandardHelpOptions = true)
  static final class UserCreateCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "What they sign in with.")
    String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "member",
        description = "owner, admin or member (default: ${DEFAULT-VALUE}).")
    Role role = Role.MEMBER;

    @Option(names = "--org", paramLabel = "ID", description = "Where; the first organisation.")
    @Nullable String org;

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      NewUser made = accounts.users.create(accounts.operatorIn(org), name, role, null);
      output().println(made.password());
      err().println("User " + made.user().id() + " is made. The password is for one sign-in.");
    }
  }

  /** {@code compresh user list}. */
  @Command(name = "list", description = "List users.", mixinStandardHelpOptions = true)
  static final class UserListCommand extends StoreCommand {
    @Option(names = "--org", paramLabel = "ID", description = "Whose; the first organisation.")
    @Nullable String org;

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      TextTable table =
          new TextTable(
              List.of("ID", "NAME", "ROLE", "OPERATOR", "STATE", "LAST SIGN-IN"), List.of());
      for (User user : accounts.users.list(accounts.operatorIn(org), null, ALL)) {
        table.row(
            user.id(),
            user.name(),
            user.role().label(),
            user.operator() ? "yes" : "no",
            user.state().name().toLowerCase(Locale.ROOT),
            user.lastSignIn() == null ? "never" : user.lastSignIn().toString());
      }
      table.print(output());
    }
  }

  /** {@code compresh user edit}. */
  @Command(
      name = "edit",
      description = "Change a user, who is then signed out: what is not given stays.",
      mixinStandardHelpOptions = true)
  static final class UserEditCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "What they sign in with.")
    String name = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "owner, admin or member.")
    @Nullable Role role;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "active, or deactivated: neither their keys nor sign-ins are served.")
    @Nullable AccountState state;

    @Option(
        names = "--operator",
        paramLabel = "true|false",
        description = "Whether the whole installation is theirs.")
    @Nullable Boolean operator;

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      User user = accounts.user(name);
      Principal by = accounts.operatorIn(user.orgId());
      if (role != null || state != null) {
        accounts.users.edit(by, user.id(), role, state);
      }
      Boolean chosen = operator;
      if (chosen != null) {
        accounts.users.operator(by, user.id(), chosen);
      }
      output().println("User " + user.id() + " (" + user.name() + ") is changed.");
    }
  }

  /** {@code compresh user reset-password}. */
  @Command(
      name = "reset-password",
      description = "Print a one-time password; the user's sign-ins and tokens end.",
      mixinStandardHelpOptions = true)
  static final class ResetCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "What they sign in with.")
    String name = "";

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      User user = accounts.user(name);
      NewUser made =
          accounts.users.resetPassword(accounts.operatorIn(user.orgId()), user.id()).orElseThrow();
      output().println(Objects.requireNonNull(made.password()));
      err().println("The password is for one sign-in of '" + user.name() + "'.");
    }
  }
}
