package dev.compresh.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.app.ExitCode;
import dev.compresh.audit.AuditEntry;
import dev.compresh.audit.AuditFilter;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code org}, {@code user}, {@code token} and {@code key} on the data itself. */
class AccountCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void firstStart() throws Exception {
    try (Database database = Database.open(folder)) {
      new Bootstrap(
              database, new KeyDirectory(database, InstantSource.system()), InstantSource.system())
          .run(null);
    }
  }

  private CommandRun run(String command, String... words) {
    return CommandRun.on(folder, command, words);
  }

  private List<AuditEntry> audit() throws Exception {
    try (Database database = Database.open(folder)) {
      return new AuditLog(database, InstantSource.system()).list(AuditFilter.of(null), 50);
    }
  }

  @Test
  void users_areMadeListedAndChanged() throws Exception {
    CommandRun made = run("user", "create", "ann", "--role", "admin");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).hasSize(20);
    assertThat(run("user", "list").out()).contains("owner", "ann", "admin");
    assertThat(run("user", "create", "ann").exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run("user", "edit", "ann", "--state", "deactivated").exit()).isZero();
    assertThat(run("user", "list").out()).contains("deactivated");
    assertThat(run("user", "edit", "owner", "--role", "member").exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run("user", "reset-password", "owner").out()).hasSize(20);
    assertThat(run("user", "reset-password", "nobody").exit()).isEqualTo(ExitCode.FAILED);
    assertThat(audit())
        .extracting(AuditEntry::action)
        .containsExactly("user.reset_password", "user.edit", "user.create");
    assertThat(audit()).allSatisfy(entry -> assertThat(entry.actor().id()).isEqualTo("cli"));
  }

  @Test
  void orgs_areMadeListedAndChanged() throws Exception {
    CommandRun made = run("org", "create", "Second", "--owner", "bob", "--model", "gpt-4o");
    assertThat(made.exit()).as(made.err()).isZero();
    assertThat(made.out()).hasSize(20);
    String list = run("org", "list").out();
    assertThat(list).contains("Default", "Second", "gpt-4o");
    String line = list.lines().filter(each -> each.contains("Second")).findFirst().orElseThrow();
    String id = line.substring(0, line.indexOf(' '));
    assertThat(run("org", "edit", id, "--name", "Other", "--model", "all").exit()).isZero();
    assertThat(run("org", "list").out()).contains("Other").doesNotContain("gpt-4o");
    assertThat(run("org", "edit", "org_none", "--name", "x").exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run("user", "list", "--org", id).out()).contains("bob").doesNotContain("Default");
  }

  @Test
  void tokens_areMadeListedAndRevoked() {
    CommandRun made = run("token", "create", "deploy", "--role", "member", "--expires", "30d");
    assertThat(made.out()).startsWith("comp_admin_");
    String list = run("token", "list").out();
    assertThat(list).contains("deploy", "member", "active");
    String id =
        list.lines()
            .filter(each -> each.contains("deploy"))
            .findFirst()
            .orElseThrow()
            .split(" ", 2)[0];
    assertThat(run("token", "revoke", id).exit()).isZero();
    assertThat(run("token", "list").out()).contains("revoked");
    assertThat(run("token", "revoke", "tok_none").exit()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void keys_areChanged() throws Exception {
    String key = run("key", "create", "first").out();
    assertThat(run("key", "edit", key, "--description", "second", "--rpm", "33").exit()).isZero();
    assertThat(run("key", "list").out()).contains("second", "33");
    assertThat(run("key", "edit", key, "--rpm", "3").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run("key", "revoke", key).exit()).isZero();
    CommandRun revoked = run("key", "edit", key, "--rpm", "34");
    assertThat(revoked.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(revoked.err()).contains("revoked");
    assertThat(audit())
        .extracting(AuditEntry::action)
        .containsExactly("key.revoke", "key.edit", "key.create");
  }
}
