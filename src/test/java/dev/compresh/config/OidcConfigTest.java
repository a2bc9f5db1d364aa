package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys of sign-in through an identity provider, and what is refused at the start. */
class OidcConfigTest {
  private static final String GOOD =
      """
      admin: {public-url: "https://compresh.example.com"}
      oidc:
        issuer: https://login.example.com/realms/main
        client-id: compresh
        access: [{group: llm, role: admin, org: org_1}, {email-domain: example.com}]
      """;

  @Test
  void defaults_areWithoutAProvider() {
    assertThat(ConfigFixture.from("").oidc()).isEqualTo(OidcConfig.DEFAULT);
    assertThat(OidcConfig.DEFAULT.isEnabled()).isFalse();
  }

  @Test
  void keys_areRead() {
    OidcConfig config =
        ConfigFixture.from(
                GOOD
                    + """
                        client-secret: s
                        passwords: owners
                        session-life: 1h
                        suspend-users: true
                      """)
            .oidc();
    assertThat(config.isEnabled()).isTrue();
    assertThat(config.isOwnersOnly()).isTrue();
    assertThat(config.isSuspending()).isTrue();
    assertThat(config.sessionLife()).isEqualTo(Duration.ofHours(1));
    assertThat(config.clientSecret()).isEqualTo(new Secret("s"));
    assertThat(config.access())
        .isEqualTo(
            List.of(
                new OidcAccess("llm", null, "admin", "org_1"),
                new OidcAccess(null, "example.com", "member", null)));
  }

  @Test
  void whatCouldNotWork_isRefusedAtTheStart() {
    for (String[] change :
        new String[][] {
          {"https://login", "http://login", "oidc.issuer"},
          {"/realms/main", "/realms/main?x=1", "oidc.issuer"},
          {"public-url: \"https://compresh.example.com\"", "port: 0", "oidc.issuer"},
          {"  client-id: compresh\n", "", "oidc.client-id"},
          {"  issuer: https://login.example.com/realms/main\n", "", "oidc.issuer"},
          {"{group: llm, role: admin, org: org_1}", "{role: admin}", "group"},
          {"role: admin", "role: root", "role"},
          {"email-domain: example.com", "email-domain: \"@example.com\"", "email-domain"},
        }) {
      assertThatThrownBy(() -> ConfigFixture.from(GOOD.replace(change[0], change[1])))
          .as(change[1])
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(change[2]);
    }
  }

  @Test
  void aProviderOnThisMachine_mayUsePlainHttp() {
    String local = GOOD.replace("https://login.example.com", "http://127.0.0.1:9000");
    assertThat(ConfigFixture.from(local).oidc().isEnabled()).isTrue();
  }
}
