package dev.compresh.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.audit.AuditFilter;
import dev.compresh.audit.AuditLog;
import dev.compresh.await.ChangeWait;
import dev.compresh.http.Headers;
import dev.compresh.store.Database;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What one process changes, another one on the same store believes once it is notified. */
class KeyAdminTwoProcessesTest extends AccountTest {

  @Test
  void editAndRevocation_areSeenByTheOtherProcess() throws Exception {
    AuditLog auditLog = new AuditLog(database, clock);
    Principal by = Principal.cli(owner.orgId());
    KeyAdmin here = new KeyAdmin(keys, auditLog, () -> 0);
    IssuedKey issued =
        here.create(by, owner.id(), KeyOptions.named("two"), KeyAdmin.KeyChangeExtension.NOTHING);
    try (Database other = engine.open(folder);
        LastUse uses = new LastUse(other)) {
      Authenticator there = new Authenticator(new KeyDirectory(other, clock), uses, clock);
      Headers headers = Headers.of("x-api-key", issued.secret());
      assertThat(there.authenticate(headers)).isInstanceOf(Authentication.AcceptedKey.class);

      KeyOptions narrow = new KeyOptions("two", null, 12, null, null, List.of("gpt-4o"));
      KeyAdmin.KeyEdit keyEdit =
          new KeyAdmin.KeyEdit(_ -> narrow, null, KeyAdmin.KeyChangeExtension.NOTHING);
      here.edit(by, issued.key().id(), keyEdit);
      ChangeWait.seenBy(other);
      assertThat(there.authenticate(headers))
          .isInstanceOfSatisfying(
              Authentication.AcceptedKey.class,
              acceptedKey -> {
                assertThat(acceptedKey.key().models()).containsExactly("gpt-4o");
                assertThat(acceptedKey.key().requestsPerMinute()).isEqualTo(12);
              });

      here.revoke(by, issued.key().id());
      ChangeWait.seenBy(other);
      assertThat(there.authenticate(headers)).isInstanceOf(Authentication.RejectedKey.class);
      assertThat(new AuditLog(other, clock).list(AuditFilter.of(owner.orgId()), 10))
          .extracting("action")
          .containsExactly("key.revoke", "key.edit", "key.create");
    }
  }
}
