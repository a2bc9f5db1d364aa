package dev.compresh.compression.client;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The arguments by which agents' tools say what they are about, in lower case. */
public enum CallArgument {
  /** A shell command, as a text or as the words of one program. */
  COMMAND("command", "cmd"),
  /** The file, folder, pattern or page. */
  TARGET(
      "file_path",
      "filepath",
      "path",
      "filename",
      "file",
      "target_file",
      "notebook_path",
      "absolute_path",
      "absolutepath",
      "relative_workspace_path",
      "directory",
      "directory_path",
      "dir_path",
      "dirpath",
      "pattern",
      "query",
      "url"),
  /** Several of them in one call. */
  LIST("commands", "paths", "files", "queries");

  // made by Set.of
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<String> names;

  CallArgument(String... names) {
    this.names = Arrays.stream(names).collect(Collectors.toUnmodifiableSet());
  }

  public Set<String> names() {
    return names;
  }
}
