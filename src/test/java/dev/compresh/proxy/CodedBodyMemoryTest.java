package dev.compresh.proxy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a compressed body holds is charged to the same memory as what it came in. */
final class CodedBodyMemoryTest {
  private static final long MIB = 1 << 20;

  @TempDir Path folder;
  private PipelineFixture pipelineFixture;

  @BeforeEach
  void open() {
    pipelineFixture = PipelineFixture.PipelineSetup.plain().largest(8 << 20).in(folder);
  }

  @AfterEach
  void close() {
    pipelineFixture.close();
  }

  private static byte[] zipped(int length) throws IOException {
    String text =
        "{\"model\":\"gpt-4o\",\"messages\":[{\"role\":\"user\",\"content\":\""
            + "word ".repeat(length / 5)
            + "\"}]}";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private RequestHandler.BodyOutcome ask(ByteBudget budget, byte[] body) throws Exception {
    ByteClaim claim = requireNonNull(budget.claim(body.length));
    try {
      return ScopedValue.where(ByteClaim.CURRENT, claim)
          .call(
              () ->
                  pipelineFixture.ask(
                      PipelineFixture.head(
                          "POST",
                          "/v1/chat/completions",
                          null,
                          PipelineFixture.headers("content-encoding", "gzip")),
                      body));
    } finally {
      claim.release();
    }
  }

  @Test
  void aBodyThatFits_isTaken() throws Exception {
    ByteBudget budget = new ByteBudget(200 * MIB, Duration.ZERO);
    assertThat(ask(budget, zipped(2 << 20)))
        .isInstanceOf(RequestHandler.BodyOutcome.ForwardOutcome.class);
    assertThat(budget.used()).isZero();
  }

  @Test
  void aBodyBeyondTheMemory_isRefusedBeforeItIsWholly_unpacked() throws Exception {
    ByteBudget budget = new ByteBudget(8 * MIB, Duration.ZERO);
    RequestHandler.BodyOutcome.LocalReply localReply =
        (RequestHandler.BodyOutcome.LocalReply) ask(budget, zipped(6 << 20));
    assertThat(localReply.status()).isEqualTo(413);
    assertThat(PipelineFixture.text(localReply)).contains("payload_too_large", "memory.bodies");
    assertThat(budget.refused()).isEqualTo(1);
  }

  @Test
  void whileOthersTakeTheMemory_itIs503() throws Exception {
    ByteBudget budget = new ByteBudget(150 * MIB, Duration.ZERO);
    ByteClaim others = requireNonNull(budget.claim(18 * MIB));
    RequestHandler.BodyOutcome.LocalReply localReply =
        (RequestHandler.BodyOutcome.LocalReply) ask(budget, zipped(6 << 20));
    assertThat(localReply.status()).isEqualTo(503);
    assertThat(PipelineFixture.text(localReply)).contains("overloaded");
    others.release();
    assertThat(ask(budget, zipped(6 << 20)))
        .isInstanceOf(RequestHandler.BodyOutcome.ForwardOutcome.class);
  }
}
