package dev.compresh.account.signin.oidc;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what a provider's discovery document says (OpenID Connect Discovery 1.0).
 *
 * @param userinfo null where it has none
 * @param endSession null where it has none
 * @param takesBasic whether the token endpoint takes the secret as {@code Authorization: Basic}
 * @param namesIssuer whether its answers to browsers name the issuer (RFC 9207)
 */
record ProviderMetadata(
    URI authorization,
    URI token,
    URI keys,
    @Nullable URI userinfo,
    @Nullable URI endSession,
    boolean takesBasic,
    boolean namesIssuer) {

  private static final String BASIC = "client_secret_basic";

  /**
   * Reads the document of {@code issuer}.
   *
   * @throws OidcException where it is another issuer's, or lacks an endpoint
   */
  static ProviderMetadata parse(byte[] json, String issuer) throws OidcException {
    JsonNode root;
    try {
      root = new JsonMapper().readTree(json);
    } catch (JacksonException e) {
      throw OidcException.unavailable("discovery document is not JSON");
    }
    if (!issuer.equals(root.path("issuer").asString(""))) {
      throw OidcException.rejected("discovery document names another issuer");
    }
    boolean isPlainAllowed = issuer.startsWith("http://");
    List<String> methods =
        root.path("token_endpoint_auth_methods_supported")
            .valueStream()
            .map(node -> node.asString(""))
            .toList();
    return new ProviderMetadata(
        required(root, "authorization_endpoint", isPlainAllowed),
        required(root, "token_endpoint", isPlainAllowed),
        required(root, "jwks_uri", isPlainAllowed),
        endpoint(root, "userinfo_endpoint", isPlainAllowed),
        endpoint(root, "end_session_endpoint", isPlainAllowed),
        methods.isEmpty() || methods.contains(BASIC),
        root.path("authorization_response_iss_parameter_supported").asBoolean(false));
  }

  private static URI required(JsonNode root, String name, boolean isPlainAllowed)
      throws OidcException {
    URI uri = endpoint(root, name, isPlainAllowed);
    if (uri == null) {
      throw OidcException.unavailable("discovery document has no usable " + name);
    }
    return uri;
  }

  private static @Nullable URI endpoint(JsonNode root, String name, boolean isPlainAllowed) {
    try {
      URI uri = URI.create(root.path(name).asString(""));
      boolean isSafe =
          "https".equals(uri.getScheme()) || (isPlainAllowed && "http".equals(uri.getScheme()));
      return isSafe && uri.getHost() != null && uri.getRawFragment() == null ? uri : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
