package dev.compresh.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/architecture.md lists the stages of a request in the order of the code. */
class StageOrderTest {
  private static final Path PROXY = Path.of("src/main/java/dev/compresh/proxy");

  @Test
  void stagesOfTheDocument_areInTheOrderOfTheCode() throws IOException {
    List<String> documented =
        Pattern.compile("(?m)^\\d+\\. `(\\w+\\.\\w+)`")
            .matcher(Files.readString(Path.of("docs/architecture.md")))
            .results()
            .map(line -> line.group(1))
            .toList();
    assertThat(documented).isEqualTo(ofTheCode());
  }

  private static List<String> ofTheCode() throws IOException {
    List<String> stages = new ArrayList<>();
    assertThat(Files.readString(PROXY.resolve("RequestPipeline.java"))).contains("heads.check(");
    stages.add("HeadStage.check");
    Map<String, String> types =
        Pattern.compile("(\\w+) (\\w+)[,)]")
            .matcher(Files.readString(PROXY.resolve("BodyStages.java")))
            .results()
            .collect(Collectors.toMap(field -> field.group(2), field -> field.group(1)));
    String request = Files.readString(PROXY.resolve("AdmittedRequest.java"));
    int from = request.indexOf("proceed(byte[] sent, AudioMeasure by)");
    int to = request.indexOf("private SessionKey session(");
    assertThat(from).isPositive().isLessThan(to);
    Pattern.compile("bodyStages\\s*\\.(\\w+)\\(\\)\\s*\\.(\\w+)\\(")
        .matcher(request.substring(from, to))
        .results()
        .forEach(call -> stages.add(types.get(call.group(1)) + "." + call.group(2)));
    return stages;
  }
}
