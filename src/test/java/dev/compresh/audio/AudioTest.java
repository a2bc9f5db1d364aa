package dev.compresh.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.await.EventualAssertion;
import dev.compresh.cli.RunningProgram;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Transcription, speech and voices as clients see them, and what they cost. */
@Timeout(300)
class AudioTest {
  @TempDir Path folder;
  private RunningProgram program;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() {
    program = RunningProgram.quick(folder, Map.of());
  }

  @AfterEach
  void stop() {
    program.close();
    client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(program.url() + path))
        .header("authorization", "Bearer " + RunningProgram.KEY);
  }

  private String transcribe(String model, String more) throws Exception {
    try (InputStream form = UploadForm.of("", 80_000, UploadForm.field("model", model) + more)) {
      byte[] body = form.readAllBytes();
      HttpResponse<String> answer =
          client.send(
              request("/v1/audio/transcriptions")
                  .header("content-type", UploadForm.TYPE)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.headers().firstValue("x-compresh-session-id")).isPresent();
      return answer.body();
    }
  }

  private String key() throws Exception {
    return client.send(request("/v1/key").build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  @Test
  void transcription_isChargedBySeconds() throws Exception {
    assertThat(transcribe("whisper-1", "")).contains("80000 bytes").contains("\"seconds\":10");
    // 10 s at 0.006 USD a minute.
    EventualAssertion.holds(() -> assertThat(key()).contains("0.001"));
  }

  @Test
  void transcription_isChargedByTokens_streamedToo() throws Exception {
    assertThat(transcribe("gpt-4o-transcribe", UploadForm.field("stream", "true")))
        .contains("transcript.text.done");
    assertThat(program.provider().recorded().total()).isEqualTo(1);
  }

  @Test
  void formsPass_asTheyCame_alsoANameWithASlash() throws Exception {
    transcribe("openai/whisper-1", UploadForm.field("prompt", "n\u00e4me"));
    String form = new String(program.forwarded(), ISO_8859_1);
    assertThat(form).contains("name=\"model\"\r\n\r\nopenai/whisper-1\r\n");
    assertThat(form).startsWith(UploadForm.fileHead()).endsWith("--xyz--\r\n");
    assertThat(form).contains("n\u00e4me");
  }

  @Test
  void speech_passesUnchanged_andIsChargedByCharacters() throws Exception {
    String text = "h\u00e4 ".repeat(100);
    String body = "{\"model\":\"tts-1\",\"input\":\"" + text + "\",\"voice\":\"alloy\"}";
    HttpResponse<byte[]> answer = program.post("/v1/audio/speech", body.getBytes(UTF_8), List.of());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("audio/mpeg");
    assertThat(new String(answer.body(), ISO_8859_1)).startsWith("RIFF");
    // 300 characters at 15 USD a million.
    EventualAssertion.holds(() -> assertThat(key()).contains("0.0045"));
  }

  @Test
  void voices_areTheProviders() throws Exception {
    HttpResponse<String> answer =
        client.send(request("/v1/voices").build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"alloy\"");
    assertThat(program.provider().recorded().last().request().body()).isEmpty();
    HttpResponse<String> named =
        client.send(
            request("/v1/voices?model=tts-1").build(), HttpResponse.BodyHandlers.ofString());
    assertThat(named.statusCode()).isEqualTo(200);
    HttpResponse<String> posted =
        client.send(
            request("/v1/voices").POST(HttpRequest.BodyPublishers.noBody()).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(posted.statusCode()).isEqualTo(405);
  }
}
