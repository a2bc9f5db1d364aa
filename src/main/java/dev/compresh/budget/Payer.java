package dev.compresh.budget;

/** Who pays for a request: ids. */
public record Payer(String orgId, String userId, String keyId) {

  String id(BudgetScope budgetScope) {
    return switch (budgetScope) {
      case KEY -> keyId;
      case USER -> userId;
      case ORG -> orgId;
    };
  }
}
