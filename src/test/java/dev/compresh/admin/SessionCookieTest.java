package dev.compresh.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.http.Headers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionCookieTest {

  @Test
  void overTls_itIsSecureAndBoundToItsHost() {
    String line = SessionCookie.set("t0k3n", true, Duration.ofHours(1)).first("set-cookie");
    assertThat(line)
        .isEqualTo(
            "__Host-compresh_session=t0k3n; Path=/; HttpOnly; SameSite=Strict; Max-Age=3600;"
                + " Secure");
  }

  @Test
  void overTls_theOneWithoutThePrefixIsNotRead() {
    Headers headers = Headers.of("cookie", "a=b; compresh_session=x");
    assertThat(SessionCookie.read(headers, true)).isNull();
    assertThat(SessionCookie.read(headers, false)).isEqualTo("x");
  }

  @Test
  void amongOthers_itIsFound() {
    Headers headers = Headers.of("cookie", "x=compresh_session=no", "cookie", "compresh_session=y");
    assertThat(SessionCookie.read(headers, false)).isEqualTo("y");
  }
}
