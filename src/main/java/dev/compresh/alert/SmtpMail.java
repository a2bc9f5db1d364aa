package dev.compresh.alert;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Sends e-mails over SMTP. */
public final class SmtpMail implements MailTransport {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final MailServer server;
  private final Session session;

  /**
   * The mail server.
   *
   * @param security {@code starttls}, {@code tls} from the first byte, or {@code none}
   * @param user for signing in; null for none
   * @param from the sender's address
   */
  public record MailServer(
      String host,
      int port,
      String security,
      @Nullable String user,
      @Nullable String password,
      String from) {
    @Override
    public String toString() {
      return "MailServer[" + host + ":" + port + "]";
    }
  }

  public SmtpMail(MailServer server) {
    this.server = server;
    this.session = Session.getInstance(properties(server), authenticator(server));
  }

  private static Properties properties(MailServer server) {
    String millis = Long.toString(TIMEOUT.toMillis());
    Properties properties = new Properties();
    properties.setProperty("mail.transport.protocol", "smtp");
    properties.setProperty("mail.smtp.host", server.host);
    properties.setProperty("mail.smtp.port", Integer.toString(server.port));
    properties.setProperty("mail.smtp.connectiontimeout", millis);
    properties.setProperty("mail.smtp.timeout", millis);
    properties.setProperty("mail.smtp.writetimeout", millis);
    properties.setProperty("mail.smtp.auth", Boolean.toString(server.user != null));
    properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    boolean isStartTls = server.security.equals("starttls");
    properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(isStartTls));
    properties.setProperty("mail.smtp.starttls.required", Boolean.toString(isStartTls));
    boolean isTls = server.security.equals("tls");
    properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(isTls));
    return properties;
  }

  private static @Nullable Authenticator authenticator(MailServer server) {
    String user = server.user;
    return user == null
        ? null
        : new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user, server.password);
          }
        };
  }

  @Override
  public void send(String recipient, String subject, String id, String text) throws IOException {
    try {
      MimeMessage message = new NumberedMessage(session, "<" + id + "@compresh>");
      message.setFrom(new InternetAddress(server.from, true));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient, true));
      message.setSubject(subject, StandardCharsets.UTF_8.name());
      message.setText(text, StandardCharsets.UTF_8.name());
      message.setHeader(
          "Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
      message.setHeader("Auto-Submitted", "auto-generated");
      Transport.send(message);
    } catch (MessagingException e) {
      throw new IOException(
          "the mail server did not take it (" + e.getClass().getSimpleName() + ")", e);
    }
  }

  /** A message whose id stays the same when it is sent again. */
  private static final class NumberedMessage extends MimeMessage {
    private final String id;

    NumberedMessage(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
