package dev.compresh.app;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.CompressionStages;
import dev.compresh.compression.TimeLimit;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.proxy.CompressorRegistry;
import dev.compresh.token.ExactTokenizers;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads vocabularies and runs the compressor over a made-up conversation once the port is open, so
 * that the first real one finds the code compiled. Its results are thrown away.
 */
public final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  /** Time after which it leaves the processor to requests. */
  private static final long NANOS = 1_500_000_000L;

  /** The first request, which often comes at once, is not to share its processor. */
  private static final long DELAY_MILLIS = 300;

  private static final int TURNS = 24;

  /** Enough for episodes, gists and recall to be at work. */
  private static final int CHAT_TURNS = 60;

  private static final long MEMORY = 8 << 20;

  private final ExactTokenizers exactTokenizers;

  public WarmUp(ExactTokenizers exactTokenizers) {
    this.exactTokenizers = exactTokenizers;
  }

  public static void start(ExactTokenizers exactTokenizers) {
    Thread.ofPlatform().name("warm-up").daemon().start(new WarmUp(exactTokenizers)::later);
  }

  private void later() {
    try {
      Thread.sleep(DELAY_MILLIS);
      run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  public void run() {
    try {
      exactTokenizers.o200k();
      long end = System.nanoTime() + NANOS;
      for (int round = 0; System.nanoTime() < end; round++) {
        // A fresh one each time: nothing it remembers would be compiled twice.
        CompressorRegistry compressorRegistry =
            new CompressorRegistry(new CompressionStages(), MEMORY);
        for (CompressionMode compressionMode :
            new CompressionMode[] {CompressionMode.LOSSLESS, CompressionMode.BALANCED}) {
          plan(compressorRegistry, compressionMode, Dialect.CHAT, chat(round));
          plan(compressorRegistry, compressionMode, Dialect.MESSAGES, agent(round));
        }
      }
      exactTokenizers.cl100k();
    } catch (RuntimeException e) {
      LOG.warn("warm-up failed; requests are served all the same", e);
    }
  }

  private void plan(
      CompressorRegistry compressorRegistry,
      CompressionMode compressionMode,
      Dialect dialect,
      String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (PromptReader.read(dialect, bytes) instanceof Prompt prompt) {
      CompressionPolicy compressionPolicy =
          CompressionPolicy.of(compressionMode, CompressionObjective.TOKENS);
      CompressionPlan compressionPlan =
          compressorRegistry
              .forTokenizer(exactTokenizers.o200k(), "")
              .compressor()
              .plan(prompt, compressionPolicy, TimeLimit.PATIENT);
      compressionPlan.apply(prompt);
    }
  }

  /** A chat about a made-up garden. */
  private static String chat(int round) {
    StringBuilder out = new StringBuilder(16_384);
    out.append("{\"model\":\"gpt-4o\",\"messages\":[");
    for (int i = 0; i < CHAT_TURNS; i++) {
      out.append(i == 0 ? "" : ",");
      out.append("{\"role\":\"user\",\"content\":\"On day ").append(i).append(" of round ");
      out.append(round).append(" we planted ").append(i * 7 % 13).append(" rows of carrots. ");
      out.append("Anna wants the beans near the fence by 14 May; what comes next?\"},");
      out.append("{\"role\":\"assistant\",\"content\":\"Water the rows in the evening. Bed ");
      out.append(i % 5).append(" takes ").append(i * 3).append(" litres, and the beans need ");
      out.append("a string to climb. I'd leave bed ").append(i % 4).append(" alone.\"}");
    }
    return out.append(",{\"role\":\"user\",\"content\":\"Who wants the beans?\"}]}").toString();
  }

  /** An agent that reads a made-up file over and over. */
  private static String agent(int round) {
    StringBuilder out = new StringBuilder(65_536);
    out.append("{\"model\":\"claude-sonnet-4-5\",\"messages\":[");
    out.append("{\"role\":\"user\",\"content\":\"Make the build green.\"}");
    for (int i = 0; i < TURNS; i++) {
      out.append(",{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"t");
      out.append(i).append("\",\"name\":\"Read\",\"input\":{\"path\":\"a").append(i % 6);
      out.append(".java\"}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",");
      out.append("\"tool_use_id\":\"t").append(i).append("\",\"content\":\"");
      for (int line = 1; line < 60; line++) {
        out.append("     ").append(line).append("\\t  int value").append(line);
        out.append(" = compute(").append(line * (i % 6) + round).append(");\\n");
      }
      out.append("\"}]}");
    }
    return out.append(",{\"role\":\"user\",\"content\":\"Go on.\"}]}").toString();
  }
}
