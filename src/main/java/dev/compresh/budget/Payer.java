package dev.compresh.budget;

/** The ids of the key, user and organisation that pay for a request. */
public record Payer(String orgId, String userId, String keyId) {

  String id(BudgetScope budgetScope) {
    return switch (budgetScope) {
      case KEY -> keyId;
      case USER -> userId;
      case ORG -> orgId;
    };
  }
}
