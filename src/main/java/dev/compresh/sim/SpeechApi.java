package dev.compresh.sim;

import dev.compresh.http.Headers;
import dev.compresh.sim.http.SimReply;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's speech: a hum as long as the text would take to read aloud, as WAV or raw samples; other
 * formats get their media type and the same bytes.
 */
final class SpeechApi implements SimulatedApi {
  private static final List<String> VOICES =
      List.of("alloy", "ash", "coral", "echo", "fable", "nova", "onyx", "sage", "shimmer");
  private static final Set<String> FORMATS = Set.of("mp3", "opus", "aac", "flac", "wav", "pcm");
  private static final int MOST_CHARACTERS = 4096;
  private static final int SAMPLES = 8_000;
  private static final int CHARACTERS_PER_SECOND = 15;

  private final SimulatorEngine simulatorEngine;

  SpeechApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  @Override
  public SimReply answer(SimulatedCall simulatedCall) throws SimulatedRefusal {
    JsonNode body = simulatedCall.body();
    if (simulatedCall.model().isEmpty()) {
      throw SimulatedRefusal.invalid("model", "you must provide a model parameter");
    }
    simulatorEngine.known(ProviderErrors.OPENAI, simulatedCall.model());
    String text = SimulatedJson.text(body, "input");
    if (text.isEmpty() || text.length() > MOST_CHARACTERS) {
      throw SimulatedRefusal.invalid("input", "a text of 1 to " + MOST_CHARACTERS + " is expected");
    }
    if (!VOICES.contains(SimulatedJson.text(body, "voice"))) {
      throw SimulatedRefusal.invalid("voice", "a voice of " + VOICES + " is expected");
    }
    String format =
        SimulatedJson.has(body, "response_format")
            ? SimulatedJson.text(body, "response_format")
            : "mp3";
    if (!FORMATS.contains(format)) {
      throw SimulatedRefusal.invalid("response_format", "one of " + FORMATS + " is expected");
    }
    double speed = body.path("speed").asDouble(1);
    if (speed < 0.25 || speed > 4) {
      throw SimulatedRefusal.invalid("speed", "a number from 0.25 to 4 is expected");
    }
    int samples = (int) (SAMPLES * text.length() / (CHARACTERS_PER_SECOND * speed)) + 1;
    Headers headers =
        Headers.of(
            "content-type",
            format.equals("mp3") ? "audio/mpeg" : "audio/" + format,
            "x-request-id",
            simulatorEngine.ids().next("req_"));
    return SimReply.whole(200, headers, hum(samples, !format.equals("pcm")));
  }

  /** 16 bit samples of a triangle wave, with a WAV head before them or without. */
  private static byte[] hum(int samples, boolean head) {
    int data = 2 * samples;
    ByteBuffer out = ByteBuffer.allocate((head ? 44 : 0) + data).order(ByteOrder.LITTLE_ENDIAN);
    if (head) {
      out.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data);
      out.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
      out.putShort((short) 1).putShort((short) 1).putInt(SAMPLES).putInt(2 * SAMPLES);
      out.putShort((short) 2).putShort((short) 16);
      out.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data);
    }
    for (int i = 0; i < samples; i++) {
      out.putShort((short) (200 * Math.abs(i % 40 - 20)));
    }
    return out.array();
  }

  /** The voices, as a list. */
  static SimReply voices(String requestId) {
    ObjectNode list = SimulatedJson.object().put("object", "list");
    ArrayNode data = list.putArray("data");
    for (String voice : VOICES) {
      data.addObject().put("id", voice).put("object", "voice").put("name", voice);
    }
    return ProviderErrors.OPENAI.ok(list, requestId);
  }
}
