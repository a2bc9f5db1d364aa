package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import dev.compresh.proxy.CachePlay.Played;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to OpenAI of its prompt cache where the client says nothing. */
class PromptCacheKeyTest {
  private static final Pattern KEY = Pattern.compile("\"prompt_cache_key\":\"([^\"]+)\"");

  @TempDir Path folder;

  private static String chat(String model, String system, String user) {
    return "{\"model\":\""
        + model
        + "\",\"messages\":[{\"role\":\"system\",\"content\":\""
        + system
        + "\"},{\"role\":\"user\",\"content\":\""
        + user
        + "\"}] }";
  }

  private static final String SYSTEM = "Classify." + AgentTalk.words(1_500, 1);

  private static @Nullable String key(String body) {
    Matcher key = KEY.matcher(body);
    return key.find() ? key.group(1) : null;
  }

  private PipelineFixture gateway(String name) {
    return PipelineFixture.PipelineSetup.plain().cache("auto").in(folder.resolve(name));
  }

  @Test
  void requestsOfOnePrefix_shareAKey_onEveryInstance() {
    try (PipelineFixture one = gateway("one")) {
      String body = chat("gpt-5.1", SYSTEM, "Text one");
      String sent = PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, body));
      String key = key(sent);
      assertThat(key).startsWith("c_").hasSize(24);
      assertThat(sent).isEqualTo(body.replace("}] }", "}],\"prompt_cache_key\":\"" + key + "\" }"));
      String second =
          PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, chat("gpt-5.1", SYSTEM, "Two")));
      assertThat(key(second)).isEqualTo(key);
      String other = chat("gpt-5.1", SYSTEM + " Be brief.", "Two");
      assertThat(key(PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, other))))
          .isNotEqualTo(key);
      String model = chat("gpt-5.2", SYSTEM, "Two");
      assertThat(key(PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, model))))
          .isNotEqualTo(key);
    }
  }

  @Test
  void whatTheClientSet_staysAndNothingIsAdded() {
    try (PipelineFixture one = gateway("one")) {
      String own =
          chat("gpt-5.6-sol", SYSTEM, "Text").replace(" }", ",\"prompt_cache_key\":\"mine\"}");
      assertThat(PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, own))).isEqualTo(own);
      String off = chat("gpt-5.1", SYSTEM, "Text");
      for (String[] header :
          List.of(
              new String[] {"x-compresh-cache", "passthrough"},
              new String[] {"x-compresh-mode", "off"},
              new String[] {"x-compresh-mode", "shadow"})) {
        assertThat(PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, off, header)))
            .isEqualTo(off);
      }
    }
  }

  @Test
  void aPromptBelowTheMinimum_isLeftAlone() {
    try (PipelineFixture one = gateway("one")) {
      String small = chat("gpt-5.1", "Classify.", "Text");
      assertThat(PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, small))).isEqualTo(small);
    }
  }

  @Test
  void aCompatibleServer_isSentNothingThatItMayNotKnow() {
    URI elsewhere = URI.create("http://127.0.0.1:11434/v1");
    PipelineFixture.PipelineSetup pipelineSetup =
        PipelineFixture.PipelineSetup.plain()
            .cache("auto")
            .providers(ProviderConfig.of("openai", "openai", elsewhere, new Secret("sk")));
    try (PipelineFixture one = pipelineSetup.in(folder.resolve("one"))) {
      String body = chat("gpt-5.6-sol", SYSTEM, "Text");
      assertThat(PipelineFixture.text(one.forwarded(PipelineFixture.CHAT, body))).isEqualTo(body);
    }
  }

  @Test
  void responses_getAKeyToo() {
    try (PipelineFixture one = gateway("one")) {
      String body =
          "{\"model\":\"gpt-5.1\",\"instructions\":\"" + SYSTEM + "\",\"input\":\"Text\"}";
      assertThat(key(PipelineFixture.text(one.forwarded("/v1/responses", body)))).isNotNull();
    }
  }

  @Test
  void anInstructionThatManyRequestsShare_getsABreakpointFromItsSecondSightOn() {
    List<Played> all = new ArrayList<>();
    try (CachePlay play = CachePlay.plain(folder.resolve("play"), "auto")) {
      for (int i = 0; i < 8; i++) {
        all.add(play.chat(chat("gpt-5.6-sol", SYSTEM, "Text" + AgentTalk.words(40, i))));
        play.pass(Duration.ofSeconds(30));
      }
    }
    assertThat(all.getFirst().text()).doesNotContain("prompt_cache_breakpoint");
    assertThat(all.subList(1, 8)).allMatch(p -> p.text().contains("prompt_cache_breakpoint"));
    assertThat(all.subList(2, 8)).allMatch(p -> p.usage().cacheRead() > 2_900);
  }

  @Test
  void withoutTheBreakpoint_suchRequestsWriteAndNeverRead() {
    try (CachePlay play = CachePlay.plain(folder.resolve("play"), "passthrough")) {
      for (int i = 0; i < 4; i++) {
        Played played = play.chat(chat("gpt-5.6-sol", SYSTEM, "Text" + AgentTalk.words(40, i)));
        assertThat(played.usage().cacheRead()).isZero();
        assertThat(played.usage().cacheWrite5m()).isGreaterThan(2_900);
        play.pass(Duration.ofSeconds(30));
      }
    }
  }
}
