package dev.compresh.account.signin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.AccountState;
import dev.compresh.account.AccountTable;
import dev.compresh.account.KeyOptions;
import dev.compresh.account.Organization;
import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.account.User;
import dev.compresh.account.admin.UserAdmin;
import dev.compresh.account.signin.AdminTokens;
import dev.compresh.account.signin.PasswordHasher;
import dev.compresh.account.signin.SignIn;
import dev.compresh.account.signin.oidc.OidcSignIn.OidcStep;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Users come, change and go with what the provider says of them. */
@OnEachStore
class OidcAccountsTest {
  private static final OidcStep NOT_ALLOWED = new OidcStep.ProviderRefusal(OidcFailure.NOT_ALLOWED);
  private static final OidcStep DEACTIVATED = new OidcStep.ProviderRefusal(OidcFailure.DEACTIVATED);

  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  @TempDir private Path folder;

  @Test
  void firstSignIn_makesTheUser_laterOnesFindIt() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      Principal first = world.signedIn().signedIn().principal();
      assertThat(first.name()).isEqualTo("ann@example.com");
      assertThat(first.role()).isEqualTo(Role.MEMBER);
      assertThat(first.orgId()).isEqualTo(world.orgId);
      assertThat(first.operator()).isFalse();
      world.provider.claims.put("email", "ann.new@example.com");
      assertThat(world.signedIn().signedIn().principal().userId()).isEqualTo(first.userId());
      assertThat(world.audited().reversed())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("user.create").contains("ann-1"),
              line -> assertThat(line).startsWith("sign_in").contains("\"via\":\"oidc\""),
              line -> assertThat(line).startsWith("sign_in "));
    }
  }

  @Test
  void changedGroup_changesTheRole_andEndsOlderSessions() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      world.provider.claims.put("groups", List.of("llm-users", "llm-admins"));
      var admin = world.signedIn().signedIn();
      assertThat(admin.principal().role()).isEqualTo(Role.ADMIN);
      world.provider.claims.put("groups", "llm-users");
      var member = world.signedIn().signedIn();
      assertThat(member.principal().role()).isEqualTo(Role.MEMBER);
      assertThat(world.sessions.find(admin.token(), "r")).isEmpty();
      assertThat(world.sessions.find(member.token(), "r")).isPresent();
    }
  }

  @Test
  void removedGroup_endsSessionsTokensAndKeys_andComingBackRestoresThem() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      var before = world.signedIn().signedIn();
      Principal ann = before.principal();
      AdminTokens tokens = new AdminTokens(database, world.auditLog, world.clock);
      String token = tokens.create(ann, ann, "script", Role.MEMBER, null).secret();
      world.keyDirectory.create(world.orgId, ann.userId(), KeyOptions.named("k"));
      assertThat(tokens.find(token, "r")).isPresent();

      world.provider.claims.put("groups", List.of("others"));
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
      assertThat(world.sessions.find(before.token(), "r")).isEmpty();
      assertThat(tokens.find(token, "r")).isEmpty();
      assertThat(world.user(ann.userId()).state()).isEqualTo(AccountState.DEACTIVATED);
      assertThat(world.audited()).anyMatch(line -> line.startsWith("user.edit"));

      world.provider.claims.remove("groups");
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
      world.provider.claims.put("groups", List.of("llm-users"));
      assertThat(world.signedIn().signedIn().principal().userId()).isEqualTo(ann.userId());
      assertThat(tokens.find(token, "r")).isPresent();
    }
  }

  @Test
  void aSession_lastsNoLongerThanConfigured_andTokensNeedSignInsNowAndThen() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      var signedIn = world.signedIn().signedIn();
      Principal ann = signedIn.principal();
      assertThat(signedIn.session().expires())
          .isEqualTo(world.provider.now.plus(OidcFixture.SESSION));
      AdminTokens tokens = new AdminTokens(database, world.auditLog, world.clock);
      String token = tokens.create(ann, ann, "script", Role.MEMBER, null).secret();
      world.advance(OidcFixture.ACCESS.minusSeconds(1));
      assertThat(tokens.find(token, "r")).isPresent();
      world.advance(Duration.ofSeconds(1));
      assertThat(tokens.find(token, "r")).isEmpty();
      world.signedIn();
      assertThat(tokens.find(token, "r")).isPresent();
    }
  }

  @Test
  void lapsedUsers_areSuspended_localOnesNever() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      String ann = world.signedIn().signedIn().principal().userId();
      UserSuspension suspension =
          new UserSuspension(world.keyDirectory, world.auditLog, world.clock);
      world.advance(OidcFixture.ACCESS.minusSeconds(1));
      suspension.suspendLapsed();
      assertThat(world.user(ann).state()).isEqualTo(AccountState.ACTIVE);
      world.advance(Duration.ofSeconds(1));
      suspension.suspendLapsed();
      assertThat(world.user(ann).state()).isEqualTo(AccountState.DEACTIVATED);
      User owner = Objects.requireNonNull(database.<@Nullable User>read(AccountTable::owner));
      assertThat(owner.state()).isEqualTo(AccountState.ACTIVE);
      world.signedIn();
      assertThat(world.user(ann).state()).isEqualTo(AccountState.ACTIVE);
    }
  }

  @Test
  void aUserWhomAPersonDeactivated_staysOut() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      UserAdmin admin =
          new UserAdmin(world.keyDirectory, new PasswordHasher(1), world.auditLog, world.clock);
      String ann = world.signedIn().signedIn().principal().userId();
      Principal by = Principal.cli(world.orgId);
      admin.edit(by, ann, null, AccountState.DEACTIVATED);
      assertThat(world.signIn()).isEqualTo(DEACTIVATED);
      admin.edit(by, ann, null, AccountState.ACTIVE);
      world.signedIn();
      // Suspended by the provider first, then deactivated by a person.
      world.provider.claims.put("groups", List.of());
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
      admin.edit(by, ann, null, AccountState.DEACTIVATED);
      world.provider.claims.put("groups", List.of("llm-users"));
      assertThat(world.signIn()).isEqualTo(DEACTIVATED);
    }
  }

  @Test
  void anotherOrganisation_isAnotherUser_andTheOldOneEnds() throws Exception {
    try (Database database = engine.open(folder)) {
      database.commit(
          h -> {
            AccountTable.insert(
                h,
                new Organization(
                    "org_blue",
                    "Blue",
                    AccountState.ACTIVE,
                    List.of(),
                    java.time.Instant.parse("2026-12-01T00:00:00Z")));
            return true;
          });
      OidcFixture world =
          new OidcFixture(
              database,
              List.of(
                  new AccessRule("blue", null, Role.OWNER, "org_blue"),
                  new AccessRule("gone", null, Role.OWNER, "org_gone"),
                  new AccessRule("llm-users", null, Role.MEMBER, null)));
      Principal before = world.signedIn().signedIn().principal();
      world.provider.claims.put("groups", List.of("llm-users", "blue"));
      Principal after = world.signedIn().signedIn().principal();
      assertThat(after.orgId()).isEqualTo("org_blue");
      assertThat(after.userId()).isNotEqualTo(before.userId());
      assertThat(world.user(before.userId()).state()).isEqualTo(AccountState.DEACTIVATED);
      world.provider.claims.put("groups", List.of("llm-users"));
      assertThat(world.signedIn().signedIn().principal().userId()).isEqualTo(before.userId());
      assertThat(world.user(after.userId()).state()).isEqualTo(AccountState.DEACTIVATED);
      world.provider.claims.put("groups", List.of("gone"));
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
    }
  }

  @Test
  void aDomain_countsForVerifiedEmailsOnly() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world =
          new OidcFixture(
              database, List.of(new AccessRule(null, "Example.com", Role.MEMBER, null)));
      world.provider.claims.put("email_verified", false);
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
      world.provider.claims.remove("email_verified");
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
      world.provider.claims.put("email_verified", "true");
      world.provider.claims.put("email", "ann@evil-example.com");
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
      world.provider.claims.put("email", "ann@example.com@evil.org");
      assertThat(world.signIn()).isEqualTo(NOT_ALLOWED);
      world.provider.claims.put("email", "ann@EXAMPLE.com");
      world.signedIn();
    }
  }

  @Test
  void claimsThatTheTokenLacks_comeFromUserinfo_ofTheSameSubjectOnly() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      world.provider.claims.remove("groups");
      world.provider.claims.remove("email");
      world.provider.claims.remove("email_verified");
      world.provider.userinfo = "{\"sub\":\"bob\",\"groups\":[\"llm-users\"]}";
      assertThat(world.signIn()).isEqualTo(new OidcStep.ProviderRefusal(OidcFailure.REJECTED));
      world.provider.userinfo =
          "{\"sub\":\"ann-1\",\"groups\":[\"llm-users\",7],\"preferred_username\":\"owner\"}";
      // The name is the local owner's: nobody becomes them by it.
      Principal ann = world.signedIn().signedIn().principal();
      assertThat(ann.name()).startsWith("owner-");
      assertThat(ann.role()).isEqualTo(Role.MEMBER);
    }
  }

  @Test
  void localUsers_areLinkedByVerifiedEmailOnly_andOnlyWhereThatIsConfigured() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members(), true);
      PasswordHasher passwords = new PasswordHasher(1);
      UserAdmin admin = new UserAdmin(world.keyDirectory, passwords, world.auditLog, world.clock);
      Principal by = Principal.cli(world.orgId);
      String password = "correct horse battery";
      String local = admin.create(by, "ann@example.com", Role.ADMIN, password).user().id();
      String owner = admin.create(by, "olga@example.com", Role.OWNER, password).user().id();

      world.provider.claims.put("email_verified", false);
      assertThat(world.signedIn().signedIn().principal().userId()).isNotEqualTo(local);
      world.provider.claims.put("email_verified", true);
      world.provider.claims.put("sub", "ann-2");
      Principal linked = world.signedIn().signedIn().principal();
      assertThat(linked.userId()).isEqualTo(local);
      assertThat(linked.role()).isEqualTo(Role.MEMBER);
      SignIn signIn = new SignIn(database, world.sessions, passwords, world.auditLog, world.clock);
      assertThat(signIn.signIn("ann@example.com", password, "192.0.2.9", "t", null))
          .isEqualTo(new SignIn.SignInResult.SignInRefused());
      assertThat(signIn.signIn("ann@example.com", "", "192.0.2.9", "t", null))
          .isEqualTo(new SignIn.SignInResult.SignInRefused());

      world.provider.claims.put("sub", "mallory");
      assertThat(world.signedIn().signedIn().principal().userId()).isNotEqualTo(local);
      world.provider.claims.put("email", "olga@example.com");
      world.provider.claims.put("sub", "olga");
      assertThat(world.signedIn().signedIn().principal().userId()).isNotEqualTo(owner);
    }
  }

  @Test
  void aUserOfTheProvider_getsNoPassword() throws Exception {
    try (Database database = engine.open(folder)) {
      OidcFixture world = new OidcFixture(database, OidcFixture.members());
      UserAdmin admin =
          new UserAdmin(world.keyDirectory, new PasswordHasher(1), world.auditLog, world.clock);
      String ann = world.signedIn().signedIn().principal().userId();
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> admin.resetPassword(Principal.cli(world.orgId), ann))
          .hasMessageContaining("identity provider");
    }
  }
}
