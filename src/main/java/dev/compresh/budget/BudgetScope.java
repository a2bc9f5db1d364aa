package dev.compresh.budget;

import java.util.Locale;

/** The scope of a cap. */
public enum BudgetScope {
  KEY,
  USER,
  ORG;

  /** As messages and answers name it. */
  public String label() {
    return this == ORG ? "organisation" : name().toLowerCase(Locale.ROOT);
  }
}
