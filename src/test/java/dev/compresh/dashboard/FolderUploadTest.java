package dev.compresh.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A folder that is dropped goes up as one archive that any program reads. */
@ExtendWith(DashboardWorld.Shared.class)
class FolderUploadTest {
  private static final int BLOCK = 512;

  private static final String PACK =
      """
      async () => {
        const base = document.querySelector('script[type=module]').src.replace('main.js', '');
        const { pack } = await import(base + 'tar.js');
        const file = (name, text) => ({ name, file: new File([text], name) });
        const blob = await pack([file('projects/a.jsonl', '{"a":1}\\n'), file('empty.json', ''),
          file('projects/big.jsonl', 'x'.repeat(100000)), file('d/'.repeat(80) + 'deep.jsonl', 'deep')]);
        const bytes = new Uint8Array(await blob.arrayBuffer());
        return btoa(String.fromCharCode(...bytes));
      }
      """;

  @Test
  void files_arePackedAsATarArchive(DashboardWorld world) throws IOException {
    String packed;
    try (DashboardTab tab = world.open(DashboardScreen.DESK_LIGHT)) {
      tab.page().navigate("/");
      packed = (String) Objects.requireNonNull(tab.page().evaluate(PACK));
    }
    byte[] tar;
    try (GZIPInputStream in =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(packed)))) {
      tar = in.readAllBytes();
    }
    Map<String, String> files = unpacked(tar);
    assertThat(files).hasSize(4);
    assertThat(files.get("projects/a.jsonl")).isEqualTo("{\"a\":1}\n");
    assertThat(files.get("empty.json")).isEmpty();
    assertThat(files.get("projects/big.jsonl")).hasSize(100_000);
    assertThat(files.keySet()).anyMatch(name -> name.endsWith("deep.jsonl"));
  }

  private static Map<String, String> unpacked(byte[] tar) {
    Map<String, String> files = new LinkedHashMap<>();
    int at = 0;
    while (tar[at] != 0) {
      int sum = 0;
      for (int i = 0; i < BLOCK; i++) {
        sum += i >= 148 && i < 156 ? ' ' : tar[at + i] & 0xff;
      }
      assertThat(Integer.parseInt(field(tar, at + 148, 6), 8)).isEqualTo(sum);
      int size = Integer.parseInt(field(tar, at + 124, 11), 8);
      byte[] body = Arrays.copyOfRange(tar, at + BLOCK, at + BLOCK + size);
      files.put(field(tar, at, 100), new String(body, StandardCharsets.UTF_8));
      at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    assertThat(tar.length - at).isEqualTo(2 * BLOCK);
    return files;
  }

  private static String field(byte[] tar, int at, int length) {
    int end = at;
    while (end < at + length && tar[end] != 0) {
      end++;
    }
    return new String(tar, at, end - at, StandardCharsets.UTF_8);
  }
}
