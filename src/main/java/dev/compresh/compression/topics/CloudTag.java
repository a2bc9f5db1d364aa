package dev.compresh.compression.topics;

/**
 * A term of a cloud.
 *
 * @param key its stem, or an identifier in lower case: what makes two words one term
 * @param form the form in which it was written most, as far as one running vote tells
 * @param lead votes by which that form leads (Boyer, Moore 1981)
 * @param weight in thousandths of one plain mention in the newest turn
 */
public record CloudTag(String key, String form, int lead, long weight) {

  CloudTag faded(int numerator, int denominator) {
    return new CloudTag(key, form, lead, weight * numerator / denominator);
  }

  /** With one more mention; {@code vote} is false where the form tells nothing, as after a stop. */
  CloudTag said(String as, boolean vote, long more) {
    if (!vote || form.equals(as)) {
      return new CloudTag(key, form, vote ? Math.min(lead + 1, 1_000) : lead, weight + more);
    }
    return lead > 0
        ? new CloudTag(key, form, lead - 1, weight + more)
        : new CloudTag(key, as, 1, weight + more);
  }
}
