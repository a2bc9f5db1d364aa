package dev.compresh.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Who may sign in, and when again after failures. */
@OnEachStore
class SignInTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final InstantSource clock = now::get;

  @TempDir private Path folder;

  @Test
  void afterFailures_theRightPasswordWaitsToo_andThenIsGood() throws Exception {
    try (Database database = engine.open(folder)) {
      Bootstrap.InitialSignIn owner =
          new Bootstrap(database, new KeyDirectory(database, clock), clock)
              .run(null)
              .owner()
              .orElseThrow();
      SessionLimits limits = new SessionLimits(Duration.ofHours(1), Duration.ofDays(1));
      SignIn signIn =
          new SignIn(
              database,
              new AdminSessions(database, limits, clock),
              new PasswordHasher(1),
              new AuditLog(database, clock),
              clock);
      for (String name : new String[] {owner.name(), "nobody"}) {
        for (int i = 0; i < 6; i++) {
          assertThat(signIn.signIn(name, "wrong " + i, "192.0.2." + name.length(), "test", null))
              .isEqualTo(new SignIn.SignInResult.SignInRefused());
        }
        assertThat(signIn.signIn(name, owner.password(), "192.0.2." + name.length(), "test", null))
            .as(name)
            .isEqualTo(new SignIn.SignInResult.SignInThrottled(Duration.ofSeconds(1)));
      }
      now.updateAndGet(time -> time.plusSeconds(1));
      assertThat(
              signIn.signIn(
                  owner.name(), owner.password(), "192.0.2." + owner.name().length(), "test", null))
          .isInstanceOf(SignIn.SignInResult.SignedIn.class);
    }
  }

  @Test
  void aPasswordReplacedWhileTheOldOneIsChecked_isNotGoodAnyMore() throws Exception {
    AtomicInteger calls = new AtomicInteger(Integer.MIN_VALUE);
    try (Database database = engine.open(folder)) {
      Bootstrap.InitialSignIn owner =
          new Bootstrap(database, new KeyDirectory(database, clock), clock)
              .run(null)
              .owner()
              .orElseThrow();
      // The address has a failure already, so the clock is read once more after the check.
      InstantSource watched =
          () -> {
            if (calls.incrementAndGet() == 4) {
              database.commit(h -> h.execute("UPDATE app_user SET password_hash = 'new'"));
            }
            return clock.instant();
          };
      SessionLimits limits = new SessionLimits(Duration.ofHours(1), Duration.ofDays(1));
      SignIn signIn =
          new SignIn(
              database,
              new AdminSessions(database, limits, clock),
              new PasswordHasher(1),
              new AuditLog(database, clock),
              watched);
      signIn.signIn("nobody", "wrong", "192.0.2.1", "test", null);
      calls.set(0);
      assertThat(signIn.signIn(owner.name(), owner.password(), "192.0.2.1", "test", null))
          .isEqualTo(new SignIn.SignInResult.SignInRefused());
      assertThat(calls.get()).isEqualTo(4);
    }
  }
}
