package dev.compresh.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.store.StoreEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What receivers get. */
class ChannelSenderTest {
  @TempDir private Path folder;

  private AlertFixture.ReceivedPost sent(AlertFixture alerts) {
    alerts.raise(AlertFixture.finding("org_a", AlertKind.NET_SAVING_NEGATIVE, "2026-11-20"));
    alerts.dispatcher.dispatch();
    return alerts.posts.getFirst();
  }

  @Test
  void webhook_isSignedWithTimeAndSecret() throws Exception {
    try (AlertFixture alerts = new AlertFixture(StoreEngine.SQLITE, folder)) {
      String secret = alerts.add(ChannelKind.WEBHOOK, "org_a").secret();
      AlertFixture.ReceivedPost post = sent(alerts);
      String seconds = Long.toString(AlertFixture.NOON.getEpochSecond());
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] expected = mac.doFinal((seconds + "." + post.body()).getBytes(StandardCharsets.UTF_8));
      assertThat(post.headers().get("x-compresh-signature"))
          .isEqualTo("t=" + seconds + ",v1=" + HexFormat.of().formatHex(expected));
      assertThat(secret).startsWith("whsec_").hasSize(38);
      assertThat(post.address()).hasPath("/secret-path");
      JsonNode body = new JsonMapper().readTree(post.body());
      assertThat(body.path("kind").asString()).isEqualTo("net_saving_negative");
      assertThat(body.path("org_id").asString()).isEqualTo("org_a");
      assertThat(body.path("period").asString()).isEqualTo("2026-11-20");
      assertThat(body.path("id").asString()).isEqualTo(post.headers().get("x-compresh-delivery"));
    }
  }

  @Test
  void slack_getsAnEscapedText() {
    try (AlertFixture alerts = new AlertFixture(StoreEngine.SQLITE, folder)) {
      alerts.add(ChannelKind.SLACK, "org_a");
      AlertFixture.ReceivedPost post = sent(alerts);
      assertThat(new JsonMapper().readTree(post.body()).path("text").asString())
          .isEqualTo("Compresh: net saving negative\nSomething &lt;is&gt; wrong &amp; was found.");
      assertThat(post.headers()).isEmpty();
    }
  }

  @Test
  void address_isSealedInTheStore() {
    try (AlertFixture alerts = new AlertFixture(StoreEngine.SQLITE, folder)) {
      AlertChannel channel = alerts.add(ChannelKind.SLACK, "org_a").channel();
      assertThat(channel.shown()).isEqualTo("https://hooks.example.com");
      byte[] sealed =
          alerts.database.read(handle -> ChannelTable.sealed(handle, channel.id())).orElseThrow();
      assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("secret-path");
      assertThat(Objects.requireNonNull(alerts.channels.target(channel)).address())
          .endsWith("/secret-path");
    }
  }
}
