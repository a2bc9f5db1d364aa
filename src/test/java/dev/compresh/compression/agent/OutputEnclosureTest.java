package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputEnclosureTest {
  @ParameterizedTest
  @CsvSource({
    "<returncode>0</returncode>/<output>/a/b/</output>, a/b/",
    "Exit code: 0/Wall time: 1 seconds/Output:/a/b, a/b",
    "Chunk ID: x/Wall time: 0.1/Process exited with code 0/Output:/a/, a/",
    "[read_file for 'x'] Result:/a/b//<environment_details>/now, a/b//",
    "[execute_command for 'x'] Result:/Command executed./Output:/a/<feedback>/no, a/",
    "plain/text/Output:/a, plain/text/Output:/a",
    "a, a"
  })
  void of_bodyIsWhatTheToolPrinted(String text, String body) {
    String whole = text.replace('/', '\n').replace("<\n", "</");
    OutputEnclosure outputEnclosure = OutputEnclosure.of(whole);
    assertThat(outputEnclosure.body()).isEqualTo(body.replace('/', '\n'));
    assertThat(outputEnclosure.wrap(outputEnclosure.body())).isEqualTo(whole);
  }
}
