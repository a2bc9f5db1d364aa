package dev.compresh.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** E-mails, against a server of the test's own. */
class SmtpMailTest {
  private static SmtpMail mail(int port, String security, boolean isSignedIn) {
    return new SmtpMail(
        new SmtpMail.MailServer(
            "127.0.0.1",
            port,
            security,
            isSignedIn ? "user" : null,
            isSignedIn ? "canary" : null,
            "compresh@example.com"));
  }

  @Test
  void message_arrives() throws Exception {
    try (SmtpReceiver receiver = new SmtpReceiver()) {
      mail(receiver.port(), "none", false)
          .send("ops@example.com", "Compresh: error rate", "alert_1", "Half of it failed.\n.\nÄ");
      assertThat(receiver.messages).hasSize(1);
      assertThat(receiver.messages.getFirst())
          .contains("Subject: Compresh: error rate")
          .contains("To: ops@example.com")
          .contains("From: compresh@example.com")
          .contains("Message-ID: <alert_1@compresh>")
          .contains("Auto-Submitted: auto-generated");
      assertThat(receiver.commands).anyMatch(line -> line.contains("ops@example.com"));
    }
  }

  @Test
  void user_signsIn() throws Exception {
    try (SmtpReceiver receiver = new SmtpReceiver()) {
      mail(receiver.port(), "none", true).send("ops@example.com", "s", "alert_1", "t");
      assertThat(receiver.commands).anyMatch(line -> line.startsWith("AUTH PLAIN"));
    }
  }

  @Test
  void serverWithoutEncryption_getsNothingWhereItIsRequired() throws Exception {
    try (SmtpReceiver receiver = new SmtpReceiver()) {
      assertThatThrownBy(
              () ->
                  mail(receiver.port(), "starttls", true)
                      .send("ops@example.com", "s", "alert_1", "t"))
          .isInstanceOf(IOException.class);
      assertThat(receiver.messages).isEmpty();
      assertThat(receiver.commands).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void refusal_isAFailureWithoutTheServersWords() throws Exception {
    try (SmtpReceiver receiver = new SmtpReceiver()) {
      receiver.verdict.set("550 canary");
      assertThatThrownBy(
              () ->
                  mail(receiver.port(), "none", false).send("ops@example.com", "s", "alert_1", "t"))
          .isInstanceOf(IOException.class)
          .hasMessageNotContaining("canary");
    }
  }
}
