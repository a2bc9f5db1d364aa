package dev.compresh.account.signin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.compresh.account.signin.SecretHash;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies ID tokens (OpenID Connect Core 1.0, 3.1.3.7): signature, issuer, audience, times. */
final class IdTokenVerifier {
  /** What signs with a key that only the provider has; {@code none} and HMAC are not among them. */
  static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  static final Duration SKEW = Duration.ofSeconds(60);

  private static final Duration OLDEST = Duration.ofMinutes(15);
  private static final int MOST_CHARACTERS = 64 * 1024;
  private static final int LONGEST_SUBJECT = 255;

  private final String issuer;
  private final String clientId;
  private final InstantSource clock;

  IdTokenVerifier(String issuer, String clientId, InstantSource clock) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.clock = clock;
  }

  /**
   * The claims of {@code token}.
   *
   * @param nonce what it has to name
   * @throws OidcException where it is not good
   */
  JWTClaimsSet verify(String token, String nonce, JWKSource<SecurityContext> keys)
      throws OidcException {
    if (token.length() > MOST_CHARACTERS) {
      throw OidcException.rejected("ID token is too long");
    }
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    processor.setJWTClaimsSetVerifier((_, _) -> {});
    try {
      JWTClaimsSet claims = processor.process(token, null);
      checkParties(claims);
      checkTimes(claims);
      String given = claims.getStringClaim("nonce");
      if (given == null || !SecretHash.same(given, nonce)) {
        throw OidcException.rejected("ID token has another nonce");
      }
      return claims;
    } catch (BadJOSEException e) {
      throw OidcException.rejected("ID token is not signed as it has to be");
    } catch (ParseException e) {
      throw OidcException.rejected("ID token can't be read");
    } catch (JOSEException e) {
      throw OidcException.unavailable("the provider's keys can't be had");
    }
  }

  private void checkParties(JWTClaimsSet claims) throws OidcException, ParseException {
    if (!issuer.equals(claims.getIssuer())) {
      throw OidcException.rejected("ID token is of another issuer");
    }
    List<String> audience = claims.getAudience();
    if (!audience.contains(clientId)) {
      throw OidcException.rejected("ID token is for another audience");
    }
    String authorized = claims.getStringClaim("azp");
    boolean isOthers = authorized == null ? audience.size() > 1 : !authorized.equals(clientId);
    if (isOthers) {
      throw OidcException.rejected("ID token was issued to another party");
    }
    String subject = claims.getSubject();
    if (subject == null || subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      throw OidcException.rejected("ID token has no usable subject");
    }
  }

  private void checkTimes(JWTClaimsSet claims) throws OidcException {
    Instant now = clock.instant();
    Instant expires = instant(claims.getExpirationTime());
    if (expires == null || !now.isBefore(expires.plus(SKEW))) {
      throw OidcException.rejected("ID token has expired");
    }
    Instant issued = instant(claims.getIssueTime());
    if (issued == null || issued.isAfter(now.plus(SKEW)) || issued.isBefore(now.minus(OLDEST))) {
      throw OidcException.rejected("ID token was not issued just now");
    }
    Instant begins = instant(claims.getNotBeforeTime());
    if (begins != null && begins.isAfter(now.plus(SKEW))) {
      throw OidcException.rejected("ID token is not valid yet");
    }
  }

  private static @Nullable Instant instant(@Nullable Date date) {
    return date == null ? null : date.toInstant();
  }
}
