package dev.compresh.provider.catalogue;

/** A change of the catalogue that can't be made. The message says what to do instead. */
public final class CatalogueException extends IllegalArgumentException {
  private final String field;

  public CatalogueException(String field, String message) {
    super(message);
    this.field = field;
  }

  /** The field that is meant, empty for the whole. */
  public String field() {
    return field;
  }
}
