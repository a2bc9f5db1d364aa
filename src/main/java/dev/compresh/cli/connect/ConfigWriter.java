package dev.compresh.cli.connect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Writes the settings of a client into its files and takes them back. The file as it was is kept
 * next to it. Undoing brings it back where nothing else has changed since; otherwise only the
 * settings from here are taken back.
 */
public final class ConfigWriter {
  private static final String BACKUP = ".compresh-backup";
  private static final String RECORD = ".compresh-record";

  private ConfigWriter() {}

  /**
   * The texts that {@code files} would get, in their order.
   *
   * @throws DamagedFile where one of them can't be edited; nothing is written then
   */
  public static List<String> texts(List<ClientFile> files) throws IOException, DamagedFile {
    List<String> texts = new ArrayList<>();
    for (ClientFile file : files) {
      texts.add(edited(file, read(file.path())));
    }
    return texts;
  }

  /**
   * Writes all files, or none where one of them can't be edited.
   *
   * @param keyId the key that was made for them; empty where it was given
   */
  public static void write(List<ClientFile> files, String keyId) throws IOException, DamagedFile {
    List<String> texts = texts(files);
    for (int i = 0; i < files.size(); i++) {
      Path path = files.get(i).path();
      String text = texts.get(i);
      List<ConfigPath> paths = files.get(i).changes().stream().map(SettingChange::path).toList();
      ConnectionRecord earlier = record(path);
      boolean created = !Files.exists(path);
      ConnectionRecord record = ConnectionRecord.of(created, text, keyId, paths);
      // A second run must not take what the first one wrote for the user's own.
      if (earlier == null) {
        PrivateFile.write(sibling(path, BACKUP), read(path));
      } else {
        record = record.merge(earlier);
      }
      PrivateFile.write(sibling(path, RECORD), record.json());
      PrivateFile.write(path, text);
    }
  }

  /**
   * Takes the settings back.
   *
   * @return the ids of the keys that were made for them, empty texts for those that were given
   */
  public static List<String> undo(List<Path> files) throws IOException, DamagedFile {
    List<String> keys = new ArrayList<>();
    for (Path path : files) {
      ConnectionRecord record = record(path);
      if (record == null) {
        continue;
      }
      String backup = read(sibling(path, BACKUP));
      String now = read(path);
      if (!record.isUnchanged(now)) {
        PrivateFile.write(path, restored(path, record, now, backup));
      } else if (record.created()) {
        Files.deleteIfExists(path);
      } else {
        PrivateFile.write(path, backup);
      }
      Files.deleteIfExists(sibling(path, BACKUP));
      Files.deleteIfExists(sibling(path, RECORD));
      keys.add(record.keyId());
    }
    return keys;
  }

  static @Nullable ConnectionRecord record(Path path) throws IOException, DamagedFile {
    String json = PrivateFile.read(sibling(path, RECORD));
    return json == null ? null : ConnectionRecord.read(json);
  }

  private static String edited(ClientFile file, String before) throws DamagedFile {
    String text = before;
    try {
      JsonNode values = file.format().parse(text);
      for (SettingChange change : file.changes()) {
        if (change.value().equals(SettingTree.find(values, change.path()))) {
          continue;
        }
        text = file.format().set(text, change);
      }
      return text;
    } catch (DamagedFile e) {
      throw named(file.path(), e);
    }
  }

  private static String restored(Path file, ConnectionRecord record, String now, String backup)
      throws DamagedFile {
    ConfigFormat format = ConfigFormat.of(file);
    String text = now;
    try {
      JsonNode before = format.parse(backup);
      for (ConfigPath path : record.paths()) {
        JsonNode old = SettingTree.find(before, path);
        text =
            old == null
                ? removed(format, text, before, path)
                : format.set(text, new SettingChange(path, old));
      }
      return text;
    } catch (DamagedFile e) {
      throw named(file, e);
    }
  }

  /** Removes a value, and the maps around it that were not there before and are empty now. */
  private static String removed(ConfigFormat format, String text, JsonNode before, ConfigPath path)
      throws DamagedFile {
    String left = text;
    ConfigPath gone = path;
    while (!gone.isEmpty() && SettingTree.find(before, gone) == null) {
      JsonNode now = SettingTree.find(format.parse(left), gone);
      boolean isEmpty = now != null && now.isContainer() && now.isEmpty();
      if (!gone.equals(path) && !isEmpty) {
        return left;
      }
      left = now == null ? left : format.remove(left, gone);
      gone = gone.parent();
    }
    return left;
  }

  private static DamagedFile named(Path path, DamagedFile why) {
    return new DamagedFile(
        path + " was not changed: " + why.getMessage() + ". Mend it, or use --print.");
  }

  private static String read(Path path) throws IOException, DamagedFile {
    try {
      String text = PrivateFile.read(path);
      return text == null ? "" : text;
    } catch (DamagedFile e) {
      throw named(path, e);
    }
  }

  private static Path sibling(Path path, String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }
}
