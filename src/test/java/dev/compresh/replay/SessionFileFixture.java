package dev.compresh.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Session files of tests, and what was read of them. */
record SessionFileFixture(List<Transcript> transcripts, List<String> remarks) {

  /** Reads a file with {@code text}; its name says nothing about what it is. */
  static SessionFileFixture of(Path folder, String text) throws IOException {
    return read(Files.writeString(folder.resolve("a-file"), text));
  }

  static SessionFileFixture read(Path file) {
    TranscriptReader.TranscriptResult transcriptResult = TranscriptReader.read(file);
    assertThat(transcriptResult)
        .isInstanceOf(TranscriptReader.TranscriptResult.ReadTranscripts.class);
    TranscriptReader.TranscriptResult.ReadTranscripts readTranscripts =
        (TranscriptReader.TranscriptResult.ReadTranscripts) transcriptResult;
    readTranscripts.transcripts().forEach(SessionFileFixture::assertReadable);
    return new SessionFileFixture(readTranscripts.transcripts(), readTranscripts.remarks());
  }

  Transcript only() {
    assertThat(transcripts).hasSize(1);
    return transcripts.getFirst();
  }

  /** The messages of the only transcript. */
  List<JsonNode> messages() {
    JsonMapper json = new JsonMapper();
    return only().elements().stream()
        .map(transcriptElement -> json.readTree(transcriptElement.json()))
        .toList();
  }

  List<String> roles() {
    return messages().stream().map(message -> message.path("role").asString("")).toList();
  }

  /** Every request of a transcript can be read whole, as the gateway reads it. */
  private static void assertReadable(Transcript transcript) {
    for (int length : transcript.requests()) {
      assertThat(PromptReader.read(transcript.dialect(), transcript.body(length)))
          .isInstanceOfSatisfying(
              Prompt.class, prompt -> assertThat(prompt.messages()).hasSize(length));
    }
  }
}
