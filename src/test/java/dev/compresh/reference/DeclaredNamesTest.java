package dev.compresh.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.cli.RunningProgram;
import dev.compresh.config.ConfigKey;
import dev.compresh.config.ConfigKeys;
import dev.compresh.config.EnvironmentSetting;
import dev.compresh.observe.MetricDefinition;
import dev.compresh.proxy.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reference lists is what the program has: keys, error codes, metrics. */
class DeclaredNamesTest {
  private static final Path MAIN = Path.of("src/main/java/dev/compresh");

  /** Where code makes an error, and the place of the code among the arguments. */
  private static final Map<String, Integer> ERRORS =
      Map.ofEntries(
          Map.entry("ApiError.of", 2),
          Map.entry("new ApiError", 2),
          Map.entry("return of", 2),
          Map.entry("ApiErrors.parameter", 0),
          Map.entry("BadMessage.of", 1),
          Map.entry("ApiException.conflict", 0),
          Map.entry("ApiException.forbidden", 0),
          Map.entry("ApiException.invalid", 1),
          Map.entry("DeniedException.state", 0),
          Map.entry("new DeniedException", 1),
          Map.entry("new SchemaMismatch", 1),
          Map.entry("new ParameterViolation", 0));

  @Test
  void everyKeyAndVariable_hasAMeaningAndEveryKeyAnExample() {
    assertThat(ConfigKeys.all())
        .allSatisfy(key -> assertThat(key.meaning()).as(key.path()).endsWith("."))
        .allSatisfy(key -> assertThat(key.example()).as(key.path()).isNotEmpty());
    assertThat(ConfigKeys.variables())
        .allSatisfy((name, meaning) -> assertThat(meaning).as(name).endsWith("."));
  }

  @Test
  void everyLineOfTheKeysFile_isAKeyOrAVariable() throws IOException {
    Set<String> known = new TreeSet<>(ConfigKeys.variables().keySet());
    ConfigKeys.all().forEach(key -> known.add(key.path()));
    Path file = Path.of("src/main/resources/dev/compresh/config/keys.txt");
    assertThat(Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")))
        .allSatisfy(line -> assertThat(known).contains(line.split("\\|", 2)[0].strip()));
  }

  @Test
  void everyVariable_setsAKeyThatIsListed() {
    assertThat(ConfigKeys.all().stream().map(ConfigKey::path))
        .containsAll(
            Arrays.stream(EnvironmentSetting.values()).map(EnvironmentSetting::path).toList());
  }

  @Test
  void everyKeyThatCodeReads_isListed() throws IOException {
    Set<String> listed =
        ConfigKeys.all().stream()
            .map(key -> key.path().substring(key.path().lastIndexOf('.') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    Pattern reads =
        Pattern.compile(
            "\\b(?:configSection|inner|root)\\s*\\.(?:text|texts|required|secret|integer|percent|"
                + "flag|choice|duration|size|money|pairs)\\(\\s*\"([a-z0-9-]+)\"");
    Set<String> read = new TreeSet<>();
    for (Path file : sources(MAIN.resolve("config"))) {
      reads.matcher(Files.readString(file)).results().map(r -> r.group(1)).forEach(read::add);
    }
    assertThat(read).hasSizeGreaterThan(60);
    assertThat(listed).containsAll(read);
  }

  @Test
  void errorCodesOfTheCode_areThoseDeclared() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : sources(MAIN)) {
      if (file.toString().contains("/sim/")) {
        continue; // the simulated provider plays vendors' errors
      }
      String source = Files.readString(file);
      ERRORS.forEach(
          (call, place) ->
              Pattern.compile("(?<![\\w.])" + Pattern.quote(call) + "\\(")
                  .matcher(source)
                  .results()
                  .forEach(at -> used.addAll(codes(source, at, place))));
    }
    assertThat(used)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::code).toList());
  }

  @Test
  void statusAndTypeOfTheCode_areThoseDeclared() throws IOException {
    Pattern whole =
        Pattern.compile(
            "ApiError(?:\\.of)?\\(\\s*(\\d{3}),\\s*(?:\"(\\w+)\"|INVALID|BILLING),\\s*\"(\\w+)\"");
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    for (Path file : sources(MAIN)) {
      if (file.toString().contains("/sim/")) {
        continue;
      }
      for (MatchResult call : whole.matcher(Files.readString(file)).results().toList()) {
        seen++;
        ErrorCode declared = ErrorCode.valueOf(call.group(3).toUpperCase(java.util.Locale.ROOT));
        boolean right =
            declared.status() == Integer.parseInt(call.group(1))
                && (call.group(2) == null || declared.type().equals(call.group(2)));
        if (!right) {
          wrong.add(file + ": " + call.group());
        }
      }
    }
    assertThat(seen).isGreaterThan(40);
    assertThat(wrong).isEmpty();
  }

  @Test
  void metricsOfTheRunningProgram_areThoseDeclared(@TempDir Path folder) throws Exception {
    try (RunningProgram program = RunningProgram.quick(folder, Map.of())) {
      byte[] body =
          "{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"
              .getBytes(StandardCharsets.UTF_8);
      program.post("/v1/chat/completions", body, List.of());
      String text = metrics(program);
      Set<String> shown =
          Pattern.compile("(?m)^# TYPE (\\w+) (?!untyped)")
              .matcher(text)
              .results()
              .map(found -> found.group(1))
              .filter(name -> !name.endsWith("_max"))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> declared = new TreeSet<>();
      Set<String> gauges = new TreeSet<>();
      for (MetricDefinition metric : MetricDefinition.values()) {
        declared.add(metric.exposedName());
        // CONFIG_FAULTS is there where the file is watched, which this program does not do.
        if (metric.type().label().equals("gauge") && metric != MetricDefinition.CONFIG_FAULTS) {
          gauges.add(metric.exposedName());
        }
      }
      assertThat(declared).containsAll(shown);
      assertThat(shown).containsAll(gauges).contains("compresh_requests_total");
    }
  }

  private static String metrics(RunningProgram program) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(program.adminUrl() + "/metrics")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** The literals in the argument at {@code place} of the call that begins at {@code at}. */
  private static Set<String> codes(String source, MatchResult at, int place) {
    int depth = 1;
    int argument = 0;
    boolean quoted = false;
    StringBuilder text = new StringBuilder();
    Set<String> codes = new TreeSet<>();
    for (int i = at.end(); i < source.length() && depth > 0; i++) {
      char c = source.charAt(i);
      if (quoted) {
        if (c == '"') {
          quoted = false;
          if (argument == place && text.toString().matches("[a-z_]+")) {
            codes.add(text.toString());
          }
        } else {
          text.append(c == '\\' ? source.charAt(++i) : c);
        }
      } else if (c == '"') {
        quoted = true;
        text.setLength(0);
      } else if (c == '(') {
        depth++;
      } else if (c == ')') {
        depth--;
      } else if (c == ',' && depth == 1) {
        argument++;
      }
    }
    return codes;
  }
}
