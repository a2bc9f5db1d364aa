package dev.compresh.admin.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a folder of resources, from a folder of classes as from a jar. */
final class ResourceTree {
  private ResourceTree() {}

  /**
   * The bytes of every file, by path below the folder that {@code anchor} lies in.
   *
   * @param anchor a file in the folder, as an absolute resource name
   */
  static SortedMap<String, byte[]> read(String anchor) {
    URL url = ResourceTree.class.getResource(anchor);
    if (url == null) {
      throw new IllegalStateException("Resource " + anchor + " is missing.");
    }
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        return filesBelow(folder(Path.of(uri)));
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return filesBelow(folder(jar.getPath(anchor)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path folder(Path file) {
    Path parent = file.getParent();
    return parent == null ? file : parent;
  }

  private static SortedMap<String, byte[]> filesBelow(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    SortedMap<String, byte[]> read = new TreeMap<>();
    for (Path file : files) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      read.put(name, Files.readAllBytes(file));
    }
    return read;
  }
}
