package dev.compresh.account.signin.oidc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Redeems authorization codes at the token endpoint, and asks the userinfo endpoint. */
final class CodeExchange {
  private final OidcSettings settings;
  private final ProviderTransport transport;
  private final JsonMapper mapper = new JsonMapper();

  CodeExchange(OidcSettings settings, ProviderTransport transport) {
    this.settings = settings;
    this.transport = transport;
  }

  /**
   * Holds what a code was good for.
   *
   * @param accessToken null where there is none
   */
  record IssuedTokens(String idToken, @Nullable String accessToken) {
    @Override
    public String toString() {
      return "IssuedTokens";
    }
  }

  IssuedTokens redeem(ProviderMetadata metadata, String code, String verifier)
      throws OidcException {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", settings.redirectUri().toString());
    form.put("code_verifier", verifier);
    String secret = settings.clientSecret();
    String basic = null;
    if (secret != null && metadata.takesBasic()) {
      basic = basic(settings.clientId(), secret);
    } else {
      form.put("client_id", settings.clientId());
      if (secret != null) {
        form.put("client_secret", secret);
      }
    }
    try {
      ProviderTransport.ProviderReply reply =
          transport.post(metadata.token(), FormText.write(form), basic);
      JsonNode json = json(reply, "token endpoint");
      if (reply.status() != 200) {
        throw refused(reply.status(), json.path("error").asString(""));
      }
      String idToken = json.path("id_token").asString("");
      if (idToken.isEmpty()) {
        throw OidcException.rejected("token endpoint gave no ID token");
      }
      String accessToken = json.path("access_token").asString("");
      return new IssuedTokens(idToken, accessToken.isEmpty() ? null : accessToken);
    } catch (IOException e) {
      throw OidcException.unavailable("token endpoint failed: " + e.getMessage());
    }
  }

  /** {@code invalid_grant} is about the code; all else is about how Compresh is set up. */
  private static OidcException refused(int status, String error) {
    return error.equals("invalid_grant")
        ? OidcException.rejected("token endpoint refused the code")
        : OidcException.unavailable(
            "token endpoint answered "
                + status
                + (isErrorCode(error) ? " " + error : "")
                + "; check oidc.client-id and oidc.client-secret");
  }

  private static boolean isErrorCode(String error) {
    return !error.isEmpty()
        && error.length() <= 40
        && error.chars().allMatch(c -> c == '_' || (c >= 'a' && c <= 'z'));
  }

  /** The person's claims at the userinfo endpoint, as JSON. */
  JsonNode userinfo(java.net.URI endpoint, String accessToken) throws OidcException {
    try {
      ProviderTransport.ProviderReply reply = transport.get(endpoint, accessToken);
      if (reply.status() != 200) {
        throw OidcException.unavailable("userinfo endpoint answered " + reply.status());
      }
      return json(reply, "userinfo endpoint");
    } catch (IOException e) {
      throw OidcException.unavailable("userinfo endpoint failed: " + e.getMessage());
    }
  }

  private JsonNode json(ProviderTransport.ProviderReply reply, String source) throws OidcException {
    try {
      return mapper.readTree(reply.body());
    } catch (JacksonException e) {
      throw OidcException.unavailable(
          source + " answered " + reply.status() + " with something other than JSON");
    }
  }

  /** Both parts are encoded as in a form first (RFC 6749, 2.3.1). */
  private static String basic(String id, String secret) {
    String pair = FormText.encoded(id) + ":" + FormText.encoded(secret);
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }
}
