package dev.compresh.account.signin;

import dev.compresh.account.AccountState;
import dev.compresh.account.AccountTable;
import dev.compresh.account.Organization;
import dev.compresh.account.Principal;
import dev.compresh.account.User;
import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditLog;
import dev.compresh.store.Database;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Signs people in and out. Names that are not known take the same work as those that are, and all
 * failures look alike. Failures count against the address they come from: nobody is kept out by
 * what others do elsewhere.
 */
public final class SignIn {
  private static final int FREE_PER_NAME = 5;
  private static final int FREE_EVERYWHERE = 50;
  private static final int FREE_PER_ADDRESS = 20;
  private static final Duration LONGEST_PER_NAME = Duration.ofMinutes(1);
  private static final Duration LONGEST_PER_ADDRESS = Duration.ofMinutes(15);

  /** Attempts that are being delayed; more of them have to come again. */
  private static final int DELAYED = 64;

  private final Database database;
  private final AdminSessions sessions;
  private final PasswordHasher passwords;
  private final AuditLog auditLog;
  private final SessionOpening opening;
  private final Predicate<User> mayUsePassword;
  private final LoginThrottle byNameAndAddress;
  private final LoginThrottle byAddress;
  private final NameGuard byName;
  private final Consumer<Duration> sleep;
  private final Semaphore delayed = new Semaphore(DELAYED);

  public SignIn(
      Database database,
      AdminSessions sessions,
      PasswordHasher passwords,
      AuditLog auditLog,
      InstantSource clock) {
    this(database, sessions, passwords, auditLog, clock, _ -> true);
  }

  /**
   * @param mayUsePassword who may sign in with a password; others are refused as with a wrong one
   */
  public SignIn(
      Database database,
      AdminSessions sessions,
      PasswordHasher passwords,
      AuditLog auditLog,
      InstantSource clock,
      Predicate<User> mayUsePassword) {
    this(database, sessions, passwords, auditLog, clock, mayUsePassword, SignIn::sleep);
  }

  /**
   * @param sleep how an attempt is delayed
   */
  SignIn(
      Database database,
      AdminSessions sessions,
      PasswordHasher passwords,
      AuditLog auditLog,
      InstantSource clock,
      Predicate<User> mayUsePassword,
      Consumer<Duration> sleep) {
    this.database = database;
    this.sessions = sessions;
    this.passwords = passwords;
    this.auditLog = auditLog;
    this.opening = new SessionOpening(sessions, auditLog, clock);
    this.mayUsePassword = mayUsePassword;
    this.sleep = sleep;
    this.byName = new NameGuard(FREE_EVERYWHERE, clock);
    this.byNameAndAddress = new LoginThrottle(FREE_PER_NAME, LONGEST_PER_NAME, clock);
    this.byAddress = new LoginThrottle(FREE_PER_ADDRESS, LONGEST_PER_ADDRESS, clock);
  }

  /** The result of a sign-in attempt. */
  public sealed interface SignInResult {
    /**
     * Signed in.
     *
     * @param token what the browser sends from now on; nobody else sees it
     */
    record SignedIn(Principal principal, AdminSession session, String token)
        implements SignInResult {
      @Override
      public String toString() {
        return "Accepted[" + session.id() + "]";
      }
    }

    /** Wrong name or password, or an account that is deactivated: the answer does not say which. */
    record SignInRefused() implements SignInResult {}

    /** Too many failures before: not even looked at. */
    record SignInThrottled(Duration pause) implements SignInResult {}
  }

  private record KnownUser(User user, String hash, boolean active) {
    /** Users of an identity provider have none. */
    boolean hasPassword() {
      return !hash.isEmpty();
    }
  }

