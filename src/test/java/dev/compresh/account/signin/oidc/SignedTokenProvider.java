package dev.compresh.account.signin.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A provider in memory. Codes are good once; what its tokens say is up to the test. */
final class SignedTokenProvider implements ProviderTransport {
  static final String ISSUER = "https://login.example.com";
  static final String CLIENT = "compresh";

  final Map<String, Object> claims = new HashMap<>();
  final List<String> forms = new ArrayList<>();
  final Set<String> usedCodes = new HashSet<>();
  RSAKey key = key("one");
  List<RSAKey> published = List.of(key);
  UnaryOperator<JWTClaimsSet.Builder> change = builder -> builder;
  String algorithm = "RS256";
  String discovery =
      """
      {"issuer":"https://login.example.com",
       "authorization_endpoint":"https://login.example.com/auth?tenant=1",
       "token_endpoint":"https://login.example.com/token",
       "jwks_uri":"https://login.example.com/keys",
       "userinfo_endpoint":"https://login.example.com/me",
       "end_session_endpoint":"https://login.example.com/end"}
      """;
  @Nullable String userinfo;
  String nonce = "";
  Instant now = Instant.parse("2026-11-30T10:00:00Z");
  boolean isAway;
  int keyFetches;

  SignedTokenProvider() {
    claims.put("sub", "ann-1");
    claims.put("email", "Ann@Example.com");
    claims.put("email_verified", true);
    claims.put("groups", List.of("llm-users"));
  }

  static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public ProviderReply get(URI uri, @Nullable String bearer) throws IOException {
    if (isAway) {
      throw new IOException("away");
    }
    return switch (uri.getPath()) {
      case "/.well-known/openid-configuration" -> reply(200, discovery);
      case "/keys" -> {
        keyFetches++;
        yield reply(200, new JWKSet(List.copyOf(published)).toString(true));
      }
      case "/me" ->
          reply(bearer == null ? 401 : 200, userinfo == null ? "{\"sub\":\"ann-1\"}" : userinfo);
      default -> reply(404, "{}");
    };
  }

  @Override
  public ProviderReply post(URI uri, String form, @Nullable String basic) throws IOException {
    if (isAway) {
      throw new IOException("away");
    }
    forms.add(form + (basic == null ? "" : " basic " + basic));
    String code = form.replaceAll(".*[?&]?code=([^&]*).*", "$1");
    if (!usedCodes.add(code)) {
      return reply(400, "{\"error\":\"invalid_grant\"}");
    }
    return reply(200, "{\"access_token\":\"at\",\"id_token\":\"" + token() + "\"}");
  }

  private String token() {
    JWTClaimsSet.Builder builder =
        new JWTClaimsSet.Builder()
            .issuer(ISSUER)
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce);
    claims.forEach(builder::claim);
    JWTClaimsSet set = change.apply(builder).build();
    try {
      if (algorithm.equals("none")) {
        return new PlainJWT(set).serialize();
      }
      JWSSigner signer =
          algorithm.equals("HS256")
              ? new MACSigner(key.toRSAPublicKey().getEncoded())
              : new RSASSASigner(key);
      SignedJWT signed =
          new SignedJWT(
              new JWSHeader.Builder(JWSAlgorithm.parse(algorithm))
                  .keyID(key.getKeyID())
                  .type(JOSEObjectType.JWT)
                  .build(),
              set);
      signed.sign(signer);
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ProviderReply reply(int status, String body) {
    return new ProviderReply(status, body.getBytes(StandardCharsets.UTF_8));
  }
}
