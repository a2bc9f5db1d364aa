package dev.compresh.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.account.DeniedException;
import dev.compresh.account.InvalidField;
import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.audit.AuditChannel;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may have which channels, and which addresses are valid. */
class AlertChannelsTest {
  private static final Principal ADMIN =
      new Principal(
          "usr_b", "org_b", "b", Role.ADMIN, false, AuditChannel.NONE, "", false, "local");

  @TempDir private Path folder;
  private AlertFixture alerts;

  @BeforeEach
  void open() {
    alerts = new AlertFixture(StoreEngine.SQLITE, folder);
  }

  @AfterEach
  void close() {
    alerts.close();
  }

  private static ChannelDraft draft(ChannelKind kind, String address) {
    return new ChannelDraft("org_b", kind, "name", address, "", Set.of());
  }

  @Test
  void otherOrganisations_areNotSeen() {
    String own =
        alerts.channels.add(ADMIN, draft(ChannelKind.SLACK, "https://a.example/x")).channel().id();
    String other = alerts.add(ChannelKind.SLACK, "org_a").channel().id();
    String global = alerts.add(ChannelKind.SLACK, "").channel().id();
    assertThat(alerts.channels.list(ADMIN)).extracting(AlertChannel::id).containsExactly(own);
    assertThat(alerts.channels.find(ADMIN, other)).isEmpty();
    assertThat(alerts.channels.remove(ADMIN, global)).isFalse();
    assertThat(alerts.channels.list(AlertFixture.OWNER))
        .extracting(AlertChannel::id)
        .containsExactlyInAnyOrder(other, global);
  }

  @Test
  void installationsChannels_areTheOperators() {
    ChannelDraft draft =
        new ChannelDraft("", ChannelKind.SLACK, "name", "https://a.example", "", Set.of());
    assertThatThrownBy(() -> alerts.channels.add(ADMIN, draft)).isInstanceOf(DeniedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example",
        "https://user:password@a.example/x",
        "https://",
        "a.example",
        "https://a.example/x#y",
        "https://a.example/a b",
        "javascript:alert(1)"
      })
  void address_thatIsNoWebhook_isRefused(String address) {
    assertThatThrownBy(() -> alerts.channels.add(ADMIN, draft(ChannelKind.WEBHOOK, address)))
        .isInstanceOf(InvalidField.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ops",
        "ops@",
        "Ops <ops@example.com>",
        "a@b.example, c@d.example",
        "a@b\r\nbcc: c@d"
      })
  void address_thatIsNoMailbox_isRefused(String address) {
    assertThatThrownBy(() -> alerts.channels.add(ADMIN, draft(ChannelKind.EMAIL, address)))
        .isInstanceOf(InvalidField.class);
  }

  @Test
  void unencryptedAddress_needsPrivateOnesAllowed() {
    ChannelDraft plain = draft(ChannelKind.WEBHOOK, "http://10.0.0.1/hook");
    assertThat(plain.check(true)).isEqualTo("http://10.0.0.1");
    assertThatThrownBy(() -> plain.check(false)).isInstanceOf(InvalidField.class);
  }

  @Test
  void number_isBounded() {
    for (int i = 0; i < 100; i++) {
      alerts.channels.add(ADMIN, draft(ChannelKind.EMAIL, "ops@example.com"));
    }
    assertThatThrownBy(
            () -> alerts.channels.add(ADMIN, draft(ChannelKind.EMAIL, "ops@example.com")))
        .isInstanceOf(DeniedException.class);
  }
}
