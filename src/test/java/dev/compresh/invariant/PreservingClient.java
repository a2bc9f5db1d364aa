package dev.compresh.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.dialect.Dialect;
import dev.compresh.sim.ConversationCheck;
import dev.compresh.sim.SimProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** A client that holds one conversation, sends it through programs, and checks what came of it. */
final class PreservingClient {
  private final ThinkingConversation conversation;
  private final Consumer<JsonNode> course;
  private final List<String> session;
  private final SimProvider provider;
  private final Random random;

  /** Signatures of thinking that was left out on purpose once. */
  private final Set<String> gone = new HashSet<>();

  /**
   * What came of a request.
   *
   * @param forwarded what the provider received last
   * @param attempts how often it was asked
   * @param left signatures of thinking that was left out for the first time
   */
  record PreservedRequest(
      byte[] body,
      byte[] forwarded,
      HttpResponse<byte[]> answer,
      JsonNode message,
      long attempts,
      List<String> left) {

    long original() {
      return figure("x-compresh-original-tokens");
    }

    long optimized() {
      return figure("x-compresh-optimized-tokens");
    }

    private long figure(String name) {
      return answer.headers().firstValueAsLong(name).orElseThrow();
    }

    /** Reasons for which the provider dropped thinking, where it says so. */
    List<String> dropped() {
      List<String> reasons = new ArrayList<>();
      for (JsonNode each : message.path("input_transformations")) {
        reasons.add(each.path("reason").asString());
      }
      return reasons;
    }
  }

  /**
   * A client that has sent nothing.
   *
   * @param course takes an answer's content in, and gets the conversation to the next request
   * @param session headers that name the session
   */
  PreservingClient(
      ThinkingConversation conversation,
      Consumer<JsonNode> course,
      List<String> session,
      SimProvider provider,
      Random random) {
    this.conversation = conversation;
    this.course = course;
    this.session = session;
    this.provider = provider;
    this.random = random;
  }

  ThinkingConversation conversation() {
    return conversation;
  }

  /** Sends the conversation as it is, and takes the answer in. */
  PreservedRequest send(RunningProgram program, String mode) {
    boolean streams = random.nextBoolean();
    byte[] body = conversation.body(streams, false);
    PreservedRequest preservedRequest = post(program, "/v1/messages", body, mode, streams);
    assertThat(preservedRequest.optimized()).isLessThanOrEqualTo(preservedRequest.original());
    course.accept(preservedRequest.message.path("content"));
    return preservedRequest;
  }

  /** Sends it straight to a provider, under the account that the programs use. */
  void sendTo(URI provider) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(provider.resolve("/v1/messages"))
            .header("content-type", "application/json")
            .header("x-api-key", "sk-anthropic")
            .headers(conversation.headers().toArray(String[]::new))
            .POST(HttpRequest.BodyPublishers.ofByteArray(conversation.body(false, false)));
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      course.accept(ThinkingConversation.JSON.readTree(answer.body()).path("content"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Signatures of the thinking that it holds. */
  List<String> thinking() {
    return ThinkingConversation.thinking(conversation.body(false, false));
  }

  /** Has its tokens counted. */
  PreservedRequest count(RunningProgram program, String mode) {
    byte[] body = conversation.body(false, true);
    PreservedRequest preservedRequest =
        post(program, "/v1/messages/count_tokens", body, mode, false);
    assertThat(preservedRequest.message.path("input_tokens").asInt(0)).isPositive();
    return preservedRequest;
  }

  private PreservedRequest post(
      RunningProgram program, String path, byte[] body, String mode, boolean streams) {
    List<String> headers = new ArrayList<>(conversation.headers());
    headers.addAll(session);
    headers.addAll(List.of("x-compresh-mode", mode));
    long before = provider.recorded().total();
    HttpResponse<byte[]> answer = program.post(path, body, headers);
    assertThat(answer.statusCode())
        .as("%s: %s", path, BodyFidelity.text(answer.body()))
        .isEqualTo(200);
    byte[] forwarded = provider.recorded().last().request().body();
    assertThat(ConversationCheck.added(Dialect.MESSAGES, body, forwarded)).isEmpty();
    List<String> left = new ArrayList<>(ThinkingConversation.thinking(body));
    left.removeAll(ThinkingConversation.thinking(forwarded));
    left.removeAll(gone);
    gone.addAll(left);
    JsonNode message =
        streams
            ? AnthropicStream.message(answer.body())
            : ThinkingConversation.JSON.readTree(answer.body());
    long attempts = provider.recorded().total() - before;
    return new PreservedRequest(body, forwarded, answer, message, attempts, left);
  }
}
