package dev.compresh.alert;

/**
 * The address of a channel with what proves the sender; both are kept sealed.
 *
 * @param secret signs what is sent; empty where nothing is signed
 */
public record ChannelTarget(String address, String secret) {
  private static final String DIVIDER = "\n";

  String encoded() {
    return address + DIVIDER + secret;
  }

  static ChannelTarget decoded(String text) {
    int end = text.indexOf(DIVIDER);
    return new ChannelTarget(text.substring(0, end), text.substring(end + 1));
  }

  @Override
  public String toString() {
    return "ChannelTarget[••••]";
  }
}