  /**
   * Tries a name and a password.
   *
   * @param before the token that the browser has from before; its session ends, as a token that is
   *     known before sign-in must never be good after it
   */
  public SignInResult signIn(
      String name, String password, String remote, String agent, @Nullable String before) {
    String who = name.strip();
    String key = who.toLowerCase(Locale.ROOT);
    String place = network(remote);
    String both = key + '\0' + place;
    Duration wait = longer(byNameAndAddress.pause(both), byAddress.pause(place));
    if (wait.isZero()) {
      wait = longer(byNameAndAddress.begin(both), byAddress.begin(place));
    }
    if (wait.isZero()) {
      wait = delayed(who, key, place);
    }
    if (!wait.isZero()) {
      return new SignInResult.SignInThrottled(wait);
    }
    KnownUser knownUser = database.<@Nullable KnownUser>read(handle -> known(handle, who));
    boolean right =
        (knownUser == null || !knownUser.hasPassword())
            ? passwords.verifyNobody(password)
            : passwords.verify(password, knownUser.hash());
    if (knownUser == null
        || !right
        || !knownUser.active()
        || !mayUsePassword.test(knownUser.user())) {
      byName.failed(key);
      failed(knownUser, remote);
      return new SignInResult.SignInRefused();
    }
    byNameAndAddress.succeeded(both);
    byAddress.takeBack(place);
    return database.commit(
        handle -> {
          // Checking a password takes long: it may have been replaced meanwhile, which ends all
          // sign-ins, or the account deactivated.
          KnownUser now = known(handle, who);
          return now != null && now.active() && now.hash().equals(knownUser.hash())
              ? opening.open(
                  handle,
                  now.user(),
                  new SessionOpening.BrowserOrigin(remote, agent, before),
                  sessions.life(),
                  Map.of())
              : new SignInResult.SignInRefused();
        });
  }

  /**
   * Delays an attempt on a name that is under attack, unless its user is signed in from there.
   *
   * @return how long to wait instead, where too many are being delayed
   */
  private Duration delayed(String name, String key, String place) {
    Duration delay = byName.delay(key);
    if (delay.isZero() || isSignedInFrom(name, place)) {
      return Duration.ZERO;
    }
    if (!delayed.tryAcquire()) {
      return NameGuard.LONGEST;
    }
    try {
      sleep.accept(delay);
      return Duration.ZERO;
    } finally {
      delayed.release();
    }
  }

  private boolean isSignedInFrom(String name, String place) {
    return database
        .<List<String>>read(handle -> sessions.addresses(handle, AccountTable.named(handle, name)))
        .stream()
        .anyMatch(address -> network(address).equals(place));
  }

  private static void sleep(Duration delay) {
    try {
      Thread.sleep(delay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A name that is not known is not noted: people type their password there by mistake. */
  private void failed(@Nullable KnownUser knownUser, String remote) {
    AuditActor auditActor = AuditActor.nobody(remote);
    if (knownUser == null) {
      auditLog.record(
          auditActor, "", "sign_in.fail", "user", "-", Map.of("reason", "unknown name"));
    } else {
      String reason =
          !knownUser.hasPassword() || !mayUsePassword.test(knownUser.user())
              ? "has to use the identity provider"
              : knownUser.active() ? "wrong password" : "wrong password or deactivated";
      User user = knownUser.user();
      auditLog.record(
          auditActor,
          user.orgId(),
          "sign_in.fail",
          "user",
          user.id(),
          Map.of("name", user.name(), "reason", reason));
    }
  }

  private static @Nullable KnownUser known(Handle handle, String name) {
    User user = AccountTable.named(handle, name);
    Organization organization = user == null ? null : AccountTable.org(handle, user.orgId());
    if (user == null || organization == null) {
      return null;
    }
    boolean active =
        user.state() == AccountState.ACTIVE && organization.state() == AccountState.ACTIVE;
    return new KnownUser(user, AccountTable.passwordHash(handle, user.id()), active);
  }

  /** Ends a session of the caller's; false where there is none of that id. */
  public boolean end(Principal principal, String sessionId) {
    return database.commit(
        handle -> {
          boolean ended = sessions.end(handle, principal.userId(), sessionId);
          if (ended) {
            boolean own = sessionId.equals(principal.credentialId());
            auditLog.record(
                handle,
                principal.actor(),
                principal.orgId(),
                own ? "sign_out" : "session.end",
                "session",
                sessionId,
                Map.of());
          }
          return ended;
        });
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** An IPv6 customer has 2^64 addresses: they count as one. */
  public static String network(String remote) {
    if (remote.indexOf(':') < 0) {
      return remote;
    }
    try {
      byte[] address = InetAddress.ofLiteral(remote).getAddress();
      return address.length == 16 ? HexFormat.of().formatHex(address, 0, 8) : remote;
    } catch (IllegalArgumentException e) {
      return remote;
    }
  }
}
