package dev.compresh.budget;

/** Who pays for a request: ids. */
public record Payer(String orgId, String userId, String keyId) {

  String id(Scope scope) {
    return switch (scope) {
      case KEY -> keyId;
      case USER -> userId;
      case ORG -> orgId;
    };
  }
}
