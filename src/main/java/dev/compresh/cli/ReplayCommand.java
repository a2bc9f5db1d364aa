package dev.compresh.cli;

import dev.compresh.app.CommandFailure;
import dev.compresh.app.ExitCode;
import dev.compresh.app.MarkerSecret;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionStages;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.PromptTokens;
import dev.compresh.config.Config;
import dev.compresh.replay.ReplayTally;
import dev.compresh.replay.ReplayText;
import dev.compresh.replay.Transcript;
import dev.compresh.replay.TranscriptReader;
import dev.compresh.replay.TranscriptReplay;
import dev.compresh.token.ExactTokenizers;
import dev.compresh.token.Tokenizer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code replay FILE…}: what transcripts would have saved; no server, no provider. */
@Command(
    name = "replay",
    description = {
      "Run transcripts through the compressor offline and show what they would have saved.",
      "Reads " + TranscriptReader.FORMATS + "; gzipped or not.",
      "Lines that can't be read are skipped and reported."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  /** Enough for the longest sessions; a replay holds one conversation at a time. */
  private static final long MEMORY = 256L << 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Transcripts.")
  private List<Path> files = List.of();

  @Option(
      names = "--mode",
      description = "Compression mode: off, lossless, balanced or max (default: balanced).")
  private CompressionMode compressionMode = CompressionMode.BALANCED;

  @Option(
      names = "--objective",
      description =
          "Compression objective: tokens or cost (default: cost, as for models with cheaper cached input).")
  private CompressionObjective compressionObjective = CompressionObjective.COST;

  @Option(names = "--json", description = "Print JSON: figures for each transcript, and the total.")
  private boolean json;

  @Mixin private final OfflineOptions options = new OfflineOptions();

  @Override
  public Integer call() {
    List<Transcript> transcripts = new ArrayList<>();
    for (Path file : files) {
      switch (TranscriptReader.read(file)) {
        case TranscriptReader.TranscriptResult.ReadTranscripts readTranscripts -> {
          transcripts.addAll(readTranscripts.transcripts());
          readTranscripts.remarks().forEach(spec.commandLine().getErr()::println);
        }
        case TranscriptReader.TranscriptResult.TranscriptFailure transcriptFailure ->
            throw new CommandFailure(ExitCode.FAILED, transcriptFailure.message());
      }
    }
    List<ReplayTally> tallies = replay(transcripts);
    if (json) {
      Map<String, Object> all = Map.of("transcripts", tallies, "total", ReplayTally.total(tallies));
      spec.commandLine().getOut().println(new JsonMapper().writeValueAsString(all));
    } else {
      spec.commandLine().getOut().print(ReplayText.render(tallies));
    }
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }

  private List<ReplayTally> replay(List<Transcript> transcripts) {
    Config config = options.load();
    Tokenizer tokenizer = new ExactTokenizers().o200k();
    PromptTokens tokens = new PromptTokens(tokenizer);
    Compressor compressor =
        new Compressor(
            tokenizer,
            tokens,
            new CompressionStages(MarkerSecret.configured(config.security())),
            System::nanoTime,
            MEMORY);
    TranscriptReplay transcriptReplay =
        new TranscriptReplay(
            compressor,
            tokens,
            OfflineOptions.policy(config, compressionMode, compressionObjective));
    ProgressBar bar =
        new ProgressBar(transcripts.stream().mapToInt(t -> t.requests().size()).sum());
    List<ReplayTally> tallies = new ArrayList<>();
    for (Transcript transcript : transcripts) {
      tallies.add(transcriptReplay.run(transcript, length -> bar.step(transcript.id())));
    }
    bar.clear();
    return tallies;
  }
}
