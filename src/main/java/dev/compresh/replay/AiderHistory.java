package dev.compresh.replay;

import java.util.ArrayList;
import java.util.List;

/**
 * Chat histories of Aider ({@code .aider.chat.history.md}): lines of the user begin with {@code
 * ####}, lines of the program itself with {@code >}, all else is the model's. A start of the
 * program begins a new transcript. The files that were in the chat are not in it.
 */
final class AiderHistory {
  private static final String START = "# aider chat started at ";
  private static final String USER = "#### ";

  private final List<Transcript> transcripts;
  private final String name;
  private ChatTranscriptBuilder messages = new ChatTranscriptBuilder();
  private final StringBuilder text = new StringBuilder();
  private String role = "";
  private String command = "";
  private int sessions;

  private AiderHistory(String name, List<Transcript> transcripts) {
    this.name = name;
    this.transcripts = transcripts;
  }

  static boolean isText(String text) {
    return text.startsWith(START) || text.contains("\n" + START);
  }

  static void read(String name, String text, List<Transcript> transcripts) {
    AiderHistory reader = new AiderHistory(name, transcripts);
    text.lines().forEach(reader::line);
    reader.endSession();
  }

  private void line(String line) {
    if (line.startsWith(START)) {
      endSession();
    } else if (line.startsWith(USER) || line.equals(USER.strip())) {
      speak("user", line.substring(Math.min(line.length(), USER.length())).stripTrailing());
    } else if (!line.equals(">") && !line.startsWith("> ")) {
      speak(line.isBlank() ? role : "assistant", line);
    } else if (role.equals("user")) {
      endMessage();
    }
  }

  private void speak(String who, String line) {
    if (!who.equals(role)) {
      endMessage();
      role = who;
    }
    text.append(text.isEmpty() ? "" : "\n").append(line);
  }

  /** A command to the program that the model did not answer was not sent to it. */
  private void endMessage() {
    String said = text.toString().strip();
    if (role.equals("assistant")) {
      messages.say("user", command);
      messages.answer("", said);
      command = "";
    } else if (role.equals("user") && said.startsWith("/")) {
      command = said;
    } else if (role.equals("user")) {
      messages.say("user", said);
      command = "";
    }
    text.setLength(0);
    role = "";
  }

  private void endSession() {
    endMessage();
    List<Transcript> read = new ArrayList<>();
    messages.addTo(read, name + "/" + (sessions + 1));
    sessions += read.size();
    transcripts.addAll(read);
    messages = new ChatTranscriptBuilder();
    command = "";
  }
}
