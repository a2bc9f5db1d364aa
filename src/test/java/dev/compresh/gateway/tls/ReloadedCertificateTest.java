package dev.compresh.gateway.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.gateway.tls.TestAuthority.SignedPair;
import io.netty.handler.ssl.SslContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a port shows: read, checked, and replaced when its files change. */
final class ReloadedCertificateTest {
  @TempDir Path folder;
  private TestAuthority authority;
  private Path certificate;
  private Path key;

  @BeforeEach
  void makeFiles() throws Exception {
    authority = new TestAuthority(folder, "inside");
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    use(authority.issue("first", "localhost"));
  }

  private void use(SignedPair pair) throws Exception {
    Files.copy(pair.certificateFile(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(pair.keyFile(), key, StandardCopyOption.REPLACE_EXISTING);
  }

  private ReloadedCertificate read() throws Exception {
    return new ReloadedCertificate("clients", certificate, key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519"})
  void keysOfEachKind_areRead(String algorithm) throws Exception {
    use(
        authority.issue(
            "kind",
            algorithm,
            TestAuthority.around(Duration.ofDays(-1)),
            TestAuthority.around(Duration.ofDays(1)),
            "localhost"));
    assertThat(read().get()).isNotNull();
  }

  @Test
  void unchangedFiles_changeNothing() throws Exception {
    ReloadedCertificate reloaded = read();
    SslContext before = reloaded.get();
    reloaded.look();
    reloaded.look();
    assertThat(reloaded.get()).isSameAs(before);
  }

  @Test
  void changedFiles_areTakenOver_onceTheyStandStill() throws Exception {
    ReloadedCertificate reloaded = read();
    SslContext before = reloaded.get();
    use(authority.issue("second", "localhost"));
    reloaded.look();
    assertThat(reloaded.get()).isSameAs(before);
    reloaded.look();
    assertThat(reloaded.get()).isNotSameAs(before);
  }

  @Test
  void aKeyOfAnotherCertificate_isNotTakenOver_untilBothBelongTogether() throws Exception {
    ReloadedCertificate reloaded = read();
    SslContext before = reloaded.get();
    SignedPair second = authority.issue("second", "localhost");
    Files.copy(second.certificateFile(), certificate, StandardCopyOption.REPLACE_EXISTING);
    reloaded.look();
    reloaded.look();
    reloaded.look();
    assertThat(reloaded.get()).isSameAs(before);
    Files.copy(second.keyFile(), key, StandardCopyOption.REPLACE_EXISTING);
    reloaded.look();
    reloaded.look();
    assertThat(reloaded.get()).isNotSameAs(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "-----BEGIN CERTIFICATE-----\nAAAA",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
      })
  void aFileWithoutACertificate_keepsTheOldOne(String text) throws Exception {
    ReloadedCertificate reloaded = read();
    SslContext before = reloaded.get();
    Files.writeString(certificate, text);
    reloaded.look();
    reloaded.look();
    assertThat(reloaded.get()).isSameAs(before);
  }

  @Test
  void missingFiles_keepTheOldOne() throws Exception {
    ReloadedCertificate reloaded = read();
    SslContext before = reloaded.get();
    Files.delete(key);
    reloaded.look();
    reloaded.look();
    assertThat(reloaded.get()).isSameAs(before);
  }

  @Test
  void whatIsWrongAtTheStart_isSaid() throws Exception {
    Files.copy(
        authority.issue("second", "localhost").keyFile(), key, StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::read)
        .isInstanceOf(PemFault.class)
        .hasMessageContaining("is not the key");
    Files.delete(key);
    assertThatThrownBy(this::read)
        .isInstanceOf(PemFault.class)
        .hasMessageContaining("can't be read");
  }

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "ENCRYPTED"})
  void aKeyThatIsNotPkcs8_namesTheCommandThatConvertsIt(String label) throws Exception {
    Files.writeString(key, TestAuthority.pem(label + " PRIVATE KEY", "x".getBytes(UTF_8)));
    assertThatThrownBy(this::read).hasMessageContaining("openssl pkcs8");
  }

  @Test
  void aKey_isNotShown() throws Exception {
    String shown = KeyedCertificate.read(certificate, key).toString();
    assertThat(shown).isEqualTo("KeyedCertificate[CN=first]");
  }
}
