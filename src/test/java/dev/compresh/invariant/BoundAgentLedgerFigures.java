package dev.compresh.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.compresh.cli.RunningProgram;
import dev.compresh.compression.pinned.PinnedEdit;
import dev.compresh.compression.pinned.PinnedMessage;
import dev.compresh.compression.pinned.SentEntry;
import dev.compresh.compression.pinned.SentEntryCodec;
import dev.compresh.compression.pinned.TextPatch;
import dev.compresh.invariant.ThinkingConversation.Control;
import dev.compresh.session.SessionKey;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentLimits;
import dev.compresh.session.sent.SentSegment;
import dev.compresh.session.sent.StoredSentLedger;
import dev.compresh.store.Database;
import dev.compresh.store.seal.Keyring;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jdbi.v3.core.Handle;

/**
 * Measures what the ledger of what was sent keeps of an agent's conversation of 500 messages. Its
 * {@code main} prints the figures.
 */
final class BoundAgentLedgerFigures {
  private static final int TURNS = 250;
  private static final String SESSION = "figures";

  private BoundAgentLedgerFigures() {}

  public static void main(String[] arguments) throws Exception {
    for (String mode : List.of("off", "lossless", "balanced")) {
      measure(mode, Files.createTempDirectory("bound-agent"));
    }
  }

  private static void measure(String mode, Path folder) throws Exception {
    Path data;
    Path keyFile;
    long body = 0;
    try (RunningProgram program =
        RunningProgram.quick(
            folder, Map.of("COMPRESH_TIME_BUDGET", "60s", "COMPRESH_ACCESS_LOG", "false"))) {
      data = program.data();
      keyFile = program.keyFile();
      Random random = new Random(8);
      ThinkingConversation conversation =
          new ThinkingConversation(
              random, "You work.", List.of("Read", "Bash"), Control.REPORT, "claude-opus-5-5");
      ThinkingCourse course = new ThinkingCourse(random, true, conversation);
      PreservingClient client =
          new PreservingClient(
              conversation,
              course::answered,
              List.of("x-session-id", SESSION),
              program.provider(),
              random);
      for (int i = 0; i < TURNS; i++) {
        body = client.send(program, mode).body().length;
      }
    }
    print(mode, body, data, keyFile);
  }

  private static void print(String mode, long body, Path data, Path keyFile) throws Exception {
    try (Database database = Database.open(data)) {
      long sealed = sum(database, "SUM(LENGTH(sealed))");
      String key = database.read(handle -> text(handle, "SELECT MIN(key_id) FROM session_sent"));
      Keyring keyring = new Keyring(database, null, keyFile);
      long plain = 0;
      long inserted = 0;
      int entries = 0;
      try (SentLedger ledger =
          new StoredSentLedger(database, keyring, InstantSource.system(), SentLimits.DEFAULT)) {
        for (SentSegment segment : ledger.entries(new SessionKey(key, SESSION), true)) {
          plain += segment.content().length;
          entries++;
          if (SentEntryCodec.decode(segment.content())
              instanceof SentEntry.SentRequest sentRequest) {
            inserted +=
                sentRequest.forms().stream().mapToLong(BoundAgentLedgerFigures::inserted).sum();
          }
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%s: last body %.0f kB; %d entries, %.1f kB encoded, %.1f kB sealed, inserted texts %.1f"
              + " kB (%.0f %% of what is encoded)%n",
          mode,
          body / 1e3,
          entries,
          plain / 1e3,
          sealed / 1e3,
          inserted / 1e3,
          100.0 * inserted / plain);
    }
  }

  private static long sum(Database database, String what) {
    return Long.parseLong(
        database.read(handle -> text(handle, "SELECT " + what + " FROM session_sent")));
  }

  private static String text(Handle handle, String sql) {
    return handle.createQuery(sql).mapTo(String.class).one();
  }

  private static long inserted(PinnedMessage message) {
    long bytes = 0;
    for (PinnedEdit edit : message.edits()) {
      if (edit instanceof PinnedEdit.PinnedRewrite pinnedRewrite) {
        for (TextPatch.PatchPiece patchPiece : pinnedRewrite.patch().pieces()) {
          bytes +=
              patchPiece instanceof TextPatch.InsertedText insertedText
                  ? bytes(insertedText.text())
                  : 0;
        }
      } else if (edit instanceof PinnedEdit.PinnedPrepend pinnedPrepend) {
        bytes += bytes(pinnedPrepend.put());
      }
    }
    return bytes;
  }

  private static long bytes(String text) {
    return text.getBytes(UTF_8).length;
  }
}
