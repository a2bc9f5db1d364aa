package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.RouteRule;
import dev.compresh.config.RouteTarget;
import dev.compresh.config.Secret;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.AttemptResult.AttemptFailed;
import dev.compresh.proxy.PipelineFixture.PipelineSetup;
import dev.compresh.session.held.HeldObjects;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider holds is asked of that provider, for the organisation that made it. */
class HeldObjectsRoutingTest {
  private static final String RESPONSES = "/v1/responses";
  private static final String MESSAGES = "/v1/messages";
  private static final Usage USAGE = new Usage(1_000, 0, 0, 0, 200, 0);

  private PipelineFixture pipelineFixture;
  private ApiKey key;

  private static ProviderConfig provider(String name, String kind) {
    return ProviderConfig.of(name, kind, null, new Secret("sk-" + name));
  }

  private static RouteRule route(String model, String... names) {
    return new RouteRule(
        model, List.of(names).stream().map(name -> new RouteTarget(name, null, 0, 1)).toList());
  }

  @BeforeEach
  void start(@TempDir Path folder) {
    pipelineFixture =
        PipelineSetup.plain()
            .providers(
                provider("east", "openai"),
                provider("west", "openai"),
                provider("anth1", "anthropic"),
                provider("anth2", "anthropic"))
            .rules(
                false,
                route("gpt-5", "east", "west"),
                route("gpt-east", "east"),
                route("claude-*", "anth1", "anth2"))
            .in(folder);
    key = pipelineFixture.keys.list(null).getFirst();
  }

  @AfterEach
  void stop() {
    pipelineFixture.close();
  }

  private static String input(String more) {
    return "{\"model\":\"gpt-5\",\"input\":[{\"role\":\"user\",\"content\":\"Go on\"}]"
        + more
        + "}";
  }

  private static String messages(String more) {
    return "{\"model\":\"claude-sonnet-5\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\","
        + "\"content\":\"Go on\"}]"
        + more
        + "}";
  }

  private static String provider(ForwardRequest forwardRequest) {
    return forwardRequest.attempts().first().target().provider();
  }

  private void answer(ForwardRequest forwardRequest, String... ids) {
    forwardRequest
        .settlement()
        .settle(
            PipelineFixture.delivered(DeliveryEnding.COMPLETE, USAGE).withMadeIds(List.of(ids)));
  }

  /** Where objects lie that this organisation made, or another one. */
  private void lies(String org, String account, String... ids) {
    pipelineFixture.held.keep(org, "key_elsewhere", account, List.of(ids), 5_000);
  }

  private ForwardRequest session(String session, String path, String body) {
    return pipelineFixture.forwarded(path, body, "x-session-id", session);
  }

  @Test
  void aContinuedResponse_goesToTheProviderThatMadeIt_whateverTheSession() {
    for (int i = 0; i < 20; i++) {
      ForwardRequest first = session("first-" + i, RESPONSES, input(""));
      answer(first, "resp_" + i);
      ForwardRequest next =
          session("next-" + i, RESPONSES, input(",\"previous_response_id\":\"resp_" + i + "\""));
      assertThat(provider(next)).isEqualTo(provider(first));
      assertThat(next.attempts().next(next.attempts().first(), new AttemptFailed(false, false)))
          .isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"previous_response_id\":\"obj_1\"",
        ",\"conversation\":\"obj_1\"",
        ",\"conversation\":{\"id\":\"obj_1\"}",
        ",\"tools\":[{\"type\":\"code_interpreter\",\"container\":\"obj_1\"}]",
        ",\"tools\":[{\"type\":\"file_search\",\"vector_store_ids\":[\"obj_0\",\"obj_1\"]}]",
        ",\"tools\":[{\"type\":\"code_interpreter\",\"container\":{\"type\":\"auto\","
            + "\"file_ids\":[\"obj_1\"]}}]",
      })
  void objectsOfResponses_keepToTheirProvider(String named) {
    lies(key.orgId(), "west", "obj_1");
    for (int i = 0; i < 8; i++) {
      assertThat(provider(session("s" + i, RESPONSES, input(named)))).isEqualTo("west");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"input_file\",\"file_id\":\"file_1\"}",
        "{\"type\":\"input_image\",\"file_id\":\"file_1\",\"detail\":\"low\"}",
      })
  void filesInItems_keepToTheirProvider(String block) {
    lies(key.orgId(), "west", "file_1");
    String body =
        "{\"model\":\"gpt-5\",\"input\":[{\"role\":\"user\",\"content\":[" + block + "]}]}";
    for (int i = 0; i < 6; i++) {
      assertThat(provider(session("s" + i, RESPONSES, body))).isEqualTo("west");
    }
  }

  @Test
  void itemReferences_keepToTheirProvider() {
    lies(key.orgId(), "west", "msg_1");
    String body =
        "{\"model\":\"gpt-5\",\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}]}";
    for (int i = 0; i < 6; i++) {
      assertThat(provider(session("s" + i, RESPONSES, body))).isEqualTo("west");
    }
  }

