package dev.compresh.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.Bootstrap;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.signin.SignIn.SignInResult.SignInRefused;
import dev.compresh.account.signin.SignIn.SignInResult.SignInThrottled;
import dev.compresh.account.signin.SignIn.SignInResult.SignedIn;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Nobody keeps a user out by failing in their name. */
@OnEachStore
class AttackedNameTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final InstantSource clock = now::get;
  private final List<Duration> delays = new ArrayList<>();

  @TempDir private Path folder;
  private Database database;
  private Bootstrap.InitialSignIn owner;
  private SignIn signIn;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
    owner =
        new Bootstrap(database, new KeyDirectory(database, clock), clock)
            .run(null)
            .owner()
            .orElseThrow();
    SessionLimits limits = new SessionLimits(Duration.ofHours(1), Duration.ofDays(1));
    signIn =
        new SignIn(
            database,
            new AdminSessions(database, limits, clock),
            new PasswordHasher(1),
            new AuditLog(database, clock),
            clock,
            _ -> true,
            delays::add);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private SignIn.SignInResult attempt(String password, String address) {
    return signIn.signIn(owner.name(), password, address, "test", null);
  }

  /** Fails so often, five times from each address. */
  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(attempt("wrong " + i, "198.51.100." + i / 5)).isEqualTo(new SignInRefused());
    }
  }

  @Test
  void failuresFromElsewhere_keepNobodyOut() {
    for (int i = 0; i < 30; i++) {
      attempt("wrong " + i, "198.51.100.7");
    }
    assertThat(attempt("wrong", "198.51.100.7")).isInstanceOf(SignInThrottled.class);
    assertThat(attempt(owner.password(), "203.0.113.5")).isInstanceOf(SignedIn.class);
    assertThat(delays).isEmpty();
  }

  @Test
  void anAttackFromManyAddresses_delaysTheUserAndDoesNotRefuseThem() {
    fail(120);
    assertThat(attempt(owner.password(), "203.0.113.5")).isInstanceOf(SignedIn.class);
    assertThat(delays.getLast()).isEqualTo(NameGuard.LONGEST);
  }

  @Test
  void delays_growUpToTheLongest() {
    fail(100);
    assertThat(delays)
        .hasSize(50)
        .isSorted()
        .endsWith(NameGuard.LONGEST)
        .startsWith(Duration.ofMillis(250));
  }

  @Test
  void whoIsSignedInFromThere_isNotEvenDelayed() {
    assertThat(attempt(owner.password(), "203.0.113.5")).isInstanceOf(SignedIn.class);
    fail(120);
    delays.clear();
    assertThat(attempt(owner.password(), "203.0.113.5")).isInstanceOf(SignedIn.class);
    assertThat(delays).isEmpty();
    assertThat(attempt(owner.password(), "203.0.113.6")).isInstanceOf(SignedIn.class);
    assertThat(delays).hasSize(1);
  }

  @Test
  void onesOwnFailures_stillSlowDownAtTheSameAddress() {
    for (int i = 0; i < 6; i++) {
      assertThat(attempt("wrong " + i, "203.0.113.5")).isEqualTo(new SignInRefused());
    }
    assertThat(attempt(owner.password(), "203.0.113.5"))
        .isEqualTo(new SignInThrottled(Duration.ofSeconds(1)));
  }

  @Test
  void anAttackThatIsOver_isForgotten() {
    fail(120);
    now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
    delays.clear();
    assertThat(attempt(owner.password(), "203.0.113.5")).isInstanceOf(SignedIn.class);
    assertThat(delays).isEmpty();
  }

  @Test
  void aNameThatIsNotKnown_isDelayedAlike() {
    for (int i = 0; i < 60; i++) {
      signIn.signIn("nobody", "wrong", "198.51.100." + i / 5, "test", null);
    }
    assertThat(delays).hasSize(10);
  }
}
