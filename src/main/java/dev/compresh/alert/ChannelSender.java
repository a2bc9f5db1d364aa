package dev.compresh.alert;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sends alerts to channels, each in its own form. */
public final class ChannelSender {
  private static final int REDIRECTION = 300;
  private static final int SUCCESS = 200;

  private final AlertTransport posts;
  private final MailTransport mails;
  private final InstantSource clock;
  private final JsonMapper mapper = new JsonMapper();

  public ChannelSender(AlertTransport posts, MailTransport mails, InstantSource clock) {
    this.posts = posts;
    this.mails = mails;
    this.clock = clock;
  }

  /**
   * Sends an alert.
   *
   * @throws IOException where it was not taken; the message says why, without anything secret
   */
  void send(AlertChannel channel, ChannelTarget target, AlertEvent event) throws IOException {
    switch (channel.kind()) {
      case WEBHOOK -> webhook(target, event);
      case SLACK -> slack(target, event);
      case EMAIL -> mails.send(target.address(), subject(event), event.id(), text(event));
    }
  }

  private void webhook(ChannelTarget target, AlertEvent event) throws IOException {
    AlertFinding finding = event.finding();
    ObjectNode json = mapper.createObjectNode();
    json.put("id", event.id());
    json.put("kind", finding.kind().label());
    json.put("org_id", finding.orgId());
    json.put("subject", finding.subject());
    json.put("period", finding.period());
    json.put("message", finding.message());
    json.put("time", event.raised().toString());
    byte[] body = mapper.writeValueAsBytes(json);
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-compresh-event", finding.kind().label());
    headers.put("x-compresh-delivery", event.id());
    headers.put(
        "x-compresh-signature",
        WebhookSignature.sign(target.secret(), clock.instant().getEpochSecond(), body));
    post(target, headers, body);
  }

  private void slack(ChannelTarget target, AlertEvent event) throws IOException {
    String text =
        (subject(event) + "\n" + event.finding().message())
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;");
    post(target, Map.of(), mapper.writeValueAsBytes(mapper.createObjectNode().put("text", text)));
  }

  private void post(ChannelTarget target, Map<String, String> headers, byte[] body)
      throws IOException {
    int status = posts.post(URI.create(target.address()), headers, body);
    if (status < SUCCESS || status >= REDIRECTION) {
      throw new IOException("the receiver answered " + status);
    }
  }

  private static String subject(AlertEvent event) {
    return "Compresh: " + event.finding().kind().label().replace('_', ' ');
  }

  private static String text(AlertEvent event) {
    AlertFinding finding = event.finding();
    return finding.message()
        + "\n\nKind: "
        + finding.kind().label()
        + "\nSubject: "
        + finding.subject()
        + "\nPeriod: "
        + finding.period()
        + "\nTime: "
        + event.raised()
        + "\nId: "
        + event.id()
        + "\n\nThis alert is sent once per period.\n";
  }
}
