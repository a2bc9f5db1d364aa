package dev.compresh.alert;

import java.io.IOException;

/** Sends e-mails. Blocks for a bounded time. */
@FunctionalInterface
public interface MailTransport {
  /** Where no mail server is configured. */
  MailTransport NONE =
      (recipient, subject, id, text) -> {
        throw new IOException("no mail server is configured (alerts.smtp.host)");
      };

  /**
   * Sends a message.
   *
   * @param id of the message, the same for each attempt
   * @throws IOException where it was not taken; the message says why, without anything secret
   */
  void send(String recipient, String subject, String id, String text) throws IOException;
}
