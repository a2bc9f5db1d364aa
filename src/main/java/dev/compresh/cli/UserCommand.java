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
    description =
        "Create, list and change users. A running server applies changes within a second.",
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
      description = "Create a user and print the one-time password.",
      mixinStandardHelpOptions = true)
  static final class UserCreateCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "User name.")
    String name = "";

    @Option(
        names = "--role",
        paramLabel = "ROLE",
        defaultValue = "member",
        description = "Role: owner, admin or member (default: ${DEFAULT-VALUE}).")
    Role role = Role.MEMBER;

    @Option(
        names = "--org",
        paramLabel = "ID",
        description = "Organisation (default: the first one).")
    @Nullable String org;

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      NewUser made = accounts.users.create(accounts.operatorIn(org), name, role, null);
      output().println(made.password());
      err()
          .println(
              "User "
                  + made.user().id()
                  + " was created. The one-time password is for the first sign-in.");
    }
  }

  /** {@code compresh user list}. */
  @Command(name = "list", description = "List users.", mixinStandardHelpOptions = true)
  static final class UserListCommand extends StoreCommand {
    @Option(
        names = "--org",
        paramLabel = "ID",
        description = "Organisation (default: the first one).")
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
      description =
          "Change a user, who is then signed out; options that are not given stay as they are.",
      mixinStandardHelpOptions = true)
  static final class UserEditCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "User name.")
    String name = "";

    @Option(names = "--role", paramLabel = "ROLE", description = "Role: owner, admin or member.")
    @Nullable Role role;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        description = "State: active, or deactivated (refuses keys and sign-ins).")
    @Nullable AccountState state;

    @Option(
        names = "--operator",
        paramLabel = "true|false",
        description = "Operator rights, which cover the whole installation: true or false.")
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
      output().println("User " + user.id() + " (" + user.name() + ") was changed.");
    }
  }

  /** {@code compresh user reset-password}. */
  @Command(
      name = "reset-password",
      description =
          "Reset the password and print a one-time password; ends the user's sessions and tokens.",
      mixinStandardHelpOptions = true)
  static final class ResetCommand extends StoreCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "User name.")
    String name = "";

    @Override
    void run(Database database) {
      StoreAccounts accounts = new StoreAccounts(database);
      User user = accounts.user(name);
      NewUser made =
          accounts.users.resetPassword(accounts.operatorIn(user.orgId()), user.id()).orElseThrow();
      output().println(Objects.requireNonNull(made.password()));
      err().println("This one-time password is for the next sign-in of '" + user.name() + "'.");
    }
  }
}
