package dev.compresh.account.signin.oidc;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads who somebody is and which groups they are in: from the ID token, and from the userinfo
 * endpoint where the token does not say it.
 */
final class ClaimReader {
  private static final int MOST_GROUPS = 2_000;
  private static final int LONGEST_GROUP = 400;
  private static final int LONGEST_NAME = 320;

  private final String groupsClaim;
  private final CodeExchange exchange;
  private final JsonMapper mapper = new JsonMapper();

  ClaimReader(String groupsClaim, CodeExchange exchange) {
    this.groupsClaim = groupsClaim;
    this.exchange = exchange;
  }

  IdentityClaims read(JWTClaimsSet claims, ProviderMetadata metadata, @Nullable String accessToken)
      throws OidcException {
    JsonNode token = mapper.valueToTree(claims.toJSONObject());
    String subject = Objects.requireNonNull(claims.getSubject());
    URI userinfo = metadata.userinfo();
    boolean isComplete = token.has("email") && find(token, groupsClaim) != null;
    if (isComplete || userinfo == null || accessToken == null) {
      return read(subject, token, null);
    }
    JsonNode more = exchange.userinfo(userinfo, accessToken);
    if (!subject.equals(more.path("sub").asString(""))) {
      throw OidcException.rejected("userinfo is about another subject");
    }
    return read(subject, token, more);
  }

  private IdentityClaims read(String subject, JsonNode token, @Nullable JsonNode more) {
    // An email and the word that it is verified have to come from the same place.
    JsonNode email = token.has("email") || more == null ? token : more;
    JsonNode named = token.has("preferred_username") || more == null ? token : more;
    JsonNode groups = find(token, groupsClaim);
    if (groups == null && more != null) {
      groups = find(more, groupsClaim);
    }
    return new IdentityClaims(
        subject, verified(email), text(named.path("preferred_username")), groups(groups));
  }

  private static @Nullable String verified(JsonNode claims) {
    JsonNode flag = claims.path("email_verified");
    boolean isVerified =
        (flag.isBoolean() && flag.booleanValue()) || flag.asString("").equals("true");
    String email = text(claims.path("email"));
    boolean isAddress = email != null && email.indexOf('@') > 0 && !email.endsWith("@");
    return isVerified && isAddress && email != null ? email.toLowerCase(Locale.ROOT) : null;
  }

  private static @Nullable String text(JsonNode node) {
    String text = node.isString() ? node.stringValue().strip() : "";
    boolean isUsable =
        !text.isEmpty()
            && text.length() <= LONGEST_NAME
            && text.chars().noneMatch(Character::isISOControl);
    return isUsable ? text : null;
  }

  /** The claim of that very name, else the one to which its dots lead; null for none. */
  private static @Nullable JsonNode find(JsonNode claims, String name) {
    if (claims.has(name)) {
      return claims.get(name);
    }
    JsonNode at = claims;
    for (String part : name.split("\\.", -1)) {
      at = at.path(part);
    }
    return at.isMissingNode() ? null : at;
  }

  private static List<String> groups(@Nullable JsonNode node) {
    if (node == null) {
      return List.of();
    }
    if (node.isString()) {
      return List.of(node.stringValue());
    }
    List<String> groups = new ArrayList<>();
    for (JsonNode each : node) {
      if (node.isArray() && each.isString() && each.stringValue().length() <= LONGEST_GROUP) {
        groups.add(each.stringValue());
      }
      if (groups.size() == MOST_GROUPS) {
        break;
      }
    }
    return groups;
  }
}
