package dev.compresh.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * What a command line came to.
 *
 * @param out what went to the output, without blanks at its ends
 */
record CommandRun(int exit, String out, String err) {

  /** Runs the command {@code name} with these words and {@code --data}. */
  static CommandRun on(Path data, String name, String... words) {
    return of(all(name, words, "--data", data.toString()));
  }

  /** Runs the command {@code name} with these words and {@code --config}. */
  static CommandRun with(Path config, String name, String... words) {
    return of(all(name, words, "--config", config.toString()));
  }

  private static String[] all(String name, String[] words, String... more) {
    List<String> all = new ArrayList<>();
    all.add(name);
    all.addAll(List.of(words));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }

  private static CommandRun of(String... all) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.line(all);
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return new CommandRun(line.execute(all), out.toString().strip(), err.toString());
  }
}
