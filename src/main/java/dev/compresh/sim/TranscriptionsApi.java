package dev.compresh.sim;

import dev.compresh.http.Headers;
import dev.compresh.http.multipart.FormField;
import dev.compresh.http.multipart.FormScan;
import dev.compresh.sim.http.SimReply;
import dev.compresh.sim.http.SimRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAI's transcription: tells the file's size for a text. Usage is reported in seconds for
 * whisper models and in tokens for others.
 */
final class TranscriptionsApi {
  private static final long BYTES_PER_SECOND = 8_000;
  private static final int TOKENS_PER_SECOND = 10;

  private final SimulatorEngine simulatorEngine;

  TranscriptionsApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  SimReply answer(SimRequest simRequest) throws SimulatedRefusal {
    FormScan form = simRequest.form();
    if (form == null || !form.complete()) {
      throw SimulatedRefusal.invalid(null, "a whole multipart/form-data body is expected");
    }
    String model = value(form, "model");
    if (model.isEmpty()) {
      throw SimulatedRefusal.invalid("model", "you must provide a model parameter");
    }
    simulatorEngine.known(ProviderErrors.OPENAI, model);
    if (form.files() != 1 || form.fileBytes() == 0) {
      throw SimulatedRefusal.invalid("file", "one file that is not empty is expected");
    }
    long rate = form.bytesPerSecond() > 0 ? form.bytesPerSecond() : BYTES_PER_SECOND;
    long seconds = Math.max(1, Math.ceilDiv(form.fileBytes(), rate));
    String text = "Simulated transcript of " + form.fileBytes() + " bytes.";
    boolean whisper = model.startsWith("whisper");
    if (value(form, "stream").equals("true") && !whisper) {
      return events(text, seconds);
    }
    String format = value(form, "response_format");
    if (format.equals("text") || format.equals("srt") || format.equals("vtt")) {
      Headers headers =
          Headers.of(
              "content-type", "text/plain", "x-request-id", simulatorEngine.ids().next("req_"));
      return SimReply.whole(200, headers, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
    ObjectNode answer = SimulatedJson.object().put("text", text);
    if (format.equals("verbose_json")) {
      answer.put("task", "transcribe").put("language", "english").put("duration", seconds);
    }
    usage(answer, text, seconds, whisper);
    return ProviderErrors.OPENAI.ok(answer, simulatorEngine.ids().next("req_"));
  }

  private void usage(ObjectNode into, String text, long seconds, boolean whisper) {
    ObjectNode usage = into.putObject("usage");
    if (whisper) {
      usage.put("type", "duration").put("seconds", seconds);
      return;
    }
    long input = seconds * TOKENS_PER_SECOND;
    int output = simulatorEngine.counting().text(text);
    usage.put("type", "tokens").put("input_tokens", input).put("output_tokens", output);
    usage.put("total_tokens", input + output);
    usage.putObject("input_token_details").put("text_tokens", 0).put("audio_tokens", input);
  }

  private SimReply events(String text, long seconds) {
    List<byte[]> events = new ArrayList<>();
    for (String word : text.split("(?<= )", -1)) {
      events.add(event(SimulatedJson.typed("transcript.text.delta").put("delta", word)));
    }
    ObjectNode done = SimulatedJson.typed("transcript.text.done").put("text", text);
    usage(done, text, seconds, false);
    events.add(event(done));
    Headers headers =
        Headers.of(
            "content-type",
            "text/event-stream",
            "x-request-id",
            simulatorEngine.ids().next("req_"));
    return SimReply.events(headers, events);
  }

  private static byte[] event(ObjectNode data) {
    String json = new String(SimulatedJson.bytes(data), StandardCharsets.UTF_8);
    return ("data: " + json + "\n\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String value(FormScan form, String name) {
    FormField field = form.field(name);
    return field == null ? "" : field.value();
  }
}