  @Test
  void anthropicsContainersAndFiles_keepToTheirProvider() {
    lies(key.orgId(), "anth2", "container_1", "file_1");
    String file =
        "{\"model\":\"claude-sonnet-5\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\","
            + "\"content\":[{\"type\":\"document\",\"source\":{\"type\":\"file\","
            + "\"file_id\":\"file_1\"}}]}]}";
    for (int i = 0; i < 6; i++) {
      String s = "s" + i;
      assertThat(provider(session(s, MESSAGES, messages(",\"container\":\"container_1\""))))
          .isEqualTo("anth2");
      assertThat(
              provider(session(s, MESSAGES, messages(",\"container\":{\"id\":\"container_1\"}"))))
          .isEqualTo("anth2");
      assertThat(provider(session(s, MESSAGES, file))).isEqualTo("anth2");
    }
  }

  @Test
  void anIdThatNobodyIsKnownToHaveMade_goesToTheKeysLastProvider_andToNoOther() {
    for (int i = 0; i < 10; i++) {
      ForwardRequest first = session("a" + i, RESPONSES, input(""));
      answer(first, "resp_known_" + i);
      ForwardRequest next =
          session("b" + i, RESPONSES, input(",\"previous_response_id\":\"resp_odd\""));
      assertThat(provider(next)).isEqualTo(provider(first));
      assertThat(next.attempts().next(next.attempts().first(), new AttemptFailed(false, false)))
          .isNull();
    }
  }

  @Test
  void anotherOrganisationsObject_isNotFound() {
    lies("org_other", "east", "resp_theirs");
    lies("org_other", "west", "resp_theirs");
    RequestHandler.BodyOutcome.LocalReply refused =
        pipelineFixture.refused(RESPONSES, input(",\"previous_response_id\":\"resp_theirs\""));
    assertThat(refused.status()).isEqualTo(404);
    assertThat(PipelineFixture.text(refused))
        .contains("previous_response_not_found", "\"param\":\"previous_response_id\"")
        .doesNotContain("resp_theirs", "org_other", "east");
  }

  @Test
  void anotherOrganisationsObject_isNeverAskedOfTheAccountThatHoldsIt() {
    lies("org_other", "east", "conv_theirs");
    for (int i = 0; i < 10; i++) {
      assertThat(provider(session("s" + i, RESPONSES, input(",\"conversation\":\"conv_theirs\""))))
          .isEqualTo("west");
    }
  }

  @Test
  void aProviderThatDoesNotServeTheModelAnyMore_isToldPlainly() {
    lies(key.orgId(), "west", "resp_1");
    String body = input(",\"previous_response_id\":\"resp_1\"").replace("gpt-5", "gpt-east");
    RequestHandler.BodyOutcome.LocalReply refused = pipelineFixture.refused(RESPONSES, body);
    assertThat(refused.status()).isEqualTo(404);
    assertThat(PipelineFixture.text(refused)).contains("object_provider_unavailable");
  }

  @Test
  void objectsOfDifferentProviders_cantBeUsedTogether() {
    lies(key.orgId(), "west", "resp_1");
    lies(key.orgId(), "east", "conv_1");
    assertThat(
            pipelineFixture
                .refused(
                    RESPONSES,
                    input(",\"previous_response_id\":\"resp_1\",\"conversation\":\"conv_1\""))
                .status())
        .isEqualTo(404);
  }

  @Test
  void responsesThatAreNotStored_areNotRemembered() {
    ForwardRequest first = session("s", RESPONSES, input(",\"store\":false"));
    answer(first, "resp_gone");
    assertThat(pipelineFixture.held.find("resp_gone")).isEmpty();
  }

  @Test
  void failures_areNotRemembered() {
    ForwardRequest first = session("s", RESPONSES, input(",\"conversation\":\"conv_x\""));
    first
        .settlement()
        .settle(new AnswerDelivery(DeliveryEnding.COMPLETE, 404, null, 0, 10, 1, 2, 0, 1));
    assertThat(pipelineFixture.held.find("conv_x")).isEmpty();
  }

  @Test
  void whatIsHeld_survivesARestart_andIsSharedByInstances() {
    ForwardRequest first = session("s", RESPONSES, input(""));
    answer(first, "resp_1");
    pipelineFixture.database.commit(handle -> 0);
    try (var other = new HeldObjects(pipelineFixture.database, InstantSource.system())) {
      assertThat(other.find("resp_1"))
          .singleElement()
          .satisfies(
              object -> {
                assertThat(object.orgId()).isEqualTo(key.orgId());
                assertThat(object.account()).isEqualTo(provider(first));
                assertThat(object.tokens()).isEqualTo(1_200);
              });
      assertThat(Objects.requireNonNull(other.last(key.id())).account()).isEqualTo(provider(first));
    }
  }

  @Test
  void whatIsHeld_isForgottenAfterSevenDays() {
    Instant now = Instant.now();
    answer(session("s", RESPONSES, input("")), "resp_1");
    pipelineFixture.database.commit(handle -> 0);
    try (var later =
        new HeldObjects(pipelineFixture.database, () -> now.plus(Duration.ofDays(8)))) {
      assertThat(later.find("resp_1")).isEmpty();
      assertThat(later.purge()).isEqualTo(2);
    }
  }
}
