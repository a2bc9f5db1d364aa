import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Writes THIRD-PARTY.md from the CycloneDX document of a build: {@code java ThirdPartyNotices.java bom.xml OUT}. */
final class ThirdPartyNotices {
  public static void main(String[] arguments) throws Exception {
    Element components =
        child(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(arguments[0]).toFile())
                .getDocumentElement(),
            "components");
    var rows = new TreeMap<String, String>();
    for (Node node = components.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element component) {
        String name = text(component, "group") + ":" + text(component, "name");
        rows.put(name, "| " + name + " | " + text(component, "version") + " | " + licences(component) + " |\n");
      }
    }
    String head =
        """
        # Third-party software

        Packages of Compresh hold these libraries, unchanged, and a Java runtime (OpenJDK, GPL-2.0 with Classpath Exception;
        its notices are in `runtime/legal`). Each library's own licence and notice are inside its jar. Written by
        `./compresh package` from the dependencies of the build.

        | library | version | licence |
        | --- | --- | --- |
        """;
    Files.writeString(Path.of(arguments[1]), head + String.join("", rows.values()));
  }

  private static String licences(Element component) throws IOException {
    Element licences = child(component, "licenses");
    var names = new java.util.TreeSet<String>();
    for (Node node = licences == null ? null : licences.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element licence) {
        String name =
            licence.getTagName().equals("expression")
                ? licence.getTextContent()
                : text(licence, "id").isEmpty() ? text(licence, "name") : text(licence, "id");
        names.add(name.replaceAll("\\s+", " ").strip());
      }
    }
    if (names.isEmpty()) {
      throw new IOException(text(component, "name") + " declares no licence.");
    }
    return String.join(" or ", names);
  }

  private static String text(Element parent, String name) {
    Element child = child(parent, name);
    return child == null ? "" : child.getTextContent().strip();
  }

  private static Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }
}
