package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.MarkerSecret;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.CompressionStages;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.PromptTokens;
import dev.compresh.config.Config;
import dev.compresh.dialect.Dialect;
import dev.compresh.dialect.DialectRegistry;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptReader;
import dev.compresh.replay.ExplanationText;
import dev.compresh.replay.PlanExplanation;
import dev.compresh.replay.RestoredResults;
import dev.compresh.replay.RestoredText;
import dev.compresh.replay.Transcript;
import dev.compresh.replay.TranscriptReader;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code explain FILE}: what is cut from a request, by which layer, and why. */
@Command(
    name = "explain",
    description = {
      "Show what compression does to a request, message by message: original and forwarded text.",
      "Reads a request body, or the last turn of a transcript; gzipped or not. Supported formats: "
          + TranscriptReader.FORMATS
          + ".",
      "The output contains texts of the conversation."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private static final long MEMORY = 256L << 20;
  private static final int LINES = 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "FILE", description = "A request body or a transcript.")
  private Path file = Path.of("");

  @Option(
      names = "--dialect",
      description = "chat, messages or responses (default: detected from the file).")
  private @Nullable String dialect;

  @Option(
      names = "--mode",
      description = "Compression mode: off, lossless, balanced or max (default: balanced).")
  private String mode = "balanced";

  @Option(
      names = "--objective",
      description = "Compression objective: tokens or cost (default: tokens).")
  private String objective = "tokens";

  @Option(
      names = "--conversation",
      paramLabel = "N",
      description = "Number of the transcript in a file with several (default: the last).")
  private int conversation;

  @Option(
      names = "--turn",
      paramLabel = "N",
      description = "Number of the request (default: the last).")
  private int turn;

  @Option(
      names = "--width",
      paramLabel = "COLUMNS",
      description = "Width of the output in columns.")
  private int width;

  @Option(names = "--full", description = "Print changed texts in full.")
  private boolean full;

  @Option(
      names = "--restore",
      description = {
        "Print each changed result as it is rebuilt from what is forwarded, and whether it equals",
        "the original. Exit code 1 if one does not (results cut or counted in other modes than",
        "lossless)."
      })
  private boolean restore;

  @Option(names = "--json", description = "Print JSON, with the original and forwarded texts.")
  private boolean json;

  @Mixin private final OfflineOptions options = new OfflineOptions();

  @Override
  public Integer call() {
    Config config = options.load();
    CompressionPolicy compressionPolicy =
        OfflineOptions.policy(
            config,
            choice("--mode", mode, CompressionMode::named, "off, lossless, balanced or max"),
            choice("--objective", objective, ExplainCommand::objective, "tokens or cost"));
    List<Transcript> all = transcripts();
    int which = pick("--conversation", conversation, all.size());
    Transcript transcript = selectTranscript(all.get(which - 1));
    List<Integer> turns = transcript.requests();
    if (turns.isEmpty()) {
      throw new CommandFailure(ExitCode.FAILED, file + ": contains no request, only answers.");
    }
    int at = pick("--turn", turn, turns.size());
    PrintWriter out = spec.commandLine().getOut();
    if (restore) {
      RestoredResults restored = restore(transcript, turns.get(at - 1), compressionPolicy, config);
      out.print(
          RestoredText.render(
              transcript.id() + ", request " + at + " of " + turns.size(), restored));
      out.flush();
      return restored.isWhole() ? ExitCode.OK : ExitCode.FAILED;
    }
    PlanExplanation planExplanation =
        explain(transcript, turns.get(at - 1), compressionPolicy, config);
    if (json) {
      out.println(
          new JsonMapper()
              .writerWithDefaultPrettyPrinter()
              .writeValueAsString(fields(transcript, compressionPolicy, at, planExplanation)));
    } else {
      String title =
          String.format(
              Locale.ROOT,
              "%s%s, request %d of %d, mode %s, objective %s",
              transcript.id(),
              all.size() > 1 ? " (conversation " + which + " of " + all.size() + ")" : "",
              at,
              turns.size(),
              compressionPolicy.mode().label(),
              compressionPolicy.objective().name().toLowerCase(Locale.ROOT));
      int columns = width > 0 ? width : TerminalWidth.columns();
      out.print(
          ExplanationText.render(
              title, planExplanation, Math.max(40, columns), full ? Integer.MAX_VALUE : LINES));
    }
    out.flush();
    return ExitCode.OK;
  }

  private List<Transcript> transcripts() {
    return switch (TranscriptReader.read(file)) {
      case TranscriptReader.TranscriptResult.ReadTranscripts readTranscripts -> {
        readTranscripts.remarks().forEach(spec.commandLine().getErr()::println);
        yield readTranscripts.transcripts();
      }
      case TranscriptReader.TranscriptResult.TranscriptFailure transcriptFailure ->
          throw new CommandFailure(ExitCode.FAILED, transcriptFailure.message());
    };
  }

  private Transcript selectTranscript(Transcript transcript) {
    if (dialect == null) {
      return transcript;
    }
    Dialect named =
        choice("--dialect", dialect, DialectRegistry::find, DialectRegistry.listNames());
    return new Transcript(transcript.id(), named, transcript.head(), transcript.elements());
  }

  private PlanExplanation explain(
      Transcript transcript, int length, CompressionPolicy compressionPolicy, Config config) {
    Tokenizer tokenizer = new ExactTokenizers().o200k();
    PromptTokens tokens = new PromptTokens(tokenizer);
    Compressor compressor = compressor(tokenizer, tokens, config);
    return PlanExplanation.of(prompt(transcript, length), compressor, tokens, compressionPolicy);
  }

  private RestoredResults restore(
      Transcript transcript, int length, CompressionPolicy compressionPolicy, Config config) {
    Tokenizer tokenizer = new ExactTokenizers().o200k();
    Compressor compressor = compressor(tokenizer, new PromptTokens(tokenizer), config);
    ElisionMarkers elisionMarkers = MarkerSecret.configured(config.security());
    return RestoredResults.of(
        prompt(transcript, length), compressor, compressionPolicy, elisionMarkers);
  }

  private static Compressor compressor(Tokenizer tokenizer, PromptTokens tokens, Config config) {
    CompressionStages stages = new CompressionStages(MarkerSecret.configured(config.security()));
    return new Compressor(tokenizer, tokens, stages, System::nanoTime, MEMORY);
  }

  private Prompt prompt(Transcript transcript, int length) {
    if (PromptReader.read(transcript.dialect(), transcript.body(length)) instanceof Prompt prompt) {
      return prompt;
    }
    throw new CommandFailure(
        ExitCode.FAILED, file + ": the request can't be read as " + transcript.dialect());
  }

  private static Map<String, Object> fields(
      Transcript transcript,
      CompressionPolicy compressionPolicy,
      int turn,
      PlanExplanation planExplanation) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("conversation", transcript.id());
    fields.put("dialect", transcript.dialect().name());
    fields.put("request", turn);
    fields.put("mode", compressionPolicy.mode().label());
    fields.put("objective", compressionPolicy.objective().name().toLowerCase(Locale.ROOT));
    fields.put("original_tokens", planExplanation.original());
    fields.put("optimized_tokens", planExplanation.forwarded());
    fields.put("saved_tokens", planExplanation.original() - planExplanation.forwarded());
    fields.put("note", planExplanation.note());
    Map<String, Integer> layers = new LinkedHashMap<>();
    planExplanation.savedByLayer().forEach((layer, saved) -> layers.put(layer.label(), saved));
    fields.put("saved_by_layer", layers);
    fields.put(
        "messages", planExplanation.messages().stream().map(ExplainCommand::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(PlanExplanation.MessageView message) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("index", message.index());
    fields.put("role", message.role());
    fields.put("tools", message.tools());
    fields.put("original_tokens", message.before());
    fields.put("optimized_tokens", message.after());
    fields.put("changes", message.cuts().stream().map(ExplainCommand::fields).toList());
    return fields;
  }

  private static Map<String, Object> fields(PlanExplanation.ExplainedCut explainedCut) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("layer", explainedCut.layer().label());
    fields.put("reason", explainedCut.reason());
    fields.put("original_tokens", explainedCut.before());
    fields.put("optimized_tokens", explainedCut.after());
    fields.put("original", explainedCut.original());
    fields.put("optimized", explainedCut.forwarded());
    return fields;
  }

  /** The {@code asked} of {@code count}, from 1; the last where none is asked for. */
  private static int pick(String option, int asked, int count) {
    if (asked < 0 || asked > count) {
      throw new CommandFailure(
          ExitCode.USAGE, option + " must be a number from 1 to " + count + ".");
    }
    return asked == 0 ? count : asked;
  }

  private static <T> T choice(
      String option, String value, Function<String, Optional<T>> names, String what) {
    return names
        .apply(value.toLowerCase(Locale.ROOT))
        .orElseThrow(
            () -> new CommandFailure(ExitCode.USAGE, option + " must be one of " + what + "."));
  }

  private static Optional<CompressionObjective> objective(String name) {
    return switch (name) {
      case "tokens" -> Optional.of(CompressionObjective.TOKENS);
      case "cost" -> Optional.of(CompressionObjective.COST);
      default -> Optional.empty();
    };
  }
}
